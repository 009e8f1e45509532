"""Planning a trial stop: who may, what is kept half done, what is said beside a field, what stays fixed."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Unit, User, WorkStep
from ideas.models.measure import Danger, Scope
from tests import factories, steps
from tests.features.trial.cases import PLAN, SIGNAL, place, post, read, signal, told, trial
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
SIGNALS = "trial-plan/signals"


def test_a_plan_with_a_signal_clears_the_way_for_the_trial(
    app: Flask, step: WorkStep, home: Unit, lead: FlaskClient
) -> None:
    answer = post(lead, step, "trial-plan", **PLAN, units=str(home.id), signal="1")
    assert (answer.status_code, answer.location) == (303, place(step, SIGNALS))
    assert post(lead, step, SIGNALS, **SIGNAL).status_code == 303
    assert lead.post(place(step, "moves?name=try-without")).status_code == 303
    with app.app_context():
        planned = trial(step)
        assert (planned.starts_on, planned.ends_on) == (date(2027, 4, 1), date(2027, 5, 31))
        assert [place.unit_id for place in planned.units] == [home.id]
        assert (read(step).state, read(step).next_date) == ("trialled", date(2027, 5, 31))
        assert [entry.data for entry in told(step, Kind.TRIAL_PLANNED)] == [{}, {"measure": "Palautteet"}]


@pytest.mark.parametrize(("day", "can_begin"), [("2026-04-04", True), ("2026-04-05", False)])
def test_a_trial_whose_last_day_has_passed_does_not_begin(
    app: Flask, step: WorkStep, people: dict[str, User], day: str, can_begin: bool
) -> None:
    with app.app_context():
        steps.planned(step)
    with time_machine.travel(f"{day}T10:00:00+00:00", tick=False):
        client = factories.sign_in(app, people["lead"])
        page = client.get(place(step, "moves?name=try-without")).text
        begun = client.post(place(step, "moves?name=try-without")).status_code == 303
    assert ("plan new dates" in page, f'href="{place(step, "trial-plan")}"' in page) == (not can_begin,) * 2
    with app.app_context():
        assert (begun, read(step).state == "trialled") == (can_begin, can_begin)


def test_a_plan_may_be_saved_half_done_and_says_what_it_lacks(
    app: Flask, step: WorkStep, lead: FlaskClient
) -> None:
    assert post(lead, step, "trial-plan", aim="Raporttia ei tehdä.").status_code == 303
    page = lead.get(place(step, "trial-plan")).text
    lacks = ("what is left out, what is done instead", "30, 60 or 90 days", "one to four warning signals")
    assert ["Raporttia ei tehdä." in page, *(words in page for words in lacks)] == [True] * 4
    with app.app_context():
        assert (read(step).version, trial(step).ends_on) == (step.version + 1, None)


WRONG = [
    ({"days": "45"}, "days"),
    ({"starts_on": ""}, "days"),
    ({"starts_on": "2026-01-01"}, "starts_on"),
    ({"starts_on": "tomorrow"}, "starts_on"),
    ({"units": "99999"}, "units"),
    ({"aim": "Asiakas 131052-308T"}, "aim"),
    ({"instead": "x" * 4001}, "instead"),
    ({"if_asked": "nolla\x00"}, "if_asked"),
]


@pytest.mark.parametrize(("changed", "field"), WRONG)
def test_what_does_not_hold_is_said_beside_the_field_and_nothing_is_lost(
    app: Flask, step: WorkStep, lead: FlaskClient, changed: dict[str, str], field: str
) -> None:
    answer = post(lead, step, "trial-plan", **{**PLAN, **changed})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    assert field == "aim" or "Raporttia ei koosteta, äö €." in answer.text
    with app.app_context():
        assert read(step).experiments == []


def test_the_last_day_of_the_calendar_is_no_accident(step: WorkStep, lead: FlaskClient) -> None:
    assert post(lead, step, "trial-plan", **{**PLAN, "starts_on": "9999-12-31"}).status_code == 303


def test_the_gate_shows_what_the_rules_say(app: Flask, people: dict[str, User], lead: FlaskClient) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"], affects_staff=True)
    page = lead.get(place(step, "trial-plan")).text
    assert "Effects on staff are cleared: <strong>not yet</strong>" in page
    assert "A responsible person decides: <strong>in order</strong>" in page


def test_leads_and_the_owner_plan_and_nobody_else(
    step: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    codes = {
        who: post(client_of(person), step, "trial-plan", **PLAN).status_code for who, person in people.items()
    }
    assert codes == {"author": 403, "lead": 303, "other_lead": 303, "owner": 303, "stranger": 403}


def test_the_second_of_two_planners_hears_that_somebody_was_faster(step: WorkStep, lead: FlaskClient) -> None:
    seen = str(step.version)
    answers = [
        post(lead, step, "trial-plan", **{**PLAN, "aim": aim, "version": seen}) for aim in ("Yksi", "Kaksi")
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "Kaksi" in answers[1].text


def test_a_signal_is_changed_and_taken_out_while_the_trial_is_planned(
    app: Flask, step: WorkStep, lead: FlaskClient
) -> None:
    post(lead, step, SIGNALS, **SIGNAL)
    with app.app_context():
        row = signal(step)
        page = f"{SIGNALS}/{row.id}"
        assert (row.baseline, row.target, row.danger, row.scope) == (
            Decimal(2), Decimal("4.5"), Danger.RISES, Scope.OPERATION,
        )  # fmt: skip
    assert 'value="4,5"' in lead.get(place(step, page)).text
    falls = {**SIGNAL, "danger": "falls", "target": "-1"}
    assert post(lead, step, page, **falls).status_code == 303
    with app.app_context():
        assert (signal(step).danger, signal(step).target) == (Danger.FALLS, Decimal(-1))
    assert post(lead, step, page, remove="1").status_code == 303
    with app.app_context():
        assert trial(step).measures == []


WRONG_SIGNALS = [
    ({"target": "2"}, "target"),
    ({"target": "1"}, "target"),
    ({"danger": "falls"}, "target"),
    ({"danger": ""}, "danger"),
    ({"baseline": ""}, "baseline"),
    ({"target": "paljon"}, "target"),
    ({"name": " "}, "name"),
    ({"name": "x" * 201}, "name"),
    ({"unit_of_measure": ""}, "unit_of_measure"),
]


@pytest.mark.parametrize(("changed", "field"), WRONG_SIGNALS)
def test_a_threshold_lies_on_the_dangerous_side_and_everything_is_given(
    app: Flask, step: WorkStep, lead: FlaskClient, changed: dict[str, str], field: str
) -> None:
    answer = post(lead, step, SIGNALS, **{**SIGNAL, **changed})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    with app.app_context():
        assert read(step).experiments == []


def test_there_are_four_signals_at_most(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    codes = [post(lead, step, SIGNALS, **{**SIGNAL, "name": str(number)}).status_code for number in range(5)]
    assert codes == [303, 303, 303, 303, 409]
    with app.app_context():
        assert len(trial(step).measures) == 4


def test_what_was_fixed_beforehand_stays_once_the_trial_runs(
    app: Flask, running: WorkStep, lead: FlaskClient
) -> None:
    with app.app_context():
        page = f"{SIGNALS}/{signal(running).id}"
    codes = [
        post(lead, running, "trial-plan", **PLAN).status_code,
        post(lead, running, SIGNALS, **SIGNAL).status_code,
        post(lead, running, page, **SIGNAL).status_code,
        post(lead, running, page, remove="1").status_code,
        lead.get(place(running, "trial-plan")).status_code,
    ]
    assert codes == [409, 409, 409, 409, 200]


def test_a_trial_after_one_that_ended_begins_with_its_words_and_not_its_days(
    app: Flask, running: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    with app.app_context():
        steps.advanced(running, "resume", people["lead"], "Kaivattiin.")
    page = lead.get(place(running, "trial-plan")).text
    (harmless,) = re.findall(r'<input[^>]*name="is_harmless"[^>]*>', page)
    assert ("Raporttia ei tehdä." in page, "2026-03-05" in page, "checked" in harmless) == (
        True,
        False,
        False,
    )
    assert post(lead, running, "trial-plan", aim="Toisin").status_code == 303
    with app.app_context():
        assert [(one.aim, one.outcome) for one in read(running).experiments] == [
            ("Raporttia ei tehdä.", "resume"),
            ("Toisin", None),
        ]


def test_a_plan_bears_the_name_of_a_hidden_author_who_plans_as_a_lead(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        author = factories.person(Role.LEAD)
        step = steps.recorded(author, hidden=True)
        steps.written(step, **{**steps.EXAMINED, "owner_id": author.id})
        steps.advanced(step, "examine", author)
    post(client_of(author), step, "trial-plan", **PLAN)
    with app.app_context():
        assert [entry.actor_id for entry in told(step, Kind.TRIAL_PLANNED)] == [author.id]
