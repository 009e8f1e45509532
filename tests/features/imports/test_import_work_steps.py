"""`flask import-work-steps`: the same engine as for ideas, with what a work step has of its own."""

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.imports.checking import Fault
from ideas.labels.imports import import_problem
from ideas.models import Entry, WorkStep
from tests.features.imports.tables import GOOD, bring, csv_file
from workflow.events import Kind
from workflow.evidence import EvidenceClass

STEPS = ("Tunnus", "Otsikko", "Kuvaus", "Laji", "Minuutit", "Tekijät", "Kertaa vuodessa")
REPORT = ("1", "Viikkoraportti", "Kukaan ei lue sitä. " * 30, "raportti", "25", "6", "48")


def bring_steps(app: Flask, file: Path, *options: str) -> Result:
    """Run `flask import-work-steps`."""
    return bring(app, file, *options, command="import-work-steps")


def every_step(app: Flask) -> list[WorkStep]:
    """All of them in the order of their ids."""
    with app.app_context():
        return list(db.session.scalars(select(WorkStep).order_by(WorkStep.public_id)))


def test_a_row_becomes_a_recorded_work_step_with_its_hours(app: Flask, tmp_path: Path) -> None:
    result = bring_steps(app, csv_file(tmp_path, REPORT, header=STEPS))
    assert result.exit_code == 0, result.output
    (step,) = every_step(app)
    assert (step.state, step.visibility, step.step_kind) == ("recorded", "open", "report")
    assert step.public_id.startswith("L-")
    assert step.public_id.endswith("-0001")
    assert step.description == REPORT[2].strip()
    assert (step.estimated_hours, step.evidence_class) == (Decimal(120), EvidenceClass.C)
    with app.app_context():
        (entry,) = db.session.scalars(select(Entry).where(Entry.case_id == step.id))
        assert (entry.kind, entry.source, entry.target) == (Kind.IMPORTED, "unrecorded", "recorded")


def test_a_second_time_changes_nothing_and_ideas_may_have_the_same_ids(app: Flask, tmp_path: Path) -> None:
    assert bring(app, csv_file(tmp_path, GOOD)).exit_code == 0
    assert bring_steps(app, csv_file(tmp_path, REPORT, header=STEPS)).exit_code == 0
    again = bring_steps(app, csv_file(tmp_path, REPORT, header=STEPS))
    assert again.exit_code == 0, again.output
    assert len(every_step(app)) == 1
    checked = app.test_cli_runner().invoke(args=["check-history"])
    assert checked.exit_code == 0, checked.output


WRONG = [
    (1, "x" * 121, Fault.TOO_LONG, {"length": 121, "most": 120}),
    (3, "jokin muu laji", Fault.UNKNOWN_KIND, {}),
    (4, "-5", Fault.NOT_A_NUMBER, {}),
    (5, "2,5", Fault.NOT_WHOLE, {}),
    (6, "usein", Fault.NOT_A_NUMBER, {}),
    (4, "9999999999", Fault.TOO_LARGE, {}),
    (5, "100000001", Fault.TOO_LARGE, {}),
    (6, "100000000,5", Fault.TOO_LARGE, {}),
    (6, "100000000", Fault.TOO_MANY_HOURS, {}),
]


def said_of(app: Flask, fault: Fault, data: dict[str, int]) -> str:
    """The words for a fault, as the command says them."""
    with app.app_context():
        return import_problem("fault", fault, data)


@pytest.mark.parametrize(("place", "said", "fault", "data"), WRONG)
def test_a_row_that_does_not_hold_brings_in_nothing(
    app: Flask, tmp_path: Path, place: int, said: str, fault: Fault, data: dict[str, int]
) -> None:
    row = tuple(said if number == place else cell for number, cell in enumerate(REPORT))
    result = bring_steps(app, csv_file(tmp_path, REPORT, ("2", *row[1:]), header=STEPS))
    assert (result.exit_code, every_step(app)) == (1, [])
    assert said_of(app, fault, data) in result.output


def test_the_largest_numbers_that_are_taken_can_be_kept(app: Flask, tmp_path: Path) -> None:
    row = (*REPORT[:4], "60", "100000000", "1")
    result = bring_steps(app, csv_file(tmp_path, row, header=STEPS))
    assert result.exit_code == 0, result.output
    (step,) = every_step(app)
    assert (step.people, step.estimated_hours) == (100_000_000, Decimal(100_000_000))


def test_events_that_take_too_many_hours_together_are_told(app: Flask, tmp_path: Path) -> None:
    header = (*STEPS[:5], "Tapahtumat")
    result = bring_steps(app, csv_file(tmp_path, (*REPORT[:4], "61", "100000000"), header=header))
    assert (result.exit_code, every_step(app)) == (1, [])
    assert said_of(app, Fault.TOO_MANY_HOURS, {}) in result.output


def test_a_column_of_ideas_is_unknown_to_work_steps(app: Flask, tmp_path: Path) -> None:
    result = bring_steps(app, csv_file(tmp_path, GOOD), "--map", "theme=title")
    assert result.exit_code == 1
    assert "theme" in result.output
