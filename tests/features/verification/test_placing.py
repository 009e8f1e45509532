"""Telling where freed time went: only what was verified, never more, and what was told can be taken back."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.features.verification import service
from ideas.models import Unit, User, WorkStep
from ideas.models.decision import Reallocation
from tests import factories, steps
from tests.factories import NOW, actor
from tests.features.verification.cases import (
    USED,
    data_of,
    decision,
    hearers,
    place,
    placed,
    read,
    told,
    verified,
    verify,
)  # fmt: skip
from workflow.events import Kind
from workflow.machine import Refused
from workflow.problems import Problem

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
def verified_step(app: Flask, step: WorkStep, people: dict[str, User]) -> WorkStep:
    """The work step, 96 hours a year verified."""
    with app.app_context():
        verified(step, 96, people["owner"])
    return step


@pytest.fixture
def unit(app: Flask) -> Unit:
    """A unit of the tree."""
    with app.app_context():
        return factories.unit("Työllisyys")


def uses(step: WorkStep) -> list[tuple[Decimal, str, bool]]:
    """What is told so far."""
    held = decision(step)
    return [(each.hours, each.purpose, each.is_for_customers) for each in held.reallocations]


def test_a_use_is_kept_and_told(
    app: Flask, verified_step: WorkStep, unit: Unit, people: dict[str, User], lead: FlaskClient
) -> None:
    answer = place(lead, verified_step, hours="40,5", unit=str(unit.id))
    here = f"/work-steps/{verified_step.public_id}/freed-time"
    assert (answer.status_code, answer.location) == (303, here)
    page, said = lead.get(here).text, ("40.5 h/yr", USED["purpose"], "(Työllisyys, for customers)")
    assert [words for words in said if words not in page] == []
    with app.app_context():
        held = decision(verified_step)
        (use,) = held.reallocations
        assert (use.hours, use.purpose, use.unit_id) == (Decimal("40.5"), USED["purpose"], unit.id)
        assert (use.is_for_customers, use.placed_by_id) == (True, people["lead"].id)
        assert data_of(verified_step, Kind.TIME_PLACED) == [{"hours": "40,5", "purpose": USED["purpose"]}]
        assert hearers(verified_step, Kind.TIME_PLACED) == {people["author"].id, people["owner"].id}


def test_all_that_was_verified_can_be_placed_and_nothing_more(
    app: Flask, verified_step: WorkStep, lead: FlaskClient
) -> None:
    codes = [place(lead, verified_step, hours=hours).status_code for hours in ("56", "40", "0,0001")]
    with app.app_context():
        assert codes == [303, 303, 422]
        assert [hours for hours, _, _ in uses(verified_step)] == [Decimal(56), Decimal(40)]


def test_too_much_is_said_beside_the_hours_with_what_is_left(
    app: Flask, verified_step: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    with app.app_context():
        placed(verified_step, 60, people["owner"])
    answer = place(lead, verified_step, hours="36,5", purpose="Äö €: lisää aikaa")
    assert answer.status_code == 422
    assert 'id="hours-error"' in answer.text
    assert "Still free: 36 h a year." in answer.text
    assert ("Äö €: lisää aikaa" in answer.text, 'value="36,5"' in answer.text) == (True, True)


def test_before_anything_is_verified_there_is_nothing_to_place(
    app: Flask, step: WorkStep, lead: FlaskClient
) -> None:
    page = lead.get(f"/work-steps/{step.public_id}/freed-time").text
    assert (f"/work-steps/{step.public_id}/verification" in page, 'name="purpose"' in page) == (True, False)
    answer = place(lead, step)
    assert (answer.status_code, "Nothing has been verified yet" in answer.text) == (422, True)
    with app.app_context():
        assert uses(step) == []


LIMITS = [(None, "1", Problem.NOTHING_VERIFIED), (96, "96.0001", Problem.MORE_THAN_VERIFIED)]


@pytest.mark.parametrize(("hours", "wanted", "problem"), LIMITS)
def test_the_command_itself_holds_the_limit(
    app: Flask, step: WorkStep, people: dict[str, User], hours: int | None, wanted: str, problem: Problem
) -> None:
    with app.app_context():
        if hours:
            verified(step, hours, people["owner"])
        use = Reallocation(hours=Decimal(wanted), purpose="Soitot", is_for_customers=True)
        with pytest.raises(Refused) as refused:
            service.place(step.public_id, use, actor=actor(people["lead"]), at=NOW)
        assert (refused.value.problems, uses(step)) == ((problem,), [])


WRONG = [
    ({"hours": ""}, "hours"),
    ({"hours": "0"}, "hours"),
    ({"hours": "-3"}, "hours"),
    ({"hours": "kymmenen"}, "hours"),
    ({"purpose": " "}, "purpose"),
    ({"purpose": "x" * 201}, "purpose"),
    ({"purpose": "a\x00b"}, "purpose"),
    ({"purpose": "131052-308T"}, "purpose"),
    ({"is_for_customers": ""}, "is_for_customers"),
    ({"is_for_customers": "maybe"}, "is_for_customers"),
    ({"unit": "999999"}, "unit"),
]


@pytest.mark.parametrize(("changed", "field"), WRONG)
def test_what_does_not_hold_is_said_beside_the_field(
    app: Flask, verified_step: WorkStep, lead: FlaskClient, changed: dict[str, str], field: str
) -> None:
    answer = place(lead, verified_step, **changed)
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    with app.app_context():
        assert (uses(verified_step), told(verified_step, Kind.TIME_PLACED)) == ([], [])


def test_leads_and_the_owner_may_even_of_their_own_proposal_and_nobody_else(
    verified_step: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    codes = {
        who: place(client_of(person), verified_step, hours="1").status_code for who, person in people.items()
    }
    assert codes == {"author": 303, "lead": 303, "owner": 303, "stranger": 403}


def test_a_use_can_be_taken_back_and_the_log_keeps_both(
    app: Flask, verified_step: WorkStep, lead: FlaskClient
) -> None:
    place(lead, verified_step, hours="96")
    with app.app_context():
        held = decision(verified_step)
        number = held.reallocations[0].id
    answer = lead.post(f"/work-steps/{verified_step.public_id}/freed-time", data={"remove": str(number)})
    assert answer.status_code == 303
    with app.app_context():
        same = {"hours": "96", "purpose": USED["purpose"]}
        assert uses(verified_step) == []
        assert data_of(verified_step, Kind.TIME_TAKEN_BACK) == data_of(verified_step, Kind.TIME_PLACED)
        assert data_of(verified_step, Kind.TIME_TAKEN_BACK) == [same]
        assert hearers(verified_step, Kind.TIME_TAKEN_BACK) == set()
    assert place(lead, verified_step, hours="96").status_code == 303


@pytest.mark.parametrize("number", ["0", "999", "x", "", "9" * 30])
def test_what_was_never_told_cannot_be_taken_back(
    verified_step: WorkStep, lead: FlaskClient, number: str
) -> None:
    data = {"remove": number}
    assert lead.post(f"/work-steps/{verified_step.public_id}/freed-time", data=data).status_code == 409


def test_the_use_of_another_step_stays(
    app: Flask, verified_step: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    with app.app_context():
        placed(verified_step, 40, people["owner"])
        held = decision(verified_step)
        number = held.reallocations[0].id
        other = steps.given_up(people["author"], people["lead"])
    data = {"remove": str(number)}
    codes = [
        client_of(people[who]).post(f"/work-steps/{each.public_id}/freed-time", data=data).status_code
        for who, each in (("lead", other), ("stranger", verified_step))
    ]
    with app.app_context():
        assert (codes, len(uses(verified_step))) == ([409, 403], 1)


def test_where_less_is_verified_later_nothing_is_deleted_and_the_page_says_so(
    app: Flask, verified_step: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    with app.app_context():
        placed(verified_step, 90, people["owner"])
    assert verify(lead, verified_step, hours="50").status_code == 303
    page = lead.get(f"/work-steps/{verified_step.public_id}/freed-time").text
    assert "90 h a year were placed, but only 50 h a year were verified last" in page
    assert 'name="purpose"' not in page
    assert place(lead, verified_step, hours="1").status_code == 422
    with app.app_context():
        held = decision(verified_step)
        assert [held.placed_hours, held.verified_hours] == [Decimal(90), Decimal(50)]


def test_time_of_a_step_that_came_back_cannot_be_placed(
    app: Flask, verified_step: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    with app.app_context():
        steps.advanced(verified_step, "resume", people["lead"], "Sitä kaivattiin.")
        assert read(verified_step).state == "examined"
    assert place(lead, verified_step).status_code == 409
