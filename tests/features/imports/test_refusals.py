"""What keeps a table out: every bad row is named with its remedy, and nothing is written."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from ideas.features.imports.checking import Fault
from ideas.features.imports.mapping import Snag
from ideas.labels.imports import FAULTS, FLAWS, SNAGS, import_place, import_problem
from ideas.tables import Flaw
from tests import factories
from tests.features.imports.tables import GOOD, HEADER, bring, csv_file, row_counts

NOTHING = [0, 0, 0, 0, 0]
CODE = "131052-308T"
TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()

BAD: dict[str, tuple[tuple[str, ...], Fault, str | None, dict[str, int | str]]] = {
    "no title": (("2", "", "Teksti", "", ""), Fault.TITLE_MISSING, "title", {}),
    "a title too long": (("2", "x" * 201, "", "", ""), Fault.TOO_LONG, "title", {"length": 201, "most": 200}),
    "no id": (("", "Tori", "", "", ""), Fault.ID_MISSING, "id", {}),
    "an id too long": (("9" * 101, "Tori", "", "", ""), Fault.TOO_LONG, "id", {"length": 101, "most": 100}),
    "an id twice": (("1", "Tori", "", "", ""), Fault.REPEATED_ID, "id", {"earlier": 2}),
    "a cell too many": (("2", "Tori", "", "", "", "ja"), Fault.SURPLUS_CELLS, None, {"count": 1}),
    "a bell": (
        ("2", "Tori", "ab\x07", "", ""), Fault.CONTROL_CHARACTER, "text", {"place": 3, "character": "U+0007"},
    ),
    "an identity code": (("2", "Tori", f"Olen {CODE}.", "", ""), Fault.IDENTITY_CODE, "text", {"place": 6}),
    "a code in the title": (("2", f"{CODE} tori", "", "", ""), Fault.IDENTITY_CODE, "title", {"place": 1}),
    "no date": (("2", "Tori", "", "", "ensi viikolla"), Fault.NOT_A_DATE, "date", {}),
    "a year too few": (("2", "Tori", "", "", "5.3.0026"), Fault.NOT_A_DATE, "date", {}),
    "a future date": (("2", "Tori", "", "", TOMORROW), Fault.DATE_IN_FUTURE, "date", {}),
    "an unknown unit": (
        ("2", "Tori", "", "Kallio", ""), Fault.UNKNOWN_UNIT, "unit", {"name": "Kallio", "rows": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_bad_row_keeps_all_rows_out(app: Flask, tmp_path: Path, name: str) -> None:
    row, fault, column, data = BAD[name]
    result = bring(app, csv_file(tmp_path, GOOD, row))
    with app.app_context():
        said = f"{import_place(3, column)}: {import_problem('fault', fault, data)}"
    assert (result.exit_code, row_counts(app)) == (1, NOTHING)
    assert said in result.output.splitlines()
    assert CODE not in result.output


def test_the_same_row_twice_is_told_where_no_column_holds_ids(app: Flask, tmp_path: Path) -> None:
    result = bring(app, csv_file(tmp_path, ("Tori", "A"), ("Tori", "A"), header=("title", "text")))
    with app.app_context():
        said = import_problem("fault", Fault.REPEATED_ROW, {"earlier": 2})
    assert (result.exit_code, row_counts(app)) == (1, NOTHING)
    assert said in result.output


def test_an_unknown_unit_is_told_once_with_its_remedy(app: Flask, tmp_path: Path) -> None:
    rows = [(str(number), "Tori", "", unit, "") for number, unit in enumerate(["Kallio", "kallio", "Pasila"])]
    result = bring(app, csv_file(tmp_path, *rows))
    lines = [line for line in result.output.splitlines() if "--create-units" in line]
    assert [("Kallio" in line, "Pasila" in line) for line in lines] == [(True, False), (False, True)]
    assert row_counts(app) == NOTHING


def test_a_name_of_two_units_is_told(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        factories.unit("Kallio")
        factories.unit("Kallio")
    result = bring(app, csv_file(tmp_path, ("1", "Tori", "", "Kallio", "")))
    with app.app_context():
        said = import_problem("fault", Fault.AMBIGUOUS_UNIT, {"name": "Kallio"})
    assert result.exit_code == 1
    assert said in result.output


def test_languages_and_themes_are_told_where_unknown(app: Flask, tmp_path: Path) -> None:
    file = csv_file(tmp_path, ("Tori", "savo", "Puistot"), header=("title", "language", "theme"))
    result = bring(app, file)
    with app.app_context():
        language = import_problem("fault", Fault.UNKNOWN_LANGUAGE, {})
        theme = import_problem("fault", Fault.UNKNOWN_THEME, {"name": "Puistot", "rows": 1})
    assert result.exit_code == 1
    assert language in result.output
    assert theme in result.output


def test_fifty_rows_are_told_and_the_rest_counted(app: Flask, tmp_path: Path) -> None:
    rows = [(str(number), "", "", "", "") for number in range(73)]
    result = bring(app, csv_file(tmp_path, *rows, header=HEADER))
    told = [line for line in result.stderr.splitlines() if "title" in line]
    assert len(told) == 50
    assert "23" in result.stderr.splitlines()[50]


def test_a_file_that_is_no_table_is_refused_in_words(app: Flask, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    untitled = csv_file(tmp_path, ("1",), header=("Jokin",))
    results = [bring(app, empty), bring(app, untitled), bring(app, untitled, "--map", "title")]
    assert [result.exit_code for result in results] == [1, 1, 1]
    with app.app_context():
        expected = [
            import_problem("flaw", Flaw.EMPTY, {}),
            import_problem("snag", Snag.NO_TITLE, {"columns": ("Jokin",)}),
            import_problem("snag", Snag.NOT_A_PAIR, {"pair": "title"}),
        ]
    assert [result.stderr.strip() for result in results] == expected


def test_every_code_has_its_words() -> None:
    words = ((FLAWS, Flaw), (SNAGS, Snag), (FAULTS, Fault))
    assert [set(known) for known, _ in words] == [{code.value for code in codes} for _, codes in words]
