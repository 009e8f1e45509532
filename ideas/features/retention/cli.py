"""The shell command that says what has been kept long enough, and ends it only when told so."""

import click
from flask.cli import with_appcontext

from ideas.retention import carry_out, closed_long_ago, drafts_to_tell_of, overview
from ideas.web.clock import now


@click.command("retention")
@click.option("--carry-out", "does_it", is_flag=True, help="Do it; without this it is only counted.")
@with_appcontext
def retention(does_it: bool) -> None:
    """Count what has been kept longer than its period; end what is switched on when told so."""
    for line in overview(now()):
        state = "on" if line.period.is_on else "off"
        click.echo(f"{line.kept:<20}{line.period.days:>6} days  {state:<4}{line.due:>8} due")
    click.echo(f"Drafts of which the authors are told first: {drafts_to_tell_of(now())}")
    for person in closed_long_ago(now()):
        click.echo(f"Closed long ago, to be erased by an administrator: {person.email}")
    if not does_it:
        click.echo("Nothing was changed: add --carry-out to end what is on.")
        return
    for kept, number in carry_out(now()).items():
        click.echo(f"{kept:<20}{number:>8} ended")
