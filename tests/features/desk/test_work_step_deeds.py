"""The deeds of the desk on a work step: owner, next date, question, answer and transfer, as on an idea."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import User, WorkStep
from ideas.web.clock import today
from tests import factories, steps
from workflow.actors import Role
from workflow.calendar import prolonged

People = Mapping[str, User]
SignIn = Callable[[User], FlaskClient]
DEEDS = ("owner", "next-date", "questions", "transfer")


@pytest.fixture
def people(app: Flask) -> People:
    """Who named it, an owner, two leads and a stranger."""
    with app.app_context():
        return {
            "author": factories.person(), "owner": factories.person(name="Outi Vastaava"),
            "lead": factories.person(Role.LEAD), "other": factories.person(Role.LEAD),
            "stranger": factories.person(),
        }  # fmt: skip


@pytest.fixture
def step(app: Flask, people: People) -> WorkStep:
    """A work step that was only named."""
    with app.app_context():
        return steps.recorded(people["author"])


def send(client: FlaskClient, step: WorkStep, deed: str, **said: str) -> int:
    return client.post(f"/work-steps/{step.public_id}/{deed}", data=said).status_code


def in_days(app: Flask, days: int) -> date:
    with app.app_context():
        return today() + timedelta(days)


def read(app: Flask, step: WorkStep) -> WorkStep:
    """The row as it is now."""
    with app.app_context():
        return db.session.get_one(WorkStep, step.id)


def test_somebody_comes_to_answer_for_it_and_a_day_is_set(
    app: Flask, client_of: SignIn, people: People, step: WorkStep
) -> None:
    client, day = client_of(people["lead"]), in_days(app, 5)
    assert send(client, step, "owner", email=people["owner"].email) == 303
    assert (
        send(client_of(people["owner"]), step, "next-date", next_date=day.isoformat(), words="Katsotaan")
        == 303
    )
    assert (read(app, step).owner_id, read(app, step).next_date) == (people["owner"].id, day)
    assert "Outi Vastaava" in client.get(f"/work-steps/{step.public_id}").text


def test_the_author_is_asked_and_answers_and_the_promise_waits(
    app: Flask, client_of: SignIn, people: People, step: WorkStep
) -> None:
    author, home = client_of(people["author"]), f"/work-steps/{step.public_id}"
    assert send(client_of(people["lead"]), step, "questions", words="Montako sitä lukee?") == 303
    promised, asked_on = read(app, step).next_date, read(app, step).info_asked_on
    assert promised is not None
    assert asked_on is not None
    assert "Montako sitä lukee?" in author.get(f"{home}/answer").text
    assert f"{home}/answer" in author.get("/").text
    assert send(author, step, "answer", words="Ei kukaan.") == 303
    waited = prolonged(promised, asked_on, in_days(app, 0))
    assert (read(app, step).info_asked_on, read(app, step).next_date) == (None, waited)


def test_another_lead_takes_over_or_says_why_not(
    app: Flask, client_of: SignIn, people: People, step: WorkStep
) -> None:
    lead, other = client_of(people["lead"]), client_of(people["other"])
    assert send(lead, step, "transfer", email=people["other"].email, words="Sopii teille.") == 303
    assert f'href="/work-steps/{step.public_id}"' in other.get("/").text
    assert send(other, step, "transfer/decline", words="Ei meille.") == 303
    assert read(app, step).receiver_id is None
    assert send(lead, step, "transfer", email=people["other"].email, words="Vielä kerran.") == 303
    assert send(other, step, "transfer/accept") == 303
    assert (read(app, step).owner_id, read(app, step).receiver_id) == (people["other"].id, None)


def test_strangers_do_none_of_it(client_of: SignIn, people: People, step: WorkStep) -> None:
    client = client_of(people["stranger"])
    assert [send(client, step, deed) for deed in (*DEEDS, "answer", "transfer/decline")] == [403] * 6


def test_what_is_given_up_or_kept_is_still_looked_after(
    app: Flask, client_of: SignIn, people: People
) -> None:
    day = in_days(app, 30)
    for make in (steps.given_up, steps.kept):
        with app.app_context():
            step = make(people["author"], people["lead"])
        assert send(client_of(people["lead"]), step, "next-date", next_date=day.isoformat()) == 303
        assert read(app, step).next_date == day
    assert read(app, step).review_on == day
    page = client_of(people["lead"]).get(f"/work-steps/{step.public_id}").text
    first = (steps.TODAY + timedelta(days=365)).strftime("%-d.%-m.%Y")
    assert first not in page.partition('id="outcome"')[2].partition("</section>")[0]


def test_a_stale_page_loses_nothing(client_of: SignIn, people: People, step: WorkStep) -> None:
    client, seen = client_of(people["lead"]), str(step.version)
    assert send(client, step, "owner", email=people["owner"].email, version=seen) == 303
    late = client.post(
        f"/work-steps/{step.public_id}/questions", data={"words": "Oma kysymys", "version": seen}
    )
    assert (late.status_code, "Oma kysymys" in late.text) == (409, True)


@pytest.mark.parametrize("who", ["owner", "author"])
def test_the_front_page_tells_what_waits_over_both_kinds(
    app: Flask, client_of: SignIn, people: People, who: str
) -> None:
    with app.app_context():
        rows = [
            make(people["author"], people["lead"]) for make in (steps.examined, steps.given_up, steps.kept)
        ]
        idea = factories.submitted(people["author"])
        for row in rows:
            steps.written(row, owner_id=people["owner"].id)
        factories.answer_for(idea, people["owner"])
    text = client_of(people[who]).get("/").text.partition("<aside")[0]
    shown = [f'href="/work-steps/{row.public_id}"' in text for row in rows]
    assert shown == [True, who == "owner", False]
    assert f'href="/ideas/{idea.public_id}"' in text


def test_a_day_that_has_passed_is_refused(client_of: SignIn, people: People, step: WorkStep) -> None:
    past = date(2020, 1, 1).isoformat()
    assert send(client_of(people["lead"]), step, "next-date", next_date=past) == 422
