"""A correction is an entry of its own: the old one stays, both are shown, and what holds is used."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db, settings
from ideas.models import Case, User, WorkStep
from ideas.web.clock import today
from tests import factories
from tests.features.correction import cases
from tests.features.correction.cases import correct, is_true, last, path
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]
DAY = "2026-03-10"
WRONG = {"said": "The law forbids it.", "reason_code": "not-allowed"}


def test_words_and_reason_are_said_anew_and_both_are_shown(
    app: Flask, client_of: SignIn, people: People
) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
        old = last(idea)
        written = (old.words, dict(old.data), old.hash)
    assert correct(app, client_of(people["lead"]), idea, Kind.DROPPED, **WRONG).status_code == 303
    with app.app_context():
        new, kept = last(idea), last(idea, Kind.DROPPED)
        assert (kept.words, dict(kept.data), kept.hash) == written
        assert (new.kind, new.data["corrects"], new.words) == (Kind.CORRECTED, kept.n, cases.REASON["reason"])
        assert new.data["before"] == {"said": "No money.", "reason_code": "not-now"}
    page = client_of(people["author"]).get(f"/ideas/{idea.public_id}").text
    links = [f'href="#entry-{n}"' in page and f'id="entry-{n}"' in page for n in (kept.n, new.n)]
    notice = page.split("Why the idea is not carried out")[1].split("</section>")[0].split("Decided on")[0]
    assert (links, "The law forbids it." in notice, "No money." in notice) == ([True, True], True, False)
    assert ("No money." in page, is_true(app)) == (True, True)


def test_a_wrong_day_moves_the_day_of_the_state(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
    assert correct(app, client_of(people["lead"]), idea, Kind.DROPPED, on=DAY).status_code == 303
    with app.app_context():
        since = db.session.get_one(Case, idea.id).state_since
        assert settings().local_day(since) == date(2026, 3, 10)
    assert ("10.3.2026" in client_of(people["lead"]).get(f"/ideas/{idea.public_id}").text, is_true(app)) == (
        True,
        True,
    )


@pytest.mark.parametrize("day", ["2026-03-04", "2999-01-01", "", "x"])
def test_a_day_lies_between_the_beginning_and_today(
    app: Flask, client_of: SignIn, people: People, day: str
) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
    answer = correct(app, client_of(people["lead"]), idea, Kind.DROPPED, on=day)
    assert (answer.status_code, 'id="on-error"' in answer.text) == (422, True)


@pytest.mark.parametrize(("said", "code"), [({"reason": ""}, 422), ({}, 409), ({"reason_code": "x"}, 422)])
def test_a_correction_has_a_reason_and_changes_something(
    app: Flask, client_of: SignIn, people: People, said: dict[str, str], code: int
) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
    assert correct(app, client_of(people["lead"]), idea, Kind.DROPPED, **said).status_code == code


def test_what_was_corrected_is_corrected_at_its_newest(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
    client = client_of(people["lead"])
    correct(app, client, idea, Kind.DROPPED, **WRONG)
    again = correct(app, client, idea, Kind.DROPPED, said="Once more.")
    assert (again.status_code, "correct the newer one" in again.text) == (409, True)
    assert correct(app, client, idea, Kind.CORRECTED, said="The third words.").status_code == 303
    page = client.get(f"/ideas/{idea.public_id}").text
    notice = page.split("Why the idea is not carried out")[1].split("Decided on")[0]
    assert ["The third words." in notice, "a binding rule" in notice, is_true(app)] == [True, True, True]


@pytest.mark.parametrize(("who", "code"), [("author", 409), ("stranger", 403), ("manager", 403)])
def test_neither_an_author_who_leads_nor_anybody_else_corrects(
    app: Flask, client_of: SignIn, people: People, who: str, code: int
) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
    client = client_of(people[who])
    assert correct(app, client, idea, Kind.DROPPED, **WRONG).status_code == code
    assert "/correction" not in client.get(f"/ideas/{idea.public_id}").text


def test_only_decisions_and_dates_are_corrected(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    client = client_of(people["lead"])
    assert [client.get(path(idea, number)).status_code for number in (1, 99)] == [409, 409]


@pytest.mark.parametrize("is_latest", [True, False])
def test_the_next_date_follows_where_nothing_has_set_it_since(
    app: Flask, client_of: SignIn, people: People, is_latest: bool
) -> None:
    with app.app_context():
        idea, day = factories.submitted(people["author"]), today() + timedelta(20)
        cases.assigned(idea, people["lead"])
        if not is_latest:
            cases.moved(idea, "drop", people["lead"], "No.", reason_code="not-now", condition="Time.")
    answer = correct(app, client_of(people["lead"]), idea, Kind.NEXT_DATE_SET, set_to=day.isoformat())
    with app.app_context():
        held = db.session.get_one(Case, idea.id).next_date
    assert (answer.status_code, held, is_true(app)) == (303, day if is_latest else None, True)


def test_the_decision_about_a_work_step_follows(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        step = cases.examined(people["author"], people["lead"])
        cases.moved(step, "give-up", people["lead"], "Nobody reads it.", ending="stop")
        review = (today() + timedelta(10)).isoformat()
    said = {"on": DAY, "ending": "reduce", "review_on": review}
    assert correct(app, client_of(people["lead"]), step, Kind.GIVEN_UP, **said).status_code == 303
    with app.app_context():
        row = db.session.get_one(WorkStep, step.id)
        assert row.decision is not None
        held = (row.decision.kind, row.decision.on.isoformat(), row.decision.review_on, row.next_date)
        assert held == ("reduce", DAY, date.fromisoformat(review), date.fromisoformat(review))
    assert is_true(app)


def test_answers_hold_together(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        step = cases.examined(people["author"], people["lead"])
        cases.moved(step, "give-up", people["lead"], "Nobody reads it.", ending="stop")
    answer = correct(app, client_of(people["lead"]), step, Kind.GIVEN_UP, ending="reduce")
    assert (answer.status_code, 'id="review_on-error"' in answer.text) == (422, True)
