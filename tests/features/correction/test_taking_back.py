"""A decision made by mistake is taken back: the case is again what it was before, and the log shows both."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.moves.service import move
from ideas.models import Case, Entry, Idea, Notification, User, WorkStep
from ideas.web.clock import today
from tests import factories, steps
from tests.features.case.pages import comment
from tests.features.correction import cases
from tests.features.correction.cases import is_true, last, take_back
from workflow.events import Kind
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.machine import Note

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]
DROP = {"reason_code": "not-now", "condition": "A budget."}
ADOPT = {"needed_hours": "10", "give_up": "nothing", "give_up_words": "No time."}
AT_ONCE = {"doer": "Maija", "deadline": "2099-01-01"}
KEEP = {"keeping": "keep", "review_on": "2099-01-01"}
IDEA = [
    ("submitted", "drop", "No.", DROP, Kind.DROPPED),
    ("evaluated", "pilot", "", {}, Kind.PILOTED),
    ("evaluated", "adopt-at-once", "A sign.", AT_ONCE, Kind.ADOPTED_AT_ONCE),
    ("evaluated", "drop", "No.", DROP, Kind.DROPPED),
    ("piloted", "adopt", "Fine.", ADOPT, Kind.ADOPTED),
    ("piloted", "rethink", "Too early.", {}, Kind.RETHOUGHT),
    ("piloted", "drop", "No.", DROP, Kind.DROPPED),
]
STEP = [
    ("examined", "give-up", "Nobody reads it.", {"ending": "stop"}, Kind.GIVEN_UP),
    ("examined", "keep", "It is read.", KEEP, Kind.KEPT),
    ("examined", "try-without", "", {}, Kind.TRIALLED),
    ("trialled", "give-up", "Nobody reads it.", {"ending": "stop"}, Kind.GIVEN_UP),
    ("trialled", "resume", "Outi missed it.", {}, Kind.RESUMED),
    ("given-up", "resume", "Outi missed it.", {}, Kind.RESUMED),
    ("kept", "reconsider", "A new law.", {}, Kind.RECONSIDERED),
]


def an_idea(state: str, author: User, lead: User) -> Idea:
    """An idea in that state."""
    if state == "piloted":
        return cases.measured(author, lead)
    idea = factories.submitted(author) if state == "submitted" else cases.evaluated(author, lead)
    cases.dated(idea, lead)
    return idea


def a_step(state: str, author: User, lead: User) -> WorkStep:
    """A work step in that state, with the plan of a trial."""
    step = steps.planned(cases.examined(author, lead))
    steps.read(step)
    cases.dated(step, lead)
    if state == "trialled":
        return steps.advanced(step, "try-without", lead)
    if state == "given-up":
        cases.moved(step, "give-up", lead, "Nobody reads it.", ending="stop")
    if state == "kept":
        cases.moved(step, "keep", lead, "It is read.", **KEEP)
    return step


def told(case: Case) -> dict[str, Any]:
    """Everything that a move sets, but the version."""
    row = db.session.get_one(Case, case.id)
    trial = row.experiment
    rounds = [(held.closed_at, held.decided_at) for held in row.rounds]
    decisions = row.decisions if isinstance(row, WorkStep) else []
    return {
        "case": (row.state, row.state_since, row.next_date, row.info_asked_on),
        "experiment": trial and (trial.started_at, trial.ended_at, trial.outcome),
        "rounds": rounds,
        "follow_ups": len(row.follow_ups),
        "decision": [(d.kind, d.review_on) for d in decisions if d.ended_at is None],
        "review_on": row.review_on if isinstance(row, WorkStep) else None,
    }


@pytest.mark.parametrize(("state", "name", "words", "answers", "kind"), IDEA)
def test_an_idea_is_what_it_was(
    app: Flask, client_of: SignIn, people: People, state: str, name: str, words: str,
    answers: dict[str, str], kind: Kind,
) -> None:  # fmt: skip
    with app.app_context():
        idea = an_idea(state, people["author"], people["lead"])
        before = told(idea)
        cases.moved(idea, name, people["lead"], words, **answers)
        assert told(idea) != before
    answer = take_back(app, client_of(people["other"]), idea, kind)
    with app.app_context():
        assert (answer.status_code, told(idea)) == (303, before)
    assert is_true(app)


@pytest.mark.parametrize(("state", "name", "words", "answers", "kind"), STEP)
def test_a_work_step_is_what_it_was(
    app: Flask, client_of: SignIn, people: People, state: str, name: str, words: str,
    answers: dict[str, str], kind: Kind,
) -> None:  # fmt: skip
    with app.app_context():
        step = a_step(state, people["author"], people["lead"])
        before = told(step)
        cases.moved(step, name, people["lead"], words, **answers)
        assert told(step) != before
    answer = take_back(app, client_of(people["other"]), step, kind)
    with app.app_context():
        assert (answer.status_code, told(step)) == (303, before)
    assert is_true(app)


def test_an_evaluation_round_is_open_again(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.evaluated(people["author"], people["lead"])
    assert take_back(app, client_of(people["other"]), idea, Kind.EVALUATED).status_code == 303
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (row.state, row.open_round is not None, row.rounds[-1].decided_at) == ("submitted", True, None)
    assert is_true(app)


def test_everybody_who_heard_of_it_hears_that_it_was_taken_back(
    app: Flask, client_of: SignIn, people: People
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    client_of(people["stranger"]).post(f"/ideas/{idea.public_id}/follow", data={"wanted": "yes"})
    with app.app_context():
        cases.moved(idea, "drop", people["lead"], "No.", **DROP)
    take_back(app, client_of(people["other"]), idea, Kind.DROPPED)
    with app.app_context():
        heard = [
            set(
                db.session.scalars(
                    select(Notification.user_id).where(Notification.entry_id == last(idea, kind).id)
                )
            )
            for kind in (Kind.DROPPED, Kind.TAKEN_BACK)
        ]
    assert heard == [{people["author"].id, people["stranger"].id}] * 2
    page = client_of(people["author"]).get(f"/ideas/{idea.public_id}").text
    assert ["Why the idea is not carried out" in page, "The wrong idea." in page] == [False, True]


def test_a_promise_that_has_passed_is_given_anew(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
    take_back(app, client_of(people["other"]), idea, Kind.DROPPED)
    with app.app_context():
        day: date | None = db.session.get_one(Case, idea.id).next_date
        assert day is not None
        assert day > today()


def test_talk_does_not_hold_a_decision_but_work_does(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        talked, worked = (cases.dropped(people["author"], people["lead"]) for _ in range(2))
        comment(talked, people["stranger"], "A pity.")
        cases.moved(worked, "reopen", people["stranger"], "A new law.")
    client = client_of(people["other"])
    codes = [take_back(app, client, idea, Kind.DROPPED).status_code for idea in (talked, worked)]
    assert (codes, is_true(app)) == ([303, 409], True)


def test_what_was_taken_back_is_taken_back_once(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.dropped(people["author"], people["lead"])
    clients, start = [client_of(people[who]) for who in ("lead", "other")], Barrier(2)

    def send(client: FlaskClient) -> int:
        start.wait()
        return take_back(app, client, idea, Kind.DROPPED).status_code

    with ThreadPoolExecutor(2) as pool:
        codes = sorted(pool.map(send, clients))
    with app.app_context():
        entries = db.session.scalars(select(Entry).where(Entry.kind == Kind.TAKEN_BACK)).all()
    assert (codes, len(entries), is_true(app)) == ([303, 409], 1, True)
    assert "/correction" not in client_of(people["lead"]).get(f"/ideas/{idea.public_id}").text


def test_hours_of_a_decision_made_by_mistake_count_nowhere(
    app: Flask, client_of: SignIn, people: People
) -> None:
    with app.app_context():
        step = a_step("given-up", people["author"], people["lead"])
    take_back(app, client_of(people["other"]), step, Kind.GIVEN_UP)
    with app.app_context():
        row = db.session.get_one(WorkStep, step.id)
        assert (row.state, row.decision, len(row.decisions)) == (WorkStepState.EXAMINED, None, 1)


def test_one_decision_holds_again_though_another_was_taken_back_at_the_same_moment(
    app: Flask, client_of: SignIn, people: People
) -> None:
    at = factories.NOW + timedelta(days=1)
    with time_machine.travel(at, tick=False):
        with app.app_context():
            step = a_step("kept", people["author"], people["lead"])
        client, lead = client_of(people["other"]), people["lead"]
        take_back(app, client, step, Kind.KEPT)
        with app.app_context():
            cases.moved(step, "keep", lead, "It is read by many.", **KEEP)
            move(step.public_id, "reconsider", Note("A law."), None, actor=factories.actor(lead), at=at)
        assert take_back(app, client, step, Kind.RECONSIDERED).status_code == 303
    with app.app_context():
        first, second = db.session.get_one(WorkStep, step.id).decisions
        assert (first.ended_at, second.ended_at, is_true(app)) == (at, None, True)
