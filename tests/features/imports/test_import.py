"""`flask import-ideas`: all rows or none, each with its history, and a second time changes nothing."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.history import GENESIS, entry_hash, payload_hash
from ideas.models import Entry, Idea, Unit
from ideas.transaction import command
from tests import factories
from tests.features.imports.tables import GOOD, HEADER, all_ideas, bring, csv_file, row_counts, workbook
from workflow.events import Kind

LONG = "Tori on iltaisin pimeä ja tyhjä. " * 20


def test_a_row_becomes_a_submitted_idea_open_to_all(app: Flask, tmp_path: Path) -> None:
    result = bring(app, csv_file(tmp_path, GOOD))
    assert result.exit_code == 0, result.output
    (idea,) = all_ideas(app)
    assert (idea.public_id, idea.external_id, idea.title, idea.essence, idea.description) == (
        "I-2025-0001", "1", GOOD[1], GOOD[2], "",
    )  # fmt: skip
    assert (idea.state, idea.visibility, idea.language, idea.next_date) == ("submitted", "open", "fi", None)
    assert idea.submitted_at is not None
    assert idea.submitted_at.isoformat() == "2025-03-05T10:00:00+00:00"
    assert idea.created_at == idea.state_since == idea.submitted_at
    assert idea.folded.startswith("puhelinaika varattavaksi\nasiakas")


def test_a_long_text_is_kept_whole(app: Flask, tmp_path: Path) -> None:
    bring(app, csv_file(tmp_path, ("1", "Tori", LONG.strip(), "", "")))
    (idea,) = all_ideas(app)
    assert (idea.description, idea.essence[-1]) == (LONG.strip(), "…")


def test_every_history_begins_with_one_true_entry(app: Flask, tmp_path: Path) -> None:
    rows = [(str(number), f"Idea {number}", "", "", "") for number in range(600)]
    assert bring(app, csv_file(tmp_path, *rows)).exit_code == 0
    with app.app_context():
        entries = db.session.scalars(select(Entry).order_by(Entry.id)).all()
        ideas = db.session.scalars(select(Idea).order_by(Idea.id)).all()
        assert [entry.case_id for entry in entries] == [idea.id for idea in ideas]
        assert [idea.external_id for idea in ideas] == [row[0] for row in rows]
        assert len({idea.public_id for idea in ideas}) == 600
        for entry in entries:
            assert entry.payload is not None
            assert entry.payload_hash == payload_hash(entry.payload)
            assert entry.hash == entry_hash(GENESIS, entry)
            assert (entry.n, entry.kind, entry.actor_id) == (1, Kind.IMPORTED, None)
            assert (entry.source, entry.target, entry.version) == ("draft", "submitted", 1)


@pytest.mark.parametrize("spelling", ["Etuuspalvelut", "  ETUUSPALVELUT ", "Förmåner", "förmåner"])
def test_a_unit_is_found_by_each_of_its_names(app: Flask, tmp_path: Path, spelling: str) -> None:
    with app.app_context():
        unit = factories.unit("Etuuspalvelut")
        rename(unit.id)
    assert bring(app, csv_file(tmp_path, (*GOOD[:3], spelling, ""))).exit_code == 0
    assert [idea.unit_id for idea in all_ideas(app)] == [unit.id]


@command
def rename(unit_id: int) -> None:
    """Give the unit its Swedish name."""
    db.session.get_one(Unit, unit_id).name_sv = "Förmåner"


def test_a_second_time_changes_nothing(app: Flask, tmp_path: Path) -> None:
    file = csv_file(tmp_path, GOOD, ("2", "Tori", LONG, "Kallio", ""))
    bring(app, file, "--create-units")
    before = row_counts(app)
    again = bring(app, file, "--create-units")
    assert (again.exit_code, row_counts(app)) == (0, before)
    assert before == [2, 1, 3, 3, 2]


def test_without_ids_rows_are_known_by_what_they_say(app: Flask, tmp_path: Path) -> None:
    header, rows = ("title", "text"), [("Tori", "Valoa"), ("Tori", "Vettä")]
    bring(app, csv_file(tmp_path, *rows, header=header))
    again = bring(app, csv_file(tmp_path, *rows, ("Tori", "Puita"), header=header))
    assert again.exit_code == 0
    assert [idea.essence for idea in all_ideas(app)] == ["Valoa", "Vettä", "Puita"]


def test_a_row_that_says_something_else_now_is_named_and_left(app: Flask, tmp_path: Path) -> None:
    bring(app, csv_file(tmp_path, GOOD))
    result = bring(app, csv_file(tmp_path, ("7", "Uusi", "", "", ""), ("1", "Toinen otsikko", "", "", "")))
    assert result.output.rstrip().endswith(": 3")
    assert [idea.title for idea in all_ideas(app)] == [GOOD[1], "Uusi"]


def test_a_dry_run_writes_nothing(app: Flask, tmp_path: Path) -> None:
    file = csv_file(tmp_path, (*GOOD[:3], "Kallio", ""))
    result = bring(app, file, "--dry-run", "--create-units")
    assert (result.exit_code, row_counts(app)) == (0, [0, 0, 0, 0, 0])
    assert "Kallio" in result.output


def test_units_are_added_once_when_asked_for(app: Flask, tmp_path: Path) -> None:
    rows = [(str(n), "Tori", "", unit, "") for n, unit in enumerate(["Kallio", "KALLIO", "Pasila", ""])]
    assert bring(app, csv_file(tmp_path, *rows), "--create-units").exit_code == 0
    with app.app_context():
        units = db.session.scalars(select(Unit).order_by(Unit.id)).all()
        kinds = db.session.scalars(select(Entry.kind).where(Entry.stream == "house")).all()
    assert [(unit.name_fi, unit.path) for unit in units] == [("Kallio", "/1/"), ("Pasila", "/2/")]
    assert [idea.unit_id for idea in all_ideas(app)] == [1, 1, 2, None]
    assert kinds == [Kind.UNIT_ADDED, Kind.UNIT_ADDED]


def test_a_spreadsheet_is_brought_in_by_its_sheet(app: Flask, tmp_path: Path) -> None:
    file = workbook(tmp_path, GOOD)
    assert bring(app, file).exit_code == 1
    assert bring(app, file, "--sheet", "Ideat").exit_code == 0
    assert [idea.title for idea in all_ideas(app)] == [GOOD[1]]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_files_of_other_programs_are_read(app: Flask, tmp_path: Path, delimiter: str, encoding: str) -> None:
    file = tmp_path / "viety.txt"
    lines = (delimiter.join(("Otsikko", "Kuvaus")), delimiter.join(("Työpöytä", "Säädettävä – kaikille")))
    file.write_bytes("\r\n".join(lines).encode(encoding))
    assert bring(app, file).exit_code == 0
    assert [(i.title, i.essence) for i in all_ideas(app)] == [("Työpöytä", "Säädettävä – kaikille")]


def test_columns_can_be_named_by_hand(app: Flask, tmp_path: Path) -> None:
    file = csv_file(tmp_path, ("A", "B"), header=("Ehdotus", "Perustelu"))
    assert bring(app, file, "--map", "title=Ehdotus", "--map", "text=perustelu").exit_code == 0
    assert [(idea.title, idea.essence) for idea in all_ideas(app)] == [("A", "B")]


def test_the_language_is_the_rows_own_or_the_one_given(app: Flask, tmp_path: Path) -> None:
    rows = [("Torg", "svenska"), ("Square", "")]
    bring(app, csv_file(tmp_path, *rows, header=("title", "language")), "--language", "en")
    assert [idea.language for idea in all_ideas(app)] == ["sv", "en"]


def test_a_file_with_a_header_alone_brings_nothing(app: Flask, tmp_path: Path) -> None:
    assert bring(app, csv_file(tmp_path, header=HEADER)).exit_code == 0
    assert row_counts(app) == [0, 0, 0, 0, 0]
