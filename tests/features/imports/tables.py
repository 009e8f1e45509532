"""Makes table files, brings them in by the shell command and counts what is there afterwards."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.models import Base, Entry, EntryPayload, Idea, PublicNumber, Unit

WRITTEN: tuple[type[Base], ...] = (Idea, Unit, Entry, EntryPayload, PublicNumber)
HEADER = ("id", "title", "text", "unit", "date")
GOOD = ("1", "Puhelinaika varattavaksi", "Asiakas varaa ajan itse.", "", "5.3.2025")


def csv_file(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Path:
    """A CSV file with every cell in quotation marks."""
    path = folder / "ideas.csv"
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (header, *rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def workbook(folder: Path, *rows: Sequence[str]) -> Path:
    """A spreadsheet whose second sheet is called Ideat."""
    path = folder / "ideas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Ohje").write_row(0, 0, ("Lue tämä",))
        sheet = book.add_worksheet("Ideat")
        for number, row in enumerate((HEADER, *rows)):
            sheet.write_row(number, 0, row)
    return path


def bring(app: Flask, file: Path, *options: str, command: str = "import-ideas") -> Result:
    """Run `flask import-ideas`, or another command that takes a table."""
    return app.test_cli_runner().invoke(args=[command, str(file), *options])


def row_counts(app: Flask) -> list[int]:
    """How many rows the tables hold that an import writes to."""
    with app.app_context():
        return [db.session.scalars(select(func.count()).select_from(table)).one() for table in WRITTEN]


def all_ideas(app: Flask) -> list[Idea]:
    """Every idea in the order of its public id."""
    with app.app_context():
        return list(db.session.scalars(select(Idea).order_by(Idea.public_id)))
