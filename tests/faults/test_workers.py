"""Workers that are killed amid a round leave each thing done once, however many of them there are."""

import subprocess
import time
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.features.moves.service import move
from ideas.models import Entry, WorkStep
from tests import factories, steps
from tests.faults.figures import Tell
from tests.faults.houses import WORKER, House, end, kill, wait_until
from tests.faults.storms import assert_true_history
from workflow.actors import Role
from workflow.events import Kind
from workflow.machine import Note

KILLS, MANY = 1, 100
DUE_PER_KILL = 8
"""How much is due for each kill, so that there is always work left to be killed at."""
REVIEWED = steps.TODAY + timedelta(days=1)


def test_killed_workers_do_everything_once(
    shared_app: Flask, house: House, is_thorough: bool, tell: Tell
) -> None:
    kills, begun = MANY if is_thorough else KILLS, time.monotonic()
    due = _due(shared_app, (kills + 2) * DUE_PER_KILL)
    both = [house.start(*WORKER) for _ in range(2)]
    try:
        for number in range(kills):
            _wait_for_rounds(shared_app, due, (number + 1) * DUE_PER_KILL - number % DUE_PER_KILL)
            both = [both[1], _replaced(both[0], house)]
        _wait_for_rounds(shared_app, due, len(due))
        for each in both:
            end(each)
    finally:
        for each in both:
            kill(each)
    # The younger one may have been ended before it had begun.
    assert both[0].returncode == 0
    _assert_done_once(shared_app, due)
    tell(
        "kill -9 of workers, two at a time, amid their rounds",
        f"{kills} kills, {len(due)} things due in {time.monotonic() - begun:.0f} s; left out 0, doubled 0",
    )


def _assert_done_once(app: Flask, due: list[int]) -> None:
    with app.app_context():
        returned = db.session.scalars(select(Entry.case_id).where(Entry.kind == Kind.RETURNED))
        assert sorted(number for number in returned if number in due) == sorted(due)
        states = select(WorkStep.state).where(WorkStep.id.in_(due)).distinct()
        assert db.session.scalars(states).all() == ["examined"]
        assert_true_history()


def _due(app: Flask, number: int) -> list[int]:
    """Kept work steps whose review date has come."""
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        note = Note("Tätä tarvitaan vielä.", {"keeping": "keep", "review_on": REVIEWED.isoformat()})
        named = [steps.recorded(author) for _ in range(number)]
        kept = [
            move(step.public_id, "keep", note, None, actor=factories.actor(lead), at=factories.NOW)
            for step in named
        ]
        return [case.id for case in kept]


def _replaced(process: subprocess.Popen[bytes], house: House) -> subprocess.Popen[bytes]:
    """Another worker instead of one that is killed without a word."""
    kill(process)
    return house.start(*WORKER)


def _wait_for_rounds(app: Flask, due: list[int], wanted: int) -> None:
    """Wait until so many of those that are due have been called back."""
    done = select(func.count()).where(Entry.kind == Kind.RETURNED, Entry.case_id.in_(due))

    def is_so() -> bool:
        with app.app_context():
            return (db.session.scalar(done) or 0) >= wanted

    wait_until(is_so)
