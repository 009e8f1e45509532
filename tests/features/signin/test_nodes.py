"""What another node did holds here at once: nothing about people is remembered outside the database."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import Executable, insert, update

from ideas.attempts import BY_ACCOUNT, attempt_of
from ideas.extensions import db
from ideas.models import SignInAttempt, User, UserSession
from tests import factories
from tests.features.signin.accounts import fail, is_signed_in
from workflow.actors import Role


def elsewhere(app: Flask, statement: Executable) -> None:
    """Write as another node does: past everything that this one could remember."""
    with app.app_context(), db.engine.connect() as connection:
        connection.execute(statement)
        connection.commit()


def test_failures_at_other_nodes_count_here(app: Flask) -> None:
    with app.app_context():
        attempt = attempt_of("aino@example.org", "192.0.2.1")
    row = {"account_hash": attempt.account, "address_hash": attempt.address, "at": datetime.now(UTC)}
    elsewhere(app, insert(SignInAttempt).values([row] * (BY_ACCOUNT.failures - 1)))
    assert fail(app, "aino@example.org", 2) == [422, 429]


def test_a_session_that_ends_at_another_node_is_over_here(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    client, found = factories.sign_in(app, person), []
    for ended in (None, datetime.now(UTC)):
        elsewhere(app, update(UserSession).values(revoked_at=ended))
        found.append(is_signed_in(client))
    assert found == [True, False]


def test_a_role_given_at_another_node_counts_here(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    client, found = factories.sign_in(app, person), []
    for role in (Role.ADMIN, Role.EMPLOYEE):
        elsewhere(app, update(User).where(User.id == person.id).values(role=role))
        found.append(client.get("/people").status_code)
    assert found == [200, 403]
