"""Owner, next date, question, answer and transfer."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, Notification, User
from ideas.transaction import command
from tests import factories
from workflow.actors import Role
from workflow.calendar import prolonged

SignIn = Callable[[User], FlaskClient]
PLACES = ["owner", "next-date", "questions", "transfer"]


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Helsinki")).date()


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, two leads and a stranger."""
    with app.app_context():
        return {
            "author": factories.person(language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "other": factories.person(Role.LEAD, name="Olli Other", language="en"),
            "stranger": factories.person(language="en"),
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    with app.app_context():
        return factories.submitted(people["author"])


@command
def change(idea: Idea, **values: object) -> None:
    for name, value in values.items():
        setattr(db.session.get_one(Idea, idea.id), name, value)


def row(idea: Idea) -> Idea:
    return db.session.get_one(Idea, idea.id)


def last(idea: Idea) -> Entry:
    entries = select(Entry).where(Entry.case_id == idea.id).order_by(Entry.n.desc())
    return db.session.scalars(entries.limit(1)).one()


def told(entry: Entry) -> set[int]:
    return set(db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)))


def post(client: FlaskClient, idea: Idea, place: str, **data: str) -> int:
    return client.post(f"/ideas/{idea.public_id}/{place}", data=data).status_code


def test_a_lead_names_who_answers_for_the_idea(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    stranger = people["stranger"]
    client = client_of(people["lead"])
    assert post(client, idea, "owner", email=f" {stranger.email.upper()} ") == 303
    with app.app_context():
        entry = last(idea)
        assert (row(idea).owner_id, entry.data) == (
            stranger.id, {"owner": stranger.id, "person": stranger.name},
        )  # fmt: skip
        assert told(entry) == {stranger.id, people["author"].id}
    assert post(client, idea, "owner", email=people["lead"].email) == 303
    with app.app_context():
        assert stranger.id in told(last(idea))


def test_nobody_without_a_living_account_can_answer_for_an_idea(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        gone = factories.person(deactivated_at=factories.NOW)
    client = client_of(people["lead"])
    codes = [post(client, idea, "owner", email=email) for email in (gone.email, "nobody@example.org", "")]
    with app.app_context():
        assert (codes, row(idea).owner_id) == ([422, 422, 422], None)


def test_the_next_date_is_set_with_its_words(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    day = today() + timedelta(20)
    client = client_of(people["lead"])
    assert post(client, idea, "next-date", next_date=(today() - timedelta(1)).isoformat()) == 422
    assert post(client, idea, "next-date", next_date=day.isoformat(), words="The group meets.") == 303
    with app.app_context():
        entry = last(idea)
        said = {"next_date": day.isoformat(), "day": f"{day.day}.{day.month}.{day.year}"}
        assert (row(idea).next_date, entry.words, entry.data) == (day, "The group meets.", said)


def test_the_promise_waits_while_the_author_is_asked(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    assert post(client_of(people["lead"]), idea, "questions", words="How many customers?") == 303
    asked_on = today() - timedelta(14)
    with app.app_context():
        assert row(idea).info_asked_on == today()
        change(idea, info_asked_on=asked_on, next_date=date(2027, 3, 19))
    author = client_of(people["author"])
    assert "How many customers?" in author.get(f"/ideas/{idea.public_id}/answer").text
    assert post(author, idea, "answer", words="Twenty a day.") == 303
    later = prolonged(date(2027, 3, 19), asked_on, today())
    with app.app_context():
        entry = last(idea)
        assert (row(idea).next_date, row(idea).info_asked_on) == (later, None)
        assert (entry.words, entry.data) == ("Twenty a day.", {"next_date": later.isoformat()})
    assert later > date(2027, 3, 19)


def test_an_answer_without_a_question_and_a_question_without_words_come_to_nothing(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    codes = [
        post(client_of(people["author"]), idea, "answer", words="Twenty."),
        post(client_of(people["lead"]), idea, "questions", words=" "),
        post(client_of(people["stranger"]), idea, "answer", words="Twenty."),
    ]
    assert codes == [409, 422, 403]


def test_the_owner_stays_until_the_other_lead_accepts(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead, other = people["lead"], people["other"]
    with app.app_context():
        change(idea, owner_id=lead.id)
    assert post(client_of(lead), idea, "transfer", email=other.email, words="You know this.") == 303
    with app.app_context():
        assert (row(idea).owner_id, row(idea).receiver_id, told(last(idea))) == (
            lead.id,
            other.id,
            {other.id},
        )
    assert post(client_of(lead), idea, "transfer/accept") == 403
    assert post(client_of(other), idea, "transfer/accept") == 303
    with app.app_context():
        entry = last(idea)
        assert (row(idea).owner_id, row(idea).receiver_id) == (other.id, None)
        assert (entry.data["owner"], told(entry)) == (other.id, {lead.id, people["author"].id})


def test_a_transfer_that_is_declined_leaves_the_owner_and_says_why(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead, other = people["lead"], people["other"]
    post(client_of(lead), idea, "transfer", email=other.email)
    assert post(client_of(other), idea, "transfer/decline", words="") == 422
    assert post(client_of(other), idea, "transfer/decline", words="My desk is full.") == 303
    with app.app_context():
        entry = last(idea)
        assert (row(idea).owner_id, row(idea).receiver_id, entry.words) == (None, None, "My desk is full.")
        assert told(entry) == {lead.id}


def test_only_a_lead_is_asked_to_take_over(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    assert post(client_of(people["lead"]), idea, "transfer", email=people["stranger"].email) == 422


@pytest.mark.parametrize("place", PLACES)
def test_each_deed_is_for_whom_the_table_says_and_for_open_ideas(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, place: str
) -> None:
    with app.app_context():
        ended = factories.dropped(people["author"], people["lead"])
    lead, stranger = client_of(people["lead"]), client_of(people["stranger"])
    paths = [(lead, idea), (stranger, idea), (lead, ended)]
    codes = [client.get(f"/ideas/{of.public_id}/{place}").status_code for client, of in paths]
    assert codes == [200, 403, 409]


def test_the_second_of_two_leads_hears_that_somebody_was_faster(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    seen = str(idea.version)
    email = people["stranger"].email
    assert post(client_of(people["lead"]), idea, "owner", email=email, version=seen) == 303
    answer = client_of(people["other"]).post(
        f"/ideas/{idea.public_id}/owner", data={"email": people["other"].email, "version": seen}
    )
    assert (answer.status_code, "Leena Lead" in answer.text) == (409, True)
