"""The commands of the shell about people: `flask user --help` lists them."""

import sys

import click
from flask.cli import with_appcontext
from sqlalchemy import or_, select

from ideas.accounts import Holder, find_account, is_address
from ideas.extensions import db, settings
from ideas.features.people import service
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.passwords import SHORTEST, hash_password, is_guessable
from ideas.web.clock import now
from workflow.actors import Actor, Role

SYSTEM = Actor(None, Role.ADMIN)


@click.group("user")
def user() -> None:
    """People and their accounts."""


@user.command("add")
@click.option("--name", required=True, help="Name of the person.")
@click.option("--email", required=True, help="The address with which the person signs in.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.EMPLOYEE.value)
@click.option("--unit", help="Id or Finnish name of the unit.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of the input.")
@with_appcontext
def add(name: str, email: str, role: str, unit: str | None, password_stdin: bool) -> None:
    """Print a one-time link with which the person opens the account, or open it with a password at once."""
    if not is_address(email):
        raise click.BadParameter(f"{email} is not an e-mail address", param_hint="--email")
    if not name.strip() or not name.isprintable():
        raise click.BadParameter("write it with visible characters", param_hint="--name")
    holder = Holder(email, name.strip(), Role(role), _unit_id(unit))
    try:
        click.echo(_with_password(holder) if password_stdin else _with_link(holder))
    except service.AddressTaken:
        raise click.ClickException(f"An account of {email} is there already.") from None


@user.command("list")
@with_appcontext
def show() -> None:
    """List every account: address, role, whether it is open, name."""
    for each in db.session.scalars(select(User).order_by(User.email)):
        click.echo(f"{each.email}\t{each.role}\t{'closed' if each.is_deactivated else 'open'}\t{each.name}")


@user.command("deactivate")
@click.argument("email")
@with_appcontext
def deactivate(email: str) -> None:
    """Close the account; every session of the person ends."""
    found = find_account(email)
    if found is None:
        raise click.ClickException(f"There is no account of {email}.")
    try:
        service.deactivate(found.id, actor=SYSTEM, at=now())
    except service.LastAdmin:
        raise click.ClickException("This is the last administrator: add another one first.") from None
    click.echo(f"The account of {found.email} is closed.")


@user.command("link")
@click.argument("email")
@with_appcontext
def link(email: str) -> None:
    """Print a one-time link with which the person chooses a new password."""
    found = find_account(email)
    if found is None or found.is_deactivated:
        raise click.ClickException(f"There is no open account of {email}.")
    click.echo(_opened_by(service.give_new_link(found.id, actor=SYSTEM, at=now())))


def _with_password(holder: Holder) -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < SHORTEST or is_guessable(password, (holder.email, holder.name)):
        raise click.ClickException(f"Take a password of at least {SHORTEST} characters, hard to guess.")
    service.add(holder, hash_password(password), actor=SYSTEM, at=now())
    return f"The account of {holder.email} is open."


def _with_link(holder: Holder) -> str:
    return _opened_by(service.invite(holder, actor=SYSTEM, at=now()))


def _opened_by(token: str) -> str:
    return (
        f"Open this page of Tilaa within {settings().invitation_days} days, once, and choose a password:\n"
        f"/invitations/{token}"
    )


def _unit_id(unit: str | None) -> int | None:
    if unit is None:
        return None
    number = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else None
    ids = db.session.scalars(select(Unit.id).where(or_(Unit.id == number, Unit.name_fi == unit))).all()
    if len(ids) != 1:
        raise click.BadParameter(f"{len(ids)} units are called {unit}", param_hint="--unit")
    return ids[0]
