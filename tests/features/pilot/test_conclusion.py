"""How a pilot ends: its measures are judged by figures, the whole in words, and the decision begins there."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Idea, Reading, User
from ideas.models.measure import Amendment
from ideas.transaction import command
from ideas.verdicts import conclusion_of
from tests import factories
from tests.features.pilot import cases
from tests.features.pilot.pages import CONCLUSION, entry_of, kinds, page_of, pilot_of, post
from workflow.events import Kind
from workflow.verdicts import Verdict

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
def running(app: Flask, people: dict[str, User]) -> Idea:
    """A pilot whose one measure fell from 12,5 to 6,5 minutes; its target is 5."""
    with app.app_context():
        idea = cases.piloted(people["author"], people["lead"])
        cases.read(idea)
        return idea


def test_figures_and_words_stand_beside_each_other(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    lead, page = client_of(people["lead"]), page_of(running, "conclusion")
    shown = lead.get(page).text
    assert [words in shown for words in ("Odotusaika", "6.5 min", "partly", "Jono ylittää")] == [True] * 4
    assert post(lead, page, **CONCLUSION) == 303
    home = client_of(people["stranger"]).get(f"/ideas/{running.public_id}").text
    assert [words in home for words in ("The queue is shorter.", "Mondays are hard.")] == [True, True]
    with app.app_context():
        entry = entry_of(running, Kind.PILOT_CONCLUDED)
        assert (entry.words, entry.data["recommendation"]) == ("The queue is shorter.", "adopt")


def test_it_is_written_anew_until_something_is_decided(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    lead, page = client_of(people["lead"]), page_of(running, "conclusion")
    said = [CONCLUSION, {**CONCLUSION, "verdict": "Much shorter.", "recommendation": "rethink"}]
    assert [post(lead, page, **each) for each in said] == [303, 303]
    assert "Much shorter." in lead.get(page).text
    assert post(lead, f"/ideas/{running.public_id}/moves?name=rethink", words="Once more.") == 303
    assert post(lead, page, **CONCLUSION) == 409
    with app.app_context():
        conclusion = pilot_of(running).conclusion
        assert conclusion is not None
        assert conclusion.verdict == "Much shorter."
        assert kinds(running).count(Kind.PILOT_CONCLUDED) == 2


@pytest.mark.parametrize("field", CONCLUSION)
def test_every_part_of_it_is_asked_for(
    client_of: SignIn, people: dict[str, User], running: Idea, field: str
) -> None:
    answer = client_of(people["lead"]).post(page_of(running, "conclusion"), data={**CONCLUSION, field: ""})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("move", "words"),
    [("adopt", "The queue is shorter."), ("rethink", "Mondays are hard."), ("drop", "The queue is shorter.")],
)
def test_a_decision_begins_with_its_words(
    client_of: SignIn, people: dict[str, User], running: Idea, move: str, words: str
) -> None:
    lead, form = client_of(people["lead"]), f"/ideas/{running.public_id}/moves?name={move}"
    blocked = lead.get(form).text
    assert [page_of(running, "conclusion") in blocked, 'name="words"' in blocked] == [True, False]
    assert post(lead, page_of(running, "conclusion"), **CONCLUSION) == 303
    assert f"{words}</textarea>" in lead.get(form).text


def test_owner_and_lead_judge_it_while_it_runs_and_nobody_else(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    with app.app_context():
        planned = cases.planned(people["author"], people["lead"])
        factories.answer_for(running, people["stranger"])
    who = [("author", running), ("maija", running), ("lead", planned), ("stranger", running)]
    codes = [post(client_of(people[name]), page_of(idea, "conclusion"), **CONCLUSION) for name, idea in who]
    assert codes == [403, 403, 409, 303]


def test_the_verdict_is_given_against_both_targets_where_one_was_amended(
    app: Flask, people: dict[str, User], running: Idea
) -> None:
    with app.app_context():
        amend(running, people["lead"], Decimal(7))
        (line,) = conclusion_of(pilot_of(running))
        assert (line.verdict, line.original, line.target) == (Verdict.MET, Verdict.PARTLY, Decimal(7))


def test_what_is_read_after_the_end_changes_no_verdict(
    app: Flask, people: dict[str, User], running: Idea
) -> None:
    with app.app_context():
        read_on(running, date(2026, 3, 4), Decimal(4))
        cases.conclude(running, people["lead"])
        factories.move(running, "rethink", people["lead"], "Once more.")
        read_on(running, date(2026, 12, 1), Decimal(70))
        (line,) = conclusion_of(pilot_of(running))
        assert (line.last and line.last.on, line.verdict, line.stopped) == (
            date(2026, 3, 4), Verdict.MET, None,
        )  # fmt: skip


def test_a_reading_that_bites_the_stop_rule_is_told(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    with app.app_context():
        read_on(running, date(2026, 5, 3), Decimal(61))
        read_on(running, date(2026, 5, 4), Decimal(4))
        (line,) = conclusion_of(pilot_of(running))
        assert line.stopped is not None
        assert (line.stopped.on, line.verdict) == (date(2026, 5, 3), Verdict.MET)
    assert "61 min on 3.5.2026" in client_of(people["lead"]).get(page_of(running, "conclusion")).text


@command
def read_on(idea: Idea, day: date, value: Decimal) -> None:
    """A reading of that day; the pilot stops at 60."""
    (measure,) = db.session.get_one(Idea, idea.id).experiments[0].measures
    measure.stop_at = Decimal(60)
    measure.readings.append(Reading(on=day, value=value, at=factories.NOW))


@command
def amend(idea: Idea, by: User, target: Decimal) -> None:
    """Another target."""
    (measure,) = db.session.get_one(Idea, idea.id).experiments[0].measures
    row = Amendment(baseline=Decimal("12.5"), target=target, reason="Opittiin.", amended_by_id=by.id)
    row.at = factories.NOW
    measure.amendments.append(row)
