"""The shell commands that bring ideas and work steps in from a table kept elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

from ideas.extensions import settings
from ideas.features.imports.mapping import Mapping, Unmappable, map_columns
from ideas.features.imports.plan import Plan, Wishes, plan
from ideas.features.imports.service import bring_in
from ideas.features.imports.targets import IDEAS, WORK_STEPS, Target
from ideas.i18n import LANGUAGES, format_number
from ideas.labels.imports import import_place, import_problem
from ideas.tables import Table, Unreadable, read_file

SHOWN = 50


def _takes_a_table(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and the options that every import has."""
    for option in reversed(OPTIONS):
        command = option(command)
    return with_appcontext(command)


OPTIONS = (
    click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    click.option(
        "--map",
        "pairs",
        multiple=True,
        metavar="FIELD=COLUMN",
        help="Take a field from this column, for example title=Otsikko; FIELD= leaves it out. Repeatable.",
    ),
    click.option("--sheet", metavar="NAME", help="The sheet of a spreadsheet; else its first visible one."),
    click.option(
        "--language",
        type=click.Choice(list(LANGUAGES)),
        default="fi",
        show_default=True,
        help="The language of the texts, where no column tells it.",
    ),
    click.option("--create-units", is_flag=True, help="Add the units that are not there yet."),
    click.option("--dry-run", is_flag=True, help="Check everything and write nothing."),
)


@click.command("import-ideas")
@_takes_a_table
def import_ideas(file: Path, language: str, create_units: bool, **how: Any) -> None:
    """Bring in the ideas of FILE: CSV (any delimiter) or a spreadsheet, one idea a row.

    Columns are found by their names: id, title, text, essence, unit, date (5.3.2026 or 2026-03-05; of a time
    only the day is kept), language, theme, benefit. A text longer than an essence may be is kept whole, and
    its beginning becomes the essence. The ideas arrive as submitted, open to all staff, without author and
    without next date: bring in only what was public before.

    All rows come in, or none. A row that is there already is left as it is, so the same file can be brought
    in again. Rows are known by their id; where no column holds one, by the hash of everything the row says.
    """
    _bring_in(file, Wishes(IDEAS, language, create_units), **how)


@click.command("import-work-steps")
@_takes_a_table
def import_work_steps(file: Path, language: str, create_units: bool, **how: Any) -> None:
    """Bring in the work steps of FILE that could be given up: CSV or a spreadsheet, one a row.

    Columns are found by their names: id, title, text, unit, date, language, kind, process, minutes (per
    occurrence), people, times (a year by each person), events (a year in all). The work steps arrive as
    recorded, open to all staff, without author and without next date. All rows come in, or none, and the
    same file can be brought in again, as with import-ideas.
    """
    _bring_in(file, Wishes(WORK_STEPS, language, create_units), **how)


def _bring_in(file: Path, wishes: Wishes, pairs: tuple[str, ...], sheet: str | None, dry_run: bool) -> None:
    table, mapping = _opened(file, sheet, pairs, wishes.target)
    _say_what_was_read(table, mapping)
    at = datetime.now(UTC)
    if dry_run:
        found = plan(table, mapping, wishes, settings().local_day(at))
    else:
        with _progress(len(table.rows)) as written:
            found = bring_in(table, mapping, wishes, at=at, written=written)
    _report(found, dry_run)


def _opened(file: Path, sheet: str | None, pairs: tuple[str, ...], target: Target) -> tuple[Table, Mapping]:
    try:
        table = read_file(file, sheet)
        return table, map_columns(table.headers, pairs, target.fields)
    except Unreadable as error:
        problem = import_problem("flaw", error.flaw, error.data)
    except Unmappable as error:
        problem = import_problem("snag", error.snag, error.data)
    click.echo(problem, err=True)
    sys.exit(1)


def _say_what_was_read(table: Table, mapping: Mapping) -> None:
    click.echo(_("Rows read: %(rows)s", rows=format_number(len(table.rows))))
    for field, column in mapping.columns.items():
        click.echo(f"  {field} ← {column}")
    if mapping.unused:
        click.echo(_("Columns left behind: %(columns)s", columns=", ".join(mapping.unused)))


def _report(found: Plan, dry_run: bool) -> None:
    if found.complaints:
        _complain(found)
        sys.exit(1)
    brought, added = (
        (_("Would come in: %(rows)s"), _("Units that would be added: %(units)s"))
        if dry_run
        else (_("Brought in: %(rows)s"), _("Units added: %(units)s"))
    )
    click.echo(brought % {"rows": format_number(len(found.new))})
    if found.missing_units:
        click.echo(added % {"units": ", ".join(found.missing_units)})
    click.echo(_("Already there, left as they are: %(rows)s", rows=format_number(found.known)))
    if found.changed:
        rows = ", ".join(map(str, found.changed[:SHOWN])) + (" …" if len(found.changed) > SHOWN else "")
        click.echo(_("Of these, the file now says something else in rows: %(rows)s", rows=rows))


def _complain(found: Plan) -> None:
    for each in found.complaints[:SHOWN]:
        problem = import_problem("fault", each.fault, each.data)
        click.echo(f"{import_place(each.number, each.column)}: {problem}", err=True)
    rest = found.complaints[SHOWN:]
    if rest:
        click.echo(_("… and %(rest)s more.", rest=format_number(len(rest))), err=True)
    click.echo(_("Nothing was brought in."), err=True)


class _Rate(ProgressColumn):
    """How many rows a second are written."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        speed = task.finished_speed or task.speed
        return Text(_("%(rows)s rows a second", rows=format_number(int(speed))) if speed else "")


@contextmanager
def _progress(rows: int) -> Iterator[Callable[[int], None]]:
    """A bar with rate and remaining time where a person looks on; silence in a script."""
    console = Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=rows)
        yield lambda count: bar.advance(task, count)
