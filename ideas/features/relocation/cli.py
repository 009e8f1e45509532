"""The shell commands with which a house moves: out of one installation, into another."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from ideas.features.relocation import reading, writing
from ideas.features.relocation.writing import Exported
from ideas.parcels import Unusable
from ideas.web.clock import now


@click.command("export-all")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export_all(file: Path) -> None:
    """Write everything but secrets to FILE, hidden authors too, in the form of docs/export.md."""
    try:
        exported = writing.export_all(file)
    except Unusable as fault:
        raise click.ClickException(f"Nothing was exported: {fault}") from None
    _tell_missing(exported)
    click.echo(f"{file}: {_told(exported)}")


@click.command("import-all")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def import_all(file: Path) -> None:
    """Read FILE, written by `flask export-all`, into this installation, which must be empty."""
    try:
        exported = reading.import_all(file, now())
    except Unusable as fault:
        raise click.ClickException(f"Nothing was imported: {fault}") from None
    _tell_missing(exported)
    click.echo(f"Imported {_told(exported)}.")
    click.echo("Nobody has a password here yet: `flask user link EMAIL` prints a one-time link.")


def _told(exported: Exported) -> str:
    return f"{exported.rows} rows, {exported.files} files"


def _tell_missing(exported: Exported) -> None:
    for name in exported.missing:
        click.echo(f"Not in the export, for it was missing or damaged already: the file {name}", err=True)
