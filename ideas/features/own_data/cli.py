"""The shell command that writes a person's own data to a file, also of somebody who can sign in no more."""

import shutil
from pathlib import Path

import click
from flask.cli import with_appcontext

from ideas.accounts import find_account
from ideas.features.own_data import service
from ideas.lasting import private
from ideas.web.clock import now
from workflow.actors import Actor


@click.command("own-data")
@click.argument("email")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def own_data(email: str, file: Path) -> None:
    """Write everything that is kept of a person to FILE (ZIP), for that person alone."""
    user = find_account(email)
    if user is None:
        raise click.ClickException(f"There is no account of {email}.")
    try:
        with (
            service.pack(Actor(user.id, user.role), now()) as packed,
            open(file, "xb", opener=private) as written,
        ):
            shutil.copyfileobj(packed, written)
    except FileExistsError:
        raise click.ClickException(f"{file} is there already: say another name.") from None
    click.echo(f"{file}: also what they wrote with their name hidden. Hand it to nobody else.")
