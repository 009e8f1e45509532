"""Writing down what was found out: half done or whole, by those who examine it, each change in the log."""

from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User, WorkStep
from tests import steps
from tests.factories import sign_in
from tests.features.examination.cases import FOUND, listed, seen, write
from tests.features.verification.cases import data_of, told
from workflow.events import Kind
from workflow.lifecycles.work_step_states import Level, Origin, Shift


def test_what_was_found_out_is_kept(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    answer = write(lead, step)
    with app.app_context():
        row = seen(step)
        kept = (row.origin, row.customer_benefit, row.shifted_to, row.people, row.strain)
        amounts = (row.minutes_likely, row.share_removed, row.customer_minutes, row.shifted_hours)
        assert (row.touches_customer, [each.what for each in row.removals]) == (
            True, ["Lomake 12", "Maanantaikokous"],
        )  # fmt: skip
    assert (answer.status_code, answer.location) == (303, f"/work-steps/{step.public_id}/examination")
    assert kept == (Origin.OWN_RULE, Level.LITTLE, Shift.NOBODY, 6, 4)
    assert amounts == (Decimal(25), Decimal("0.5"), Decimal("12.5"), Decimal(0))


def test_the_figures_follow_and_are_shown(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    page = lead.get(write(lead, step).location).text
    with app.app_context():
        assert seen(step).estimated_hours == Decimal(48)
    assert ("48 h/yr" in page, "4 h/month" in page, "32 h" in page, "63 h/yr" in page) == (True,) * 4


def test_nothing_at_all_can_be_saved(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    answer = lead.post(f"/work-steps/{step.public_id}/examination", data=dict.fromkeys(FOUND, ""))
    with app.app_context():
        assert (seen(step).origin, seen(step).estimated_hours, seen(step).version) == (None, None, 2)
        assert told(step, Kind.EXAMINATION_WRITTEN) == []
    assert answer.status_code == 303


def test_half_of_it_can_be_saved_and_the_rest_later(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    half = {name: "" if name in ("basis", "shifted_to", "people") else said for name, said in FOUND.items()}
    assert write(lead, step, **half).status_code == 303
    page = lead.get(f"/work-steps/{step.public_id}/examination").text
    with app.app_context():
        assert seen(step).estimated_hours is None
    assert [place in page for place in ('href="#basis-0"', 'href="#shifted_to-0"', 'href="#origin-0"')] == [
        True, True, False,
    ]  # fmt: skip


def test_what_changed_goes_into_the_log(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    write(lead, step)
    write(lead, step, minutes_likely="26,5", share_removed="100", removals="Lomake 12")
    with app.app_context():
        first, second = data_of(step, Kind.EXAMINATION_WRITTEN)
    assert first["changes"]["origin"] == [None, "own-rule"]
    assert (first["changes"]["minutes_likely"], first["changes"]["people"]) == ([None, "25"], [None, 6])
    assert second["changes"] == {
        "minutes_likely": ["25", "26,5"],
        "share_removed": ["50 %", "100 %"],
        "removals": [["Lomake 12", "Maanantaikokous"], ["Lomake 12"]],
    }


def test_the_same_again_is_no_change(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    write(lead, step)
    assert write(lead, step).status_code == 303
    with app.app_context():
        assert (len(told(step, Kind.EXAMINATION_WRITTEN)), seen(step).version) == (1, 3)


def test_the_history_tells_it_in_words(step: WorkStep, lead: FlaskClient) -> None:
    write(lead, step)
    page = lead.get(f"/work-steps/{step.public_id}").text
    assert ("wrote down what was found out" in page, "own rule" in page, "50 %" in page) == (True,) * 3


def test_what_is_written_can_be_found(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    write(lead, step, dependants="Vuositilasto")
    with app.app_context():
        assert "vuositilasto" in seen(step).folded


def test_numbers_of_the_other_basis_wait(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    write(lead, step, basis="per-event", events_per_year="600", share_removed="")
    with app.app_context():
        row = seen(step)
        assert (row.estimated_hours, row.people) == (Decimal(238), 6)


def test_what_has_gone_stays_gone(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    with app.app_context():
        listed(step, "Vanha pohja", done_at=step.created_at)
        listed(step, "Lomake 12")
    assert "Vanha pohja" in lead.get(f"/work-steps/{step.public_id}/examination").text
    write(lead, step, removals="Vanha pohja\n\n  Uusi   kokous \nUusi kokous")
    with app.app_context():
        rows = [(each.what, each.done_at is not None) for each in seen(step).removals]
    assert rows == [("Vanha pohja", True), ("Uusi kokous", False)]


@pytest.mark.parametrize(("who", "code"), [("owner", 303), ("lead", 303), ("author", 403), ("stranger", 403)])
def test_who_examines_it(app: Flask, step: WorkStep, people: dict[str, User], who: str, code: int) -> None:
    client = sign_in(app, people[who])
    page = client.get(f"/work-steps/{step.public_id}/examination").status_code
    assert (page, write(client, step).status_code) == (200 if code == 303 else 403, code)


def test_somebody_was_faster(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    write(lead, step)
    answer = write(lead, step, version="1", who_would_notice="Minun sanani.")
    with app.app_context():
        assert seen(step).who_would_notice == "Kaksi tiimiä."
    assert (answer.status_code, "Minun sanani." in answer.text) == (409, True)


@pytest.mark.parametrize("make", [steps.trialled, steps.given_up, steps.kept])
def test_once_it_is_tried_or_decided_it_can_only_be_read(
    app: Flask, people: dict[str, User], lead: FlaskClient, make: object
) -> None:
    with app.app_context():
        closed = make(people["author"], people["lead"])  # type: ignore[operator]  # one of the factories
    page = lead.get(f"/work-steps/{closed.public_id}/examination")
    assert (page.status_code, "<textarea" in page.text, "habit (no rule)" in page.text) == (200, False, True)
    answer = write(lead, closed, dependants="Minun sanani.")
    with app.app_context():
        assert seen(closed).dependants == ""
    assert (answer.status_code, "Minun sanani." in answer.text) == (409, True)
