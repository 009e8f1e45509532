"""The shell command that asks whether the history is true."""

import sys

import click
from flask.cli import with_appcontext

from ideas.features.audit import service


@click.command("check-history")
@with_appcontext
def check_history() -> None:
    """Replay the log against the rows; the first difference ends it with exit code 1."""
    findings = service.check_history(lambda cases: click.echo(f"{cases} cases so far", err=True))
    if findings.difference:
        click.echo(f"The history is not true: {findings.difference}")
        sys.exit(1)
    click.echo(f"{findings.cases} cases, {findings.entries} entries: the history is true")
