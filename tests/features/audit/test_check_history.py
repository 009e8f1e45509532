"""`flask check-history`: it tells a true history from one that was changed behind the application's back."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from ideas.extensions import db
from ideas.features.audit import queries
from ideas.history import record
from ideas.models import Idea, User
from ideas.transaction import command
from tests import factories
from workflow.actors import Role
from workflow.events import Kind

TAMPERING = {
    "an entry's kind": ("update entry set kind = 'dropped' where n = 1", "entry 1"),
    "an entry's time": ("update entry set at = '2020-01-01 00:00:00' where n = 2", "entry 2"),
    "an entry's actor": ("update entry set actor_id = 1 where n = 2", "entry 2"),
    "an entry's hash": ("update entry set hash = payload_hash where n = 1", "entry 1"),
    "the hash of the words": ("update entry set payload_hash = hash where n = 2", "entry 2"),
    "the words": ("update entry_payload set words = 'Hyvä!'", "entry 1"),
    "the data": ("update entry_payload set data = '{\"next_date\": null}'", "entry 1"),
    "the words taken away": ("delete from entry_payload", "entry 1"),
    "a number": ("update entry set n = 7 where n = 2", "entry 2"),
    "an entry taken out of its case": ("update entry set stream = 'house' where n = 2", "entry 2"),
    "the state of the row": ("update \"case\" set state = 'adopted'", "the row says: state adopted"),
    "the owner of the row": ('update "case" set owner_id = null', "the row says: nobody answers for it"),
    "the next date of the row": ('update "case" set next_date = null', "the row says: no next date"),
}


def tamper(*statements: str) -> None:
    """Change the database as somebody could who owns it: the log's triggers are out of the way."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("set local session_replication_role = replica"))
        else:
            for table in ("entry", "entry_payload"):
                for change in ("update", "delete"):
                    connection.execute(text(f"drop trigger {table}_refuses_{change}"))
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


@command
def answer_for(idea: Idea, owner: User) -> None:
    """Name an owner, and say so in the log."""
    row = db.session.get_one(Idea, idea.id)
    row.owner_id = owner.id
    record(Kind.ASSIGNED, at=factories.NOW, actor_id=None, case=row, data={"owner": owner.id})


@command
def say(kind: Kind, person_id: int | None = None) -> None:
    """Write an entry that belongs to no case."""
    record(kind, at=factories.NOW, actor_id=None, person_id=person_id)


def build() -> None:
    """A submitted idea that somebody answers for."""
    answer_for(factories.submitted(factories.person()), factories.person())


def check(app: Flask) -> Result:
    """Run the command as a shell would."""
    return app.test_cli_runner().invoke(args=["check-history"])


def test_a_history_made_by_the_application_is_true(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        factories.draft(lead)
        factories.dropped(factories.person(), lead)
        build()
        say(Kind.SIGNED_IN, person_id=lead.id)
        say(Kind.UNIT_ADDED)
    done = check(app)
    assert (done.output, done.exit_code) == ("3 cases, 6 entries: the history is true\n", 0)


def test_an_empty_history_is_true(app: Flask) -> None:
    assert check(app).output == "0 cases, 0 entries: the history is true\n"


@pytest.mark.parametrize("what", TAMPERING)
def test_what_was_changed_behind_the_log_is_found(app: Flask, what: str) -> None:
    statement, said = TAMPERING[what]
    with app.app_context():
        build()
        tamper(statement)
    done = check(app)
    assert done.exit_code == 1
    assert said in done.output
    assert f"The history is not true: I-{factories.NOW.year}-0001" in done.output


def test_the_streams_of_people_and_the_house_are_checked_too(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
        say(Kind.SIGNED_IN, person_id=person.id)
        say(Kind.SIGNED_IN, person_id=person.id)
        tamper("update entry set kind = 'session-revoked' where n = 2")
    done = check(app)
    assert f"person:{person.id}, entry 2" in done.output


def test_a_move_that_does_not_follow_is_found_even_where_every_hash_is_right(app: Flask) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        leap(idea)
    assert "it moves on from the state piloted" in check(app).output


@command
def leap(idea: Idea) -> None:
    """An entry that tells of a state the idea never was in."""
    row = db.session.get_one(Idea, idea.id)
    record(Kind.ADOPTED, at=factories.NOW, actor_id=None, case=row, source="piloted", target="adopted")


def test_many_cases_are_read_in_batches(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CASES_AT_ONCE", 2)
    monkeypatch.setattr(queries, "ENTRIES_AT_ONCE", 1)
    with app.app_context():
        author = factories.person()
        for _ in range(5):
            factories.submitted(author)
            say(Kind.SIGNED_IN, person_id=author.id)
    assert check(app).output == "5 cases, 10 entries: the history is true\n"
