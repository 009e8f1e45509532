"""People with a second step, and the codes that their apps show."""

from datetime import UTC, datetime, timedelta

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.features.second_step import service
from ideas.models import SecondStep, User
from ideas.second_steps import secret_of
from tests.features.signin.accounts import account, try_sign_in

BEFORE = datetime.now(UTC) - timedelta(hours=1)
"""When the app was set up: the codes of now have not been used."""


def with_app(name: str | None = None) -> tuple[User, list[str]]:
    """A person who signs in in two steps, and their recovery codes; inside an app context."""
    person = account(name=name)
    service.begin(person.id, BEFORE)
    return person, service.confirm(person.id, code_of(person, BEFORE), BEFORE)


def code_of(person: User, at: datetime | None = None) -> str:
    """The code that the person's app shows; inside an app context."""
    step = db.session.get_one(SecondStep, person.id)
    return pyotp.TOTP(secret_of(step)).at(at or datetime.now(UTC))


def take(client: FlaskClient, code: str, **more: str) -> TestResponse:
    """Send the form of the second step."""
    return client.post("/sign-in/second-step", data={"one_time_code": code, **more})


def halfway(client: FlaskClient, person: User, **more: str) -> FlaskClient:
    """The browser after the right password."""
    assert try_sign_in(client, person.email, **more).status_code == 200
    return client
