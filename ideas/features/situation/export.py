"""Owns the figures of the situation view as files: tables for people, and one document for machines.

The keys of the JSON and its codes do not change with the language; its definitions are in the reader's.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from ideas.features.situation.lines import Line, lines
from ideas.features.situation.report import Report
from ideas.i18n import language
from ideas.labels.answers import SIZES
from ideas.labels.attention import ATTENTION
from ideas.labels.figures import FIGURE_COLUMNS, FIGURES, SECTIONS, UNITS, UNTOLD_SIZE
from ideas.labels.rows import KINDS, STATES
from ideas.scope import Scope
from ideas.spreadsheet import Cell, csv_of, workbook_of_many

REASONS: Mapping[str, Any] = {str(reason): words for reason, words in ATTENTION.items()}
SIZES_TOLD: Mapping[str, Any] = {**{str(size): words for size, words in SIZES.items()}, "untold": UNTOLD_SIZE}


def figures_file(suffix: str, report: Report, scope: Scope) -> bytes:
    """Every figure of the page; as a workbook with a sheet for each section."""
    header = [str(words) for words in FIGURE_COLUMNS.values()]
    found = lines(report, scope)
    if suffix == "csv":
        return csv_of(header, map(_row, found), language())
    sections = groupby(found, key=lambda line: line.section)
    return workbook_of_many(
        [(str(SECTIONS[section]), header, [_row(line) for line in held]) for section, held in sections]
    )


def figures_document(report: Report, scope: Scope) -> Mapping[str, Any]:
    """Every figure of the page as a machine reads it: days as 2026-05-20, hours a year as numbers."""
    window = report.subject.window
    return {
        "today": scope.today.isoformat(),
        "first_day": window.first.isoformat(),
        "last_day": window.last.isoformat(),
        "period": scope.period.value,
        "kind": scope.kind,
        "unit_id": scope.unit.id if scope.unit else None,
        "direction_id": scope.direction.id if scope.direction else None,
        "size": scope.size,
        "figures": [_entry(line) for line in lines(report, scope)],
    }


def _row(line: Line) -> list[Cell]:
    words, unit, definition = FIGURES[line.figure]
    said: Iterable[Any] = (
        SECTIONS[line.section], words, KINDS.get(line.kind, ""), STATES[line.state],
        SIZES_TOLD.get(line.size, ""),
    )  # fmt: skip
    place = str(REASONS.get(line.place, line.place))
    return [*map(str, said), line.day, place, line.value, line.of, str(UNITS[unit]), str(definition)]


def _entry(line: Line) -> Mapping[str, Any]:
    _words, unit, definition = FIGURES[line.figure]
    return {
        **{name: _plain(value) for name, value in line._asdict().items()},
        "unit": unit,
        "definition": str(definition),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
