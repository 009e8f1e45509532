"""The desk: each open idea once, in the section that says what it waits for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from ideas.extensions import db
from ideas.features.desk import queries
from ideas.features.desk.queries import SHOWN
from ideas.features.desk.sections import Section
from ideas.models import Evaluation, Idea, User
from ideas.transaction import command
from tests import factories
from tests.features.pilot import cases
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]
TODAY = factories.NOW.date()


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, name="Leena Lead", language="en")


@command
def change(idea: Idea, **values: object) -> None:
    for name, value in values.items():
        setattr(db.session.get_one(Idea, idea.id), name, value)


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The SELECT statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_every_open_idea_stands_once_where_it_waits(app: Flask, lead: User) -> None:
    with app.app_context():
        author = factories.person()
        made = {
            Section.NEW: factories.submitted(author),
            Section.EVALUATION: factories.submitted(author),
            Section.DECISION: factories.evaluated(author, lead),
            Section.PILOT: cases.piloted(author, lead),
            Section.INFO: factories.submitted(author),
        }
        factories.dropped(author, lead), factories.draft(author)
        change(made[Section.EVALUATION], owner_id=author.id)
        change(made[Section.INFO], info_asked_on=factories.NOW.date())
        found = queries.desk(factories.actor(lead), mine=False, unit_id=None, today=TODAY)
        shown = {section: [row.public_id for row in rows] for section, rows in found.items()}
    empty: dict[Section, list[str]] = {Section.OFFERED: [], Section.FOLLOW_UP: []}
    assert shown == {**empty, **{section: [idea.public_id] for section, idea in made.items()}}


def test_what_is_offered_to_somebody_stands_on_their_desk_too(app: Flask, lead: User) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        change(idea, receiver_id=lead.id)
        found = queries.desk(factories.actor(lead), mine=True, unit_id=None, today=TODAY)
    assert [[row.public_id for row in rows] for rows in found.values() if rows] == [[idea.public_id]]


def test_evaluations_are_counted_as_the_rule_counts_them(app: Flask, lead: User) -> None:
    with app.app_context():
        author, owner = factories.person(Role.LEAD), factories.person(Role.LEAD)
        for hidden in (False, True):
            idea = factories.submitted(author, hidden=hidden)
            change(idea, owner_id=owner.id)
            for by in (author, owner, lead):
                factories.evaluate(idea, by)
        rows = queries.desk(factories.actor(lead), mine=False, unit_id=None, today=TODAY)[Section.EVALUATION]
        ruled = [
            db.session.query(Idea).filter_by(public_id=r.public_id).one().facts().evaluations for r in rows
        ]
        assert db.session.query(Evaluation).count() == 6
    assert [row.evaluations for row in rows] == ruled == [1, 1]


def test_the_desk_can_be_narrowed_to_ones_own_and_to_a_unit(app: Flask, lead: User) -> None:
    with app.app_context():
        top = factories.unit("Asiakaspalvelut")
        below, beside = factories.unit("Yhteyskeskus", top), factories.unit("Etuudet")
        homes = [factories.submitted(factories.person(home=home)) for home in (top, below, beside)]
        change(homes[2], owner_id=lead.id)
        asked = [(False, None), (False, top.id), (True, None), (True, top.id)]
        found = [
            queries.desk(factories.actor(lead), mine=mine, unit_id=unit, today=TODAY) for mine, unit in asked
        ]
        counts = [sum(len(rows) for rows in sections.values()) for sections in found]
    assert counts == [3, 2, 1, 0]


def test_a_long_section_is_cut_and_says_how_many_there_are(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        author = factories.person()
        for _ in range(SHOWN + 1):
            factories.submitted(author)
    page = client_of(lead).get("/desk").text
    assert (page.count('<th scope="row">'), "state=submitted" in page) == (SHOWN, True)


@pytest.mark.parametrize("ideas", [1, 3])
def test_the_desk_asks_the_database_at_most_nine_times(
    app: Flask, client_of: SignIn, lead: User, ideas: int
) -> None:
    with app.app_context():
        for _ in range(ideas):
            cases.piloted(factories.person(), lead)
            factories.submitted(factories.person())
    client = client_of(lead)
    with counted(app) as sent:
        assert client.get("/desk").status_code == 200
    assert len([statement for statement in sent if statement.lstrip().lower().startswith("select")]) <= 9


def test_a_date_that_has_passed_is_told_in_words(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        change(idea, next_date=factories.NOW.date() - timedelta(1))
    page = client_of(lead).get("/desk").text
    assert ("4.3.2026" in page, "the date has passed" in page) == (True, True)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MANAGER, Role.ADMIN])
def test_only_leads_have_a_desk(app: Flask, client_of: SignIn, role: Role) -> None:
    with app.app_context():
        person = factories.person(role)
    assert client_of(person).get("/desk").status_code == 403


def test_evaluations_that_are_missing_are_counted_in_words(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        factories.submitted(factories.person())
    page = client_of(lead).get("/desk").text
    assert "of the 1 needed" in page
    with app.app_context():
        factories.evaluated(factories.person(), lead)
    assert client_of(lead).get("/desk").text.count("of the 1 needed") == 1


def test_whoever_is_asked_to_take_over_answers_above_the_text(
    app: Flask, client_of: SignIn, lead: User
) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        change(idea, receiver_id=lead.id)
    page = client_of(lead).get(f"/ideas/{idea.public_id}").text
    assert page.count("transfer/accept") == 1
    assert page.index("transfer/accept") < page.index('id="text"')


def test_an_idea_without_an_owner_offers_oneself(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        idea, other = factories.submitted(factories.person()), factories.person()
    address = f'value="{lead.email}"'
    path = f"/ideas/{idea.public_id}/owner"
    assert address in client_of(lead).get(path).text.partition("<datalist")[0]
    with app.app_context():
        change(idea, owner_id=other.id)
    assert address not in client_of(lead).get(path).text.partition("<datalist")[0]
