"""Invites people, changes their role and unit, and closes and opens their accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ideas.accounts import Holder, end_sessions, find_account, give_link, open_account, void_links
from ideas.extensions import db
from ideas.feeds import close_feed
from ideas.history import record
from ideas.models.unit import Unit
from ideas.models.user import User, fold_address
from ideas.networks import keyed
from ideas.second_steps import remove_second_step
from ideas.transaction import command
from workflow.actors import Actor, Role
from workflow.events import Kind
from workflow.machine import Forbidden
from workflow.permissions import Action


class AddressTaken(Exception):
    """An account of that address is there already."""


class LastAdmin(Exception):
    """Without this person nobody could keep the accounts."""


class Overtaken(Exception):
    """Somebody else changed the person first."""


@dataclass(frozen=True, slots=True)
class Change:
    """Role and unit that a person shall have, and the version of the person that was seen."""

    role: Role
    unit_id: int | None
    version: int | None


@command
def invite(holder: Holder, *, actor: Actor, at: datetime) -> str:
    """The token of a link that opens an account for somebody new."""
    _confirm_admin(actor, _admins())
    if find_account(holder.email) is not None:
        raise AddressTaken
    # Nobody has a number yet: the hash tells apart two who are called the same.
    address = keyed("account", fold_address(holder.email))
    data = {"person": holder.name, "role": holder.role.value, "address": address}
    record(Kind.PERSON_INVITED, at=at, actor_id=actor.id, data=data)
    return give_link(holder, by_id=actor.id, at=at)


@command
def add(holder: Holder, password_hash: str, *, actor: Actor, at: datetime) -> User:
    """An account with a password from the start."""
    if find_account(holder.email) is not None:
        raise AddressTaken
    user = open_account(holder, at=at, actor_id=actor.id)
    user.password_hash = password_hash
    return user


@command
def give_new_link(person_id: int, *, actor: Actor, at: datetime) -> str:
    """The token of a link with which a person who lost their password chooses another."""
    _confirm_admin(actor, _admins())
    user = _person(person_id)
    if user.is_deactivated:
        raise Overtaken
    record(Kind.LINK_GIVEN, at=at, actor_id=actor.id, person_id=user.id)
    holder = Holder(user.email, user.name, user.role, user.unit_id)
    return give_link(holder, by_id=actor.id, at=at)


@command
def change(person_id: int, wanted: Change, *, actor: Actor, at: datetime) -> None:
    """Give a person another role or unit; either is logged only where it changed."""
    admins = _admins()
    _confirm_admin(actor, admins)
    user = _person(person_id)
    if user.version != wanted.version:
        raise Overtaken
    if wanted.role is not Role.ADMIN:
        _confirm_not_last(user, admins)
    if user.role is not wanted.role:
        _log(user, Kind.ROLE_CHANGED, {"before": user.role.value, "after": wanted.role.value}, actor, at)
        user.role = wanted.role
    if user.unit_id != wanted.unit_id:
        _log(user, Kind.UNIT_CHANGED, _units(user.unit_id, wanted.unit_id), actor, at)
        # A first unit is no move: nobody has to confirm what the person answers for already.
        user.moved_at = at if user.unit_id is not None else user.moved_at
        user.unit_id = wanted.unit_id


@command
def deactivate(person_id: int, *, actor: Actor, at: datetime) -> None:
    """Close the account: every session ends, no link leads in, and history stays as it is."""
    admins = _admins()
    _confirm_admin(actor, admins)
    user = _person(person_id)
    _confirm_not_last(user, admins)
    if not user.is_deactivated:
        user.deactivated_at = at
        end_sessions(user.id, at)
        void_links(user.email, at)
        close_feed(user.id)
        _log(user, Kind.DEACTIVATED, {}, actor, at)


@command
def reactivate(person_id: int, *, actor: Actor, at: datetime) -> None:
    """Open a closed account again."""
    _confirm_admin(actor, _admins())
    user = _person(person_id)
    if user.is_deactivated and not user.is_erased:
        user.deactivated_at = None
        _log(user, Kind.REACTIVATED, {}, actor, at)


@command
def reset_second_step(person_id: int, *, actor: Actor, at: datetime) -> None:
    """Let a person who lost their app in by the password alone; whoever came by it before is out."""
    _confirm_admin(actor, _admins())
    user = _person(person_id)
    if remove_second_step(user.id):
        end_sessions(user.id, at)
        _log(user, Kind.SECOND_STEP_RESET, {}, actor, at)


def _admins() -> set[int]:
    """The administrators in office; nobody else changes them until this command is done."""
    statement = select(User.id).where(User.role == Role.ADMIN, User.deactivated_at.is_(None))
    return set(db.session.scalars(statement.order_by(User.id).with_for_update()))


def _confirm_admin(actor: Actor, admins: set[int]) -> None:
    """The actor's role may have been taken away since the request began; the system itself has no id."""
    if actor.id is not None and actor.id not in admins:
        raise Forbidden(Action.MANAGE_PEOPLE)


def _confirm_not_last(user: User, admins: set[int]) -> None:
    if admins == {user.id}:
        raise LastAdmin


def _person(person_id: int) -> User:
    return db.session.get_one(User, person_id, with_for_update=True)


def _units(before: int | None, after: int | None) -> dict[str, Any]:
    """Ids for machines, names as they were for people."""
    names = [unit.name_fi if key and (unit := db.session.get(Unit, key)) else None for key in (before, after)]
    return {"before": names[0], "after": names[1], "before_id": before, "after_id": after}


def _log(user: User, kind: Kind, data: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    record(kind, at=at, actor_id=actor.id, person_id=user.id, data=data)
