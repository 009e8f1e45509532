"""The log: append-only by the database itself, numbered, and chained by hashes."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from ideas.extensions import db
from ideas.history import GENESIS, entry_hash, payload_hash
from ideas.models import Entry
from tests import factories
from workflow.actors import Role

CHANGES = [
    "update entry set kind = 'dropped'",
    "delete from entry",
    "update entry_payload set words = ''",
    "delete from entry_payload",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_what_was_written(app: Flask, statement: str) -> None:
    with app.app_context():
        factories.submitted(factories.person())
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(statement))


def test_the_database_refuses_to_replace_an_entry(app: Flask) -> None:
    with app.app_context():
        factories.submitted(factories.person())
        columns = "id, stream, n, at, kind, payload_hash, hash"
        insert = "insert or replace" if db.engine.dialect.name == "sqlite" else "insert"
        with pytest.raises(DBAPIError):
            db.session.execute(text(f"{insert} into entry ({columns}) select {columns} from entry"))  # noqa: S608


def test_entries_of_a_case_are_numbered_and_chained(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        idea = factories.evaluated(factories.person(), lead)
        entries = db.session.scalars(select(Entry).where(Entry.case_id == idea.id).order_by(Entry.n)).all()
        previous = GENESIS
        for number, entry in enumerate(entries, start=1):
            assert entry.payload is not None
            assert (entry.n, entry.payload_hash) == (number, payload_hash(entry.payload))
            assert entry.hash == entry_hash(previous, entry)
            previous = entry.hash
        assert [entry.target for entry in entries] == ["submitted", "evaluated"]


def test_a_hidden_author_is_unnamed_as_an_author_and_named_as_a_lead(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        idea = factories.submitted(lead, hidden=True)
        target = factories.submitted(factories.person())
        factories.move(idea, "merge", lead, target=target.public_id)
        entries = db.session.scalars(select(Entry).where(Entry.case_id == idea.id).order_by(Entry.n)).all()
        assert [(entry.kind, entry.actor_id) for entry in entries] == [
            ("submitted", None),
            ("merged", lead.id),
        ]
