"""`flask import-work-steps`: the same engine as for ideas, with what a work step has of its own."""

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
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


@pytest.mark.parametrize(
    ("place", "said", "problem"),
    [
        (1, "x" * 121, "121"),
        (3, "jokin muu laji", "work-step"),
        (4, "-5", "12,5"),
        (5, "2,5", "whole"),
        (6, "usein", "12,5"),
    ],
)
def test_a_row_that_does_not_hold_brings_in_nothing(
    app: Flask, tmp_path: Path, place: int, said: str, problem: str
) -> None:
    row = tuple(said if number == place else cell for number, cell in enumerate(REPORT))
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    result = bring_steps(app, csv_file(tmp_path, REPORT, ("2", *row[1:]), header=STEPS))
    assert result.exit_code == 1
    assert problem in result.output
    assert every_step(app) == []


def test_a_column_of_ideas_is_unknown_to_work_steps(app: Flask, tmp_path: Path) -> None:
    result = bring_steps(app, csv_file(tmp_path, GOOD), "--map", "theme=title")
    assert result.exit_code == 1
    assert "theme" in result.output
