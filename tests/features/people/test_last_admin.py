"""There is always an administrator, whoever asks and however many at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.features.people import service
from ideas.models import User
from tests import factories
from tests.features.people.administration import admin, again, role_form
from workflow.actors import Role
from workflow.machine import Forbidden


def admins() -> int:
    """How many administrators are in office."""
    counted = select(func.count()).select_from(User)
    return db.session.scalars(counted.where(User.role == Role.ADMIN, User.deactivated_at.is_(None))).one()


def test_the_last_administrator_stays_one(app: Flask) -> None:
    with app.app_context():
        factories.person(Role.ADMIN, deactivated_at=factories.NOW)
    person, client = admin(app)
    codes = [
        client.post(f"/people/{person.id}", data=role_form(person, Role.LEAD)).status_code,
        client.post(f"/people/{person.id}/deactivate").status_code,
    ]
    with app.app_context():
        assert (codes, again(person).role, again(person).is_deactivated) == ([422, 409], Role.ADMIN, False)


def test_one_of_two_administrators_may_go(app: Flask) -> None:
    with app.app_context():
        factories.person(Role.ADMIN)
    person, client = admin(app)
    answer = client.post(f"/people/{person.id}", data=role_form(person, Role.LEAD))
    with app.app_context():
        assert (answer.status_code, again(person).role) == (303, Role.LEAD)


def test_who_has_just_lost_the_role_changes_nothing(app: Flask) -> None:
    with app.app_context():
        former, other = factories.person(), factories.person()
        factories.person(Role.ADMIN)
        actor = factories.actor(former)
        with pytest.raises(Forbidden):
            service.deactivate(other.id, actor=actor, at=factories.NOW)


@pytest.mark.parametrize("way", ["demote", "close"])
def test_of_two_administrators_who_remove_each_other_one_stays(app: Flask, way: str) -> None:
    with app.app_context():
        pair = [factories.person(Role.ADMIN), factories.person(Role.ADMIN)]
    barrier = Barrier(2)

    def remove(by: User, whom: User) -> None:
        with app.app_context():
            actor, at = factories.actor(by), factories.NOW
            barrier.wait()
            if way == "close":
                service.deactivate(whom.id, actor=actor, at=at)
            else:
                service.change(whom.id, service.Change(Role.LEAD, None, whom.version), actor=actor, at=at)

    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(remove, *pair), pool.submit(remove, *reversed(pair))]
    with app.app_context():
        assert sorted(type(each.exception()).__name__ for each in tries) == ["Forbidden", "NoneType"]
        assert admins() == 1
