"""Makes administrators and reads what they did."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, User
from tests import factories
from workflow.actors import Role
from workflow.events import Kind


def admin(app: Flask) -> tuple[User, FlaskClient]:
    """An administrator, and a browser in which they are signed in."""
    with app.app_context():
        person = factories.person(Role.ADMIN, name="Eeva Koski")
    return person, factories.sign_in(app, person)


def role_form(
    person: User, role: Role, unit_id: int | str = "", version: int | None = None
) -> dict[str, str]:
    """What the form on a person's page sends."""
    seen = version or person.version
    return {"role": role.value, "unit": str(unit_id), "version": str(seen)}


def told(kind: Kind) -> list[dict[str, Any]]:
    """What was kept of every happening of a kind."""
    return [entry.data for entry in db.session.scalars(select(Entry).where(Entry.kind == kind))]


def again(person: User) -> User:
    """The person as they are now."""
    return db.session.get_one(User, person.id, populate_existing=True)
