"""The shell command that carries out once what has become due."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from ideas.features.rounds.service import daily_round


@click.command("daily-round")
@with_appcontext
def round_once() -> None:
    """Call to mind what is due, and call back kept work steps whose review date has come; once."""
    click.echo(f"{daily_round(datetime.now(UTC))} done.")
