"""Workers that are killed amid a round or a mail leave each thing done once, however many there are."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, func, select, update

from ideas import outbox
from ideas.extensions import db
from ideas.features.comments import service as comments
from ideas.features.moves.service import move
from ideas.models import Entry, Mail, Notification, WorkStep
from ideas.transaction import command
from tests import factories, steps
from tests.faults.crews import Crew, working
from tests.faults.figures import Tell
from tests.faults.houses import House, wait_until
from tests.faults.storms import assert_true_history
from tests.features.mail import post
from tests.features.mail.smtp import Postbox, listening
from workflow.actors import Role
from workflow.events import Kind
from workflow.machine import Note
from workflow.mailing import Way

KILLS, MANY = 1, 50
"""How many workers are killed amid their rounds, and as many amid their mails."""
DUE_PER_KILL, MAILS_PER_KILL = 8, 4
"""How much is due for each kill, so that there is always work left to be killed at."""
SECONDS_A_MAIL = 0.05
"""How long the mail server thinks about each, so that a kill finds one in somebody's hands."""
REVIEWED = steps.TODAY + timedelta(days=1)


@pytest.mark.short_on("postgresql")
def test_killed_workers_do_everything_once(
    shared_app: Flask, house: House, is_thorough: bool, tell: Tell
) -> None:
    kills, begun = MANY if is_thorough else KILLS, time.monotonic()
    due = _due(shared_app, (kills + 2) * DUE_PER_KILL)
    letters = _letters(shared_app, (kills + 2) * MAILS_PER_KILL)
    with listening(Postbox(seconds=SECONDS_A_MAIL)) as box:
        with working(house, box) as crew:
            _kill_amid_rounds(shared_app, crew, kills, due)
            _kill_amid_mails(box, crew, kills)
        with shared_app.app_context():
            _let_leases_end(letters)
        with working(house, box, 1):
            sent = select(func.count()).where(Mail.id.in_(letters), Mail.sent_at.is_not(None))
            _wait_for(shared_app, sent, len(letters))
    _assert_done_once(shared_app, due)
    again, seconds = _assert_sent(shared_app, letters, box), time.monotonic() - begun
    tell(
        "kill -9 of workers, two at a time, amid their rounds and with mails in their hands",
        f"{2 * kills} kills, {len(due)} things due and {len(letters)} mails in {seconds:.0f} s; "
        f"left out 0, doubled 0, mails lost 0, {again} mails repeated under their own Message-ID",
    )


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


def _letters(app: Flask, number: int) -> list[int]:
    """So many mails that are due, each about another idea of the one person."""
    at = datetime.now(UTC) - timedelta(minutes=10)
    with app.app_context():
        outbox.weigh_all(at)
        hearer, other = factories.person(), factories.person()
        post.wants(hearer, Way.AT_ONCE)
        for _ in range(number):
            idea = factories.submitted(hearer)
            comments.add(idea.public_id, "Hyvä.", language="fi", actor=factories.actor(other), at=at)
        outbox.weigh_all(at)
        found = list(db.session.scalars(select(Mail.id).where(Mail.user_id == hearer.id)))
        assert len(found) == number
        return found


def _kill_amid_rounds(app: Flask, crew: Crew, kills: int, due: list[int]) -> None:
    """Kill when the next few have been called back, and wait until all have."""
    done = select(func.count()).where(Entry.kind == Kind.RETURNED, Entry.case_id.in_(due))
    for number in range(kills):
        _wait_for(app, done, (number + 1) * DUE_PER_KILL - number % DUE_PER_KILL)
        crew.lose_one()
    _wait_for(app, done, len(due))


def _kill_amid_mails(box: Postbox, crew: Crew, kills: int) -> None:
    """Kill when the next few mails were given to the server, which still thinks about the last one."""
    for number in range(kills):
        wanted = (number + 1) * MAILS_PER_KILL - number % MAILS_PER_KILL
        wait_until(partial(_has, box, wanted))
        crew.lose_one()


def _has(box: Postbox, wanted: int) -> bool:
    return len(box.given) >= wanted


@command
def _let_leases_end(letters: list[int]) -> None:
    """The minutes go by for which a mail belongs to whoever has it in hand."""
    over = datetime.now(UTC) - timedelta(seconds=1)
    db.session.execute(
        update(Mail).where(Mail.id.in_(letters), Mail.sent_at.is_(None)).values(lease_until=over)
    )


def _assert_done_once(app: Flask, due: list[int]) -> None:
    with app.app_context():
        returned = db.session.scalars(select(Entry.case_id).where(Entry.kind == Kind.RETURNED))
        assert sorted(number for number in returned if number in due) == sorted(due)
        states = select(WorkStep.state).where(WorkStep.id.in_(due)).distinct()
        assert db.session.scalars(states).all() == ["examined"]
        assert_true_history()


def _assert_sent(app: Flask, letters: list[int], box: Postbox) -> int:
    """Each mail came, told one thing, and is the same one as often as it came; how often one came again."""
    with app.app_context():
        ids = db.session.scalars(select(Mail.message_id).where(Mail.id.in_(letters))).all()
        telling = select(Notification.mail_id).where(Notification.mail_id.in_(letters))
        assert sorted(number for number in db.session.scalars(telling) if number) == sorted(letters)
    assert sorted(box.ids()) == sorted(ids)
    assert len({(each["Message-ID"], each["Subject"], each["To"]) for each in box.taken}) == len(ids)
    return len(box.taken) - len(ids)


def _wait_for(app: Flask, number: Select[Any], wanted: int) -> None:
    """Wait until the database counts so many."""

    def is_so() -> bool:
        with app.app_context():
            return (db.session.scalar(number) or 0) >= wanted

    wait_until(is_so)
