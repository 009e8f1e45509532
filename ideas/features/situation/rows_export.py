"""The rows behind a figure as a table to take along: its columns, in the reader's language."""

from collections.abc import Callable, Mapping

from ideas.features.situation.behind import Asked
from ideas.features.situation.rows import Row, every
from ideas.i18n import language
from ideas.labels.rows import KINDS, ROW_COLUMNS, SHEET, STATES
from ideas.offers import Options
from ideas.spreadsheet import Cell, csv_of, workbook_of
from workflow.actors import Role

COLUMNS: Mapping[str, Callable[[Row], Cell]] = {
    "public_id": lambda row: row.public_id,
    "title": lambda row: row.title,
    "kind": lambda row: str(KINDS[row.kind]),
    "unit": lambda row: row.unit,
    "owner": lambda row: row.owner,
    "now": lambda row: str(STATES[row.now]),
    "state": lambda row: str(STATES[row.state]),
    "first": lambda row: row.first,
    "last": lambda row: row.last,
    "on": lambda row: row.on,
    "days": lambda row: row.days,
    "hours": lambda row: row.hours,
}
"""What stands in each column, in their order."""


def rows_file(suffix: str, asked: Asked, offered: Options) -> bytes:
    """Every row, at most as many as are read at once; a column for the person only where one is told."""
    columns = [name for name in COLUMNS if name != "owner" or asked.scope.actor.role is Role.LEAD]
    header = [str(ROW_COLUMNS[name]) for name in columns]
    rows = [[COLUMNS[name](row) for name in columns] for row in every(asked, offered)]
    if suffix == "csv":
        return csv_of(header, rows, language())
    return workbook_of(str(SHEET), header, rows)
