"""What people are told and the event that they are told of are there both, or neither."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ideas.extensions import db
from ideas.history import record
from ideas.models import Entry, Idea, Notification, User
from ideas.transaction import command
from tests.factories import NOW
from workflow.events import Kind

NOBODY = 4_711


class Failed(Exception):
    """What goes wrong after the event was written."""


def test_an_event_that_is_taken_back_is_told_to_nobody(
    app: Flask, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        before = rows()
        with pytest.raises(Failed):
            happen(idea, people["lead"].id, is_failing=True)
        assert rows() == before
        happen(idea, people["lead"].id)
        assert rows() == (before[0] + 1, before[1] + 2)


def test_an_event_that_cannot_be_told_has_not_happened(app: Flask, idea: Idea) -> None:
    with app.app_context():
        before = rows()
        with pytest.raises(IntegrityError):
            happen(idea, NOBODY)
        assert rows() == before


@command
def happen(idea: Idea, hearer: int, *, is_failing: bool = False) -> None:
    """Let the author and somebody else be told of something."""
    case = db.session.get_one(Idea, idea.id)
    record(Kind.COMMENTED, at=NOW, actor_id=None, case=case, tell=[hearer])
    db.session.flush()
    if is_failing:
        raise Failed


def rows() -> tuple[int, int]:
    """How many entries there are, and how many things told."""
    counted = (select(func.count()).select_from(table) for table in (Entry, Notification))
    entries, told = (db.session.scalars(number).one() for number in counted)
    return entries, told
