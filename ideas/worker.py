"""The one loop of every worker: what is due day by day, and the mail; any number may run at once."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Event

from ideas.extensions import settings
from ideas.features.mail.delivery import deliver
from ideas.features.rounds.service import daily_round
from ideas.outbox import weigh_all
from ideas.transaction import let_go

MAIL_SECONDS = 15.0
"""How long the post rests when everything is done."""
_log = logging.getLogger(__name__)
Job = Callable[[Event], object]


def work(stopped: Event, jobs: Sequence[tuple[Job, float]] = ()) -> None:
    """Do what is due, again and again, until stopped; then what is being done is finished first.

    `jobs` are what is done and how many seconds each rests; left out, they are those of the house.
    """
    jobs = jobs or [(_rounds, settings().worker_minutes * 60), (_post, MAIL_SECONDS)]
    next_at = [0.0] * len(jobs)
    while not stopped.is_set():
        for number, (job, rest) in enumerate(jobs):
            if time.monotonic() >= next_at[number] and not stopped.is_set():
                _carry_out(job, stopped)
                next_at[number] = time.monotonic() + rest
        stopped.wait(max(0.0, min(next_at) - time.monotonic()))


def clock() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def _rounds(stopped: Event) -> None:
    daily_round(clock())


def _post(stopped: Event) -> None:
    weigh_all(clock())
    deliver(clock, stopped.is_set)


def _carry_out(job: Job, stopped: Event) -> None:
    """A job that fails is told, and tried again when its time has come; the worker goes on."""
    try:
        job(stopped)
    except Exception as error:
        # The kind of the fault alone: what it says may tell of people.
        _log.warning("%s in the worker's job %s", type(error).__name__, job.__name__.strip("_"))
    finally:
        let_go()
