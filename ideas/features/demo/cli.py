"""The shell commands that make Tilaa ready to run, and the demo new."""

import os

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from ideas import labels
from ideas.extensions import settings
from ideas.features.demo import service
from ideas.features.demo.organisation import PASSWORD
from ideas.features.demo.queries import demo_people, has_admin, has_people
from ideas.outbox import weigh_all
from ideas.recounting import count_if_needed
from ideas.schema import upgrade_schema
from ideas.web.clock import now, today
from workflow.actors import Role


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Bring the database up to date; in a demo, fill it where it is empty and say who can sign in."""
    upgrade_schema()
    count_if_needed()
    if settings().demo:
        service.create(today())
        weigh_all(now())
        _say_who_can_sign_in()
    elif not has_admin():
        click.echo("There is no administrator yet: `flask user add --help` says how to add one.")


@click.command("demo-reset")
@with_appcontext
def demo_reset() -> None:
    """Throw the demo's data away and begin anew."""
    if not settings().demo:
        raise click.ClickException("This is no demo: TILAA_DEMO is not set, so nothing was touched.")
    upgrade_schema()
    if has_people() and not demo_people():
        raise click.ClickException("The people in this database are not the demo's, so nothing was touched.")
    service.start_anew(today())
    weigh_all(now())
    _say_who_can_sign_in()


def _say_who_can_sign_in() -> None:
    click.echo(f"Tilaa: http://127.0.0.1:{os.environ.get('PORT', '8000')}\n")
    people = demo_people()
    if people:
        click.echo(f"Demo accounts, all with the password {PASSWORD}")
    for person in people:
        click.echo(f"  {person.email:<40} {_in_two_languages(person.role)}")


def _in_two_languages(role: Role) -> str:
    return f"{_word(role, 'fi')} / {_word(role, 'en')}"


def _word(role: Role, language: str) -> str:
    with force_locale(language):
        return str(labels.ROLES[role])
