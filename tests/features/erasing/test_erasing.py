"""Erasing a person: the name is gone from every page and every row, and history is still true."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError

from ideas.accounts import Holder
from ideas.extensions import db
from ideas.features.desk import service as desk
from ideas.features.erasing import service
from ideas.features.erasing.queries import beforehand
from ideas.features.erasing.service import StillOpen, Wish
from ideas.features.erasing.traces import GONE, KEPT
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.judgement import Asking
from ideas.features.feedback import service as feedback
from ideas.features.people import service as people
from ideas.models import Base, Comment, Entry, EntryPayload, Idea, SealedAuthor, User
from ideas.models.feedback import FeedbackKind
from ideas.models.user import ERASED
from tests import factories
from tests.features.case.pages import comment
from tests.features.erasing.doing import SYSTEM, WISH, erase, everything, is_true
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
NAME = "Äyrä Öhman-Ståhl"


def named_everywhere() -> tuple[User, Idea]:
    """Somebody who was invited, wrote, commented, and answers for an idea of somebody else."""
    lead, number = factories.person(Role.LEAD), len(list(db.session.scalars(select(User.id))))
    holder = Holder(f"oma{number}@example.org", NAME, Role.EMPLOYEE, None)
    people.invite(holder, actor=SYSTEM, at=factories.NOW)
    person = people.add(holder, "hash", actor=SYSTEM, at=factories.NOW)
    db.session.expunge(person)
    said = feedback.Said(FeedbackKind.OTHER, "Hyvä palvelu.", person.email, "fi")
    feedback.give(said, str(number), address=None, at=factories.NOW)
    idea = factories.submitted(person)
    comment(idea, person, "Oma sanani.")
    other = factories.submitted(factories.person())
    ask: dict[str, Any] = {"actor": factories.actor(lead), "at": factories.NOW}
    evaluation.ask(other.public_id, Asking(person.email), **ask)
    desk.offer(other.public_id, person.email, "", other.version, **ask)
    desk.accept(other.public_id, actor=factories.actor(person), at=factories.NOW)
    return person, other


def test_the_name_and_the_address_stand_nowhere_and_history_is_true(app: Flask) -> None:
    with app.app_context():
        person, _other = named_everywhere()
        assert NAME in everything()
        erase(person)
        left = everything()
        assert [NAME in left, person.email in left, "Oma sanani." in left] == [False, False, True]
    assert is_true(app)


def test_pages_name_a_stand_in_in_the_readers_language(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        person, other = named_everywhere()
        erase(person)
        reader = client_of(factories.person(language="en"))
    page = reader.get(f"/ideas/{other.public_id}").text
    assert ("Erased person" in page, ERASED in page) == (True, False)


def test_what_will_happen_is_counted_and_hidden_ideas_are_not(app: Flask) -> None:
    with app.app_context():
        person, _other = named_everywhere()
        factories.submitted(person, hidden=True)
        factories.draft(person)
        counted = beforehand(db.session.get_one(User, person.id))
        assert (counted.cases, counted.comments, counted.drafts, counted.in_charge) == (1, 1, 1, 1)
        assert counted.entries == 4


def test_a_hidden_author_is_cut_from_the_idea_and_the_idea_stays(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        person = factories.person(name=NAME)
        idea = factories.submitted(person, hidden=True)
        erase(person)
        assert list(db.session.scalars(select(SealedAuthor))) == []
        (told,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.PERSON_ERASED))
        assert told.data == {"remains": {}}
        reader = client_of(factories.person())
    assert reader.get(f"/ideas/{idea.public_id}").status_code == 200
    assert is_true(app)


def test_a_draft_that_nobody_else_has_seen_goes(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
        factories.draft(person)
        erase(person)
        assert list(db.session.scalars(select(Idea))) == []


def test_comments_go_where_that_is_asked(app: Flask) -> None:
    with app.app_context():
        person, _other = named_everywhere()
        erase(person, Wish("Pyyntö.", takes_comments=True))
        assert list(db.session.scalars(select(Comment.body))) == [""]
        assert "Oma sanani." not in everything()
    assert is_true(app)


def test_an_erased_person_is_out_for_good(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        person = factories.person()
        client = client_of(person)
        erase(person)
        people.reactivate(person.id, actor=SYSTEM, at=factories.NOW)
        again = db.session.get_one(User, person.id, populate_existing=True)
        assert (again.is_deactivated, again.password_hash, again.name) == (True, None, "Poistettu henkilö")
    assert client.get("/me").status_code == 303


def test_erasing_twice_is_erasing_once(app: Flask) -> None:
    with app.app_context():
        person, _other = named_everywhere()
        erase(person)
        before = everything()
        service.erase(person.id, WISH, actor=SYSTEM, at=factories.NOW)
        assert everything() == before


def test_two_people_in_one_history_can_be_erased_one_after_the_other(app: Flask) -> None:
    with app.app_context():
        (first, _other), (second, _other) = named_everywhere(), named_everywhere()
        for person in (first, second):
            erase(person)
        assert [each in everything() for each in (NAME, first.email, second.email)] == [False] * 3
    assert is_true(app)


def test_an_open_account_is_not_erased(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
        with pytest.raises(StillOpen):
            service.erase(person.id, WISH, actor=SYSTEM, at=factories.NOW)


def test_an_administrator_writes_the_address_once_more(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        person, admin = factories.person(name=NAME), client_of(factories.person(Role.ADMIN))
        people.deactivate(person.id, actor=SYSTEM, at=factories.NOW)
    path = f"/people/{person.id}/erase"
    assert NAME in admin.get(path).text
    codes = [
        admin.post(path, data={"reason": "Pyyntö.", "address": address}).status_code
        for address in ("x", person.email)
    ]
    assert (codes, NAME in admin.get(f"/people/{person.id}").text) == ([422, 303], False)


def test_the_shell_says_what_would_happen_and_does_it_only_when_told(app: Flask) -> None:
    with app.app_context():
        person, _other = named_everywhere()
        people.deactivate(person.id, actor=SYSTEM, at=factories.NOW)
    words = ["erase-person", person.email, "--reason", "Pyyntö."]
    dry = app.test_cli_runner().invoke(args=words).output
    with app.app_context():
        assert NAME in everything()
    done = app.test_cli_runner().invoke(args=[*words, "--carry-out"]).output
    assert ("comments: 1" in dry, done.endswith("The person is erased.\n")) == (True, True)
    with app.app_context():
        assert NAME not in everything()


@pytest.mark.parametrize(
    "change", ["words = 'Muuta'", "words = '', data = '{}'", "salt = 'x'", "salt = '', entry_id = 999"]
)
def test_the_database_lets_words_change_only_where_their_salt_goes(app: Flask, change: str) -> None:
    with app.app_context():
        factories.submitted(factories.person())
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(f"update entry_payload set {change}"))  # noqa: S608


def test_words_erased_behind_the_logs_back_are_found(app: Flask) -> None:
    with app.app_context():
        factories.submitted(factories.person())
        with db.engine.connect() as connection:
            connection.execute(text("update entry_payload set salt = '', words = 'Muuta'"))
            connection.commit()
    assert not is_true(app)


def test_words_changed_after_an_erasing_are_found(app: Flask) -> None:
    with app.app_context():
        person, _other = named_everywhere()
        erase(person)
        touched = select(EntryPayload.entry_id).where(EntryPayload.salt == "")
        assert db.session.scalars(touched).first() is not None
        db.session.rollback()
        with db.engine.connect() as connection:
            connection.execute(text("update entry_payload set words = 'Muuta' where salt = ''"))
            connection.commit()
    assert not is_true(app)


def test_of_every_table_it_is_known_whether_it_goes_with_the_person(app: Flask) -> None:
    with app.app_context():
        tables = Base.metadata.tables.values()
        naming = {table.name for table in tables if _names_people(table.name)}
        assert naming == {*GONE, *KEPT}, "say of each table in erasing/traces.py: it goes, or keeps a number"


def _names_people(table: str) -> bool:
    return any(key["referred_table"] == "person" for key in inspect(db.engine).get_foreign_keys(table))
