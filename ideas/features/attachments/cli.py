"""The shell's command that collects the files which no row stands for."""

from datetime import timedelta

import click
from flask.cli import with_appcontext

from ideas import files
from ideas.features.attachments.queries import known_names
from ideas.stores import Unreachable
from ideas.web.clock import now

GRACE = timedelta(hours=24)


@click.command("collect-files")
@with_appcontext
def collect_files() -> None:
    """Remove files older than a day that belong to nothing: a crash can leave them behind."""
    try:
        lost = list(files.older_than(now() - GRACE))
    except Unreachable as fault:
        raise click.ClickException(f"The attached files are out of reach: {fault}") from None
    # The rows are read after the files, so that an upload between the two keeps its file.
    known = known_names()
    surplus = [name for name in lost if name not in known]
    files.remove(surplus)
    click.echo(f"{len(surplus)} files without a row were removed.")
