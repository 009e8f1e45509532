"""The shell commands that ask whether the history is true, and count anew what follows from it."""

import sys

import click
from flask.cli import with_appcontext

from ideas.features.audit import service
from ideas.recounting import rebuild


@click.command("check-history")
@with_appcontext
def check_history() -> None:
    """Replay the log against the rows; the first difference ends it with exit code 1."""
    findings = service.check_history(lambda cases: click.echo(f"{cases} cases so far", err=True))
    if findings.difference:
        click.echo(f"The history is not true: {findings.difference}")
        sys.exit(1)
    click.echo(f"{findings.cases} cases, {findings.entries} entries: the history is true")


@click.command("rebuild-visits")
@with_appcontext
def rebuild_visits() -> None:
    """Count the visits of all cases, and the numbers of the situation view, anew out of the log."""
    click.echo(f"{rebuild(_so_far)} cases counted")


def _so_far(cases: int) -> None:
    if cases % 10_000 == 0:
        click.echo(f"{cases} cases so far", err=True)
