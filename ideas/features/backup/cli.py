"""The shell commands that back the installation up and put it back."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from ideas.features.backup import service
from ideas.features.backup.service import Report
from ideas.parcels import Unusable
from ideas.web.clock import now


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write the database and the attached files to FILE while people go on working; read it back."""
    try:
        report = service.back_up(file, now())
    except Unusable as fault:
        raise click.ClickException(f"No backup was written: {fault}") from None
    _tell_missing(report)
    click.echo(f"{file}: {_told(report)}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is here, which is lost.")
@with_appcontext
def restore(file: Path, replace: bool) -> None:
    """Put the backup FILE into this installation. Stop the web server and the workers first."""
    try:
        report = service.restore(file, now(), replace=replace)
    except Unusable as fault:
        raise click.ClickException(f"Nothing was restored: {fault}") from None
    _tell_missing(report)
    click.echo(f"Restored {_told(report)}.")
    click.echo(f"It was made at {report.made_at}: do again what was revoked since (docs/keeping.md).")
    click.echo("Everybody signs in anew, and mails that waited are held back. Now run `flask check-history`.")


def _told(report: Report) -> str:
    return f"{report.cases} cases, {report.entries} entries of the log, {report.files} files"


def _tell_missing(report: Report) -> None:
    for name in report.missing:
        click.echo(f"Not in the backup, for it was missing or damaged already: the file {name}", err=True)
