"""The shell command that erases a person: it says what will happen, and does it only when told so."""

from dataclasses import asdict

import click
from flask.cli import with_appcontext

from ideas.accounts import find_account
from ideas.features.erasing import queries, service
from ideas.features.erasing.service import Wish
from ideas.web.clock import now
from workflow.actors import Actor, Role

SYSTEM = Actor(None, Role.ADMIN)


@click.command("erase-person")
@click.argument("email")
@click.option("--reason", required=True, help="Why, in words; the log keeps them.")
@click.option("--take-comments", is_flag=True, help="Erase the words of the person's comments too.")
@click.option("--carry-out", is_flag=True, help="Do it; without this only what would happen is told.")
@with_appcontext
def erase_person(email: str, reason: str, take_comments: bool, carry_out: bool) -> None:
    """Erase the name and address of a person whose account is closed; history stays true."""
    user = find_account(email)
    if user is None:
        raise click.ClickException(f"There is no account of {email}.")
    for name, number in asdict(queries.beforehand(user)).items():
        click.echo(f"{name.replace('_', ' ')}: {number}")
    if not carry_out:
        click.echo("Nothing was changed: add --carry-out to erase the person.")
        return
    try:
        service.erase(user.id, Wish(reason, take_comments), actor=SYSTEM, at=now())
    except service.StillOpen:
        raise click.ClickException("Close the account first: `flask user deactivate`.") from None
    click.echo("The person is erased.")
