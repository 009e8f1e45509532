"""The commands of the shell: `flask --help` lists them."""

import signal
from threading import Event
from types import FrameType

import click
from flask import Flask
from flask.cli import with_appcontext

from ideas.features.attachments.cli import collect_files
from ideas.features.audit.cli import check_history, rebuild_visits
from ideas.features.backup.cli import backup, restore
from ideas.features.demo.cli import demo_reset, prepare
from ideas.features.erasing.cli import erase_person
from ideas.features.imports.cli import import_ideas, import_work_steps
from ideas.features.own_data.cli import own_data
from ideas.features.people.cli import user
from ideas.features.relocation.cli import export_all, import_all
from ideas.features.retention.cli import retention
from ideas.features.rounds.cli import round_once
from ideas.recounting import count_if_needed
from ideas.schema import upgrade_schema
from ideas.worker import work


def init_app(app: Flask) -> None:
    """Register every command."""
    for command in COMMANDS:
        app.cli.add_command(command)


@click.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the database to the newest schema."""
    upgrade_schema()
    count_if_needed()
    click.echo("The database is up to date.")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Carry out what has become due and send the mail, again and again until stopped; any number may run."""
    stopped = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    work(stopped)


COMMANDS: list[click.Command] = [
    upgrade,
    prepare,
    demo_reset,
    erase_person,
    backup,
    restore,
    export_all,
    import_all,
    check_history,
    rebuild_visits,
    collect_files,
    import_ideas,
    import_work_steps,
    own_data,
    retention,
    round_once,
    user,
    worker,
]
