"""The shell commands that carry out what has become due: once, or again and again."""

import signal
import threading
from datetime import UTC, datetime
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from ideas.extensions import db, settings
from ideas.features.rounds.service import daily_round


@click.command("daily-round")
@with_appcontext
def round_once() -> None:
    """Call to mind what is due, and call back kept work steps whose review date has come; once."""
    click.echo(f"{daily_round(datetime.now(UTC))} done.")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Carry out what has become due, every few minutes, until stopped; any number may run."""
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    while not stopped.is_set():
        _make_a_round()
        stopped.wait(settings().worker_minutes * 60)


def _make_a_round() -> None:
    """A round that cannot even read what is due is told, and made again the next time."""
    try:
        daily_round(datetime.now(UTC))
    except SQLAlchemyError as error:
        current_app.logger.warning("%s during the round", type(error).__name__)
    finally:
        db.session.remove()
