"""Makes accounts with passwords, and tries them."""

from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import SignInAttempt, User, UserSession
from ideas.passwords import hash_password
from tests import factories

PASSWORD = "kolme erilaista sanaa"


def account(deactivated_at: datetime | None = None, name: str | None = None) -> User:
    """A person with a password."""
    return factories.person(name=name, password_hash=hash_password(PASSWORD), deactivated_at=deactivated_at)


def try_sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Send the sign-in form."""
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the browser is let in to a page of its own."""
    return client.get("/me").status_code == 200


def fail(app: Flask, email: str, times: int) -> list[int]:
    """Send a wrong password again and again; the codes of the answers."""
    client = app.test_client()
    return [try_sign_in(client, email, "a wrong password").status_code for _ in range(times)]


def living(person: User) -> int:
    """How many sessions of the person have not been ended."""
    counted = select(func.count()).select_from(UserSession)
    return db.session.scalars(
        counted.where(UserSession.user_id == person.id, UserSession.revoked_at.is_(None))
    ).one()


def attempts() -> int:
    """How many failures are remembered."""
    return db.session.scalars(select(func.count()).select_from(SignInAttempt)).one()
