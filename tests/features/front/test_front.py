"""The front page: what waits for each role, what moved, and how it is marked as read."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from ideas.extensions import db
from ideas.features.front.waiting import Waiting, waiting
from ideas.history import record
from ideas.judging import begin_round
from ideas.models import Case, EvaluationRequest, Idea, Notification, Sparring, User
from ideas.transaction import command
from tests import factories
from workflow.actors import Role
from workflow.events import Kind
from workflow.permissions import Visibility

ClientOf = Callable[[User], FlaskClient]
PARTS = ("questions", "transfers", "evaluations", "sparring", "owned", "drafts", "under_way")


@command
def change(idea: Idea, **values: object) -> None:
    """Set what a column says, whatever the rules would make of it."""
    row = db.session.get_one(Idea, idea.id)
    for name, value in values.items():
        setattr(row, name, value)


@command
def add(row: Sparring) -> None:
    """Write a row."""
    db.session.add(row)


@command
def ask(idea: Idea, person: User) -> None:
    """Open a round, and ask somebody to evaluate in it."""
    held = begin_round(db.session.get_one(Idea, idea.id), actor_id=None, at=factories.NOW)
    held.requests.append(EvaluationRequest(user_id=person.id, asked_at=factories.NOW))


@command
def tell(idea: Idea, *people: User, kind: Kind = Kind.COMMENTED) -> None:
    """Let something happen that these people are told."""
    row = db.session.get_one(Idea, idea.id)
    record(kind, at=factories.NOW, actor_id=None, case=row, tell=[person.id for person in people])


def found(person: User) -> dict[str, list[str]]:
    """The titles that wait for this person, by their part, without the empty ones."""
    mine: Waiting = waiting(factories.actor(person), factories.NOW)
    lists = {part: [task.title for task in getattr(mine, part)] for part in PARTS}
    return {part: titles for part, titles in lists.items() if titles}


def test_a_visitor_is_told_what_this_is_and_sees_no_idea(app: Flask) -> None:
    with app.app_context():
        factories.submitted(factories.person(), title="Salainen vai ei")
    page = app.test_client().get("/").text
    assert 'href="/sign-in"' in page
    assert "Salainen vai ei" not in page


def test_each_part_finds_its_own(app: Flask) -> None:
    with app.app_context():
        author, colleague = factories.person(), factories.person()
        factories.draft(author, title="Luonnos")
        asked = factories.submitted(author, title="Kysytty")
        change(asked, info_asked_on=date(2026, 3, 4), owner_id=colleague.id)
        change(factories.submitted(author, title="Tarjottu"), receiver_id=colleague.id)
        wanted = factories.submitted(author, title="Arvioitava")
        ask(wanted, colleague)
        shown = factories.draft(author, title="Sparrattava")
        change(shown, visibility=Visibility.SPARRING)
        add(Sparring(case_id=shown.id, user_id=colleague.id, at=factories.NOW))
        assert found(author) == {
            "questions": ["Kysytty"],
            "drafts": ["Sparrattava", "Luonnos"],
            "under_way": ["Arvioitava", "Tarjottu"],
        }
        assert found(colleague) == {
            "transfers": ["Tarjottu"],
            "evaluations": ["Arvioitava"],
            "sparring": ["Sparrattava"],
            "owned": ["Kysytty"],
        }
        assert found(factories.person()) == {}


def test_a_hidden_author_is_asked_like_any_other(app: Flask) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author, hidden=True, title="Nimetön")
        change(idea, info_asked_on=date(2026, 3, 4))
        assert found(author) == {"questions": ["Nimetön"]}


def test_what_has_ended_waits_for_nobody(app: Flask) -> None:
    with app.app_context():
        author, lead, owner = factories.person(), factories.person(Role.LEAD), factories.person()
        idea = factories.submitted(author)
        factories.answer_for(idea, owner)
        ask(idea, owner)
        factories.move(idea, "drop", lead, "Jo tehty.", reason_code="already-done", condition="Uusi tarve.")
        assert found(owner) == {}


def test_what_has_the_nearest_date_comes_first(app: Flask) -> None:
    with app.app_context():
        owner, author = factories.person(), factories.person()
        for title, day in (
            ("Myöhemmin", date(2026, 4, 1)),
            ("Ilman päivää", None),
            ("Pian", date(2026, 3, 9)),
        ):
            change(factories.submitted(author, title=title), owner_id=owner.id, next_date=day)
        assert found(owner) == {"owned": ["Pian", "Myöhemmin", "Ilman päivää"]}


@pytest.mark.parametrize(("days", "is_ripe"), [(13, False), (15, True)])
def test_an_old_draft_gets_one_gentle_line(app: Flask, days: int, is_ripe: bool) -> None:
    with app.app_context():
        author = factories.person()
        factories.draft(author)
        later = factories.NOW + timedelta(days=days)
        assert waiting(factories.actor(author), later).has_ripe_draft is is_ripe


@pytest.mark.parametrize(
    ("role", "is_told"), [(Role.LEAD, True), (Role.EMPLOYEE, False), (Role.MANAGER, False)]
)
def test_leads_are_told_of_ideas_that_nobody_answers_for(
    app: Flask, client_of: ClientOf, role: Role, is_told: bool
) -> None:
    with app.app_context():
        person = factories.person(role)
        factories.submitted(factories.person())
    page = client_of(person).get("/").text
    assert ('<div class="panel">' in page) is is_told


def test_news_come_newest_first_and_only_of_cases_still_seen(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        reader, author = factories.person(), factories.person()
        for title in ("Ensimmäinen", "Toinen"):
            tell(factories.submitted(author, title=title), reader)
        hidden = factories.draft(author, title="Kätketty luonnos")
        tell(hidden, reader, kind=Kind.SPARRING_ASKED)
    page = client_of(reader).get("/news").text
    assert page.index("Toinen") < page.index("Ensimmäinen")
    assert "Kätketty luonnos" not in page


def test_only_what_was_seen_is_marked_as_read(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        reader, other = factories.person(), factories.person()
        idea = factories.submitted(factories.person())
        for _ in range(3):
            tell(idea, reader, other)
        told = select(Notification.id).where(Notification.user_id == reader.id).order_by(Notification.id)
        ids = list(db.session.scalars(told))
    answer = client_of(reader).post("/news", data={"up_to": str(ids[1])})
    assert (answer.status_code, answer.location) == (303, "/")
    with app.app_context():
        unread = select(Notification.id).where(Notification.read_at.is_(None))
        assert list(db.session.scalars(unread.where(Notification.user_id == reader.id))) == ids[2:]
        assert len(list(db.session.scalars(unread.where(Notification.user_id == other.id)))) == 3


def test_older_news_are_a_page_away(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        reader = factories.person()
        idea = factories.submitted(factories.person())
        for _ in range(30):
            tell(idea, reader)
    client = client_of(reader)
    first = client.get("/news").text
    older = first.split('rel="next" href="')[1].split('"')[0]
    assert first.count('<li class="row">') == 25
    assert client.get(older).text.count('<li class="row">') == 5


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("ideas", [1, 3])
def test_the_page_asks_little_of_the_database(
    app: Flask, client_of: ClientOf, role: Role, ideas: int
) -> None:
    with app.app_context():
        person, author = factories.person(role), factories.person()
        for _ in range(ideas):
            idea = factories.submitted(author)
            change(idea, owner_id=person.id)
            tell(idea, person)
            factories.draft(person)
        assert db.session.scalar(select(Case.id).limit(1))
        engine = db.engine
    client, asked = client_of(person), []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert client.get("/").status_code == 200
    # Leads and administrators are told of feedback that waits; administrators also of mails without an end.
    expected = {Role.EMPLOYEE: 4, Role.LEAD: 6, Role.MANAGER: 5, Role.ADMIN: 7}
    assert len([sql for sql in asked if sql.startswith("SELECT")]) == expected[role]


def test_an_idea_on_its_way_stands_with_its_state_on_its_authors_front_page(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        author, colleague = factories.person(language="en"), factories.person(language="en")
        open_, hidden = factories.submitted(author), factories.submitted(author, hidden=True)
    own, other = client_of(author).get("/").text, client_of(colleague).get("/").text
    paths = [f'href="/ideas/{idea.public_id}"' for idea in (open_, hidden)]
    assert [path in own for path in paths] == [True, True]
    assert [path in other for path in paths] == [False, False]
    assert "Nothing waits for you" in own


def test_where_feedback_waits_it_is_not_said_that_nothing_does(app: Flask, client_of: ClientOf) -> None:
    app.test_client().post("/feedback", data={"kind": "other", "words": "Hyvin toimii."})
    with app.app_context():
        admin, colleague = (factories.person(role, language="en") for role in (Role.ADMIN, Role.EMPLOYEE))
    said = ["1 feedback is to be answered by", "Nothing waits for you"]
    found = [[words in client_of(who).get("/").text for words in said] for who in (admin, colleague)]
    assert found == [[True, False], [False, True]]
