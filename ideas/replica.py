"""Owns when figures come from the replica, and how far behind it is; nothing is decided or written there."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event, func, select
from sqlalchemy.engine import ExceptionContext

from ideas.extensions import REPLICA, Reader, db
from ideas.models.entry import Entry

R = TypeVar("R")
LATEST = select(func.max(Entry.id))
REST = 30.0
"""Seconds for which a replica that failed is left alone, so that not every page waits for it."""
UNTOLD = timedelta(seconds=10)
"""So far behind it may be without a word on the page."""
_left_alone_until: WeakKeyDictionary[Engine, float] = WeakKeyDictionary()
_log = logging.getLogger(__name__)


class Away(Exception):
    """The replica did not answer, or not as it should; what failed is its cause."""


def prepare() -> None:
    """Have the failures of the replica told apart from those of the first database."""
    if (engine := db.engines.get(REPLICA)) is not None:
        event.listen(engine, "handle_error", _told_apart)


def read_figures(make: Callable[[Reader], R]) -> tuple[R, timedelta | None]:
    """What is made of figures, and how old they are if that is worth a word.

    They come from the replica; from the first database where there is none, or while it does not answer.
    """
    engine = db.engines.get(REPLICA)
    if engine is not None and time.monotonic() >= _left_alone_until.get(engine, 0):
        try:
            return _read_there(engine, make)
        except Away as away:
            _left_alone_until[engine] = time.monotonic() + REST
            _log.warning("replica away", extra={"said": {"failure": type(away.__cause__).__name__}})
    return make(db.session), None


def _read_there(engine: Engine, make: Callable[[Reader], R]) -> tuple[R, timedelta | None]:
    with engine.connect() as line:
        last = line.scalar(LATEST) or 0
        return make(line), _behind(last)


def _behind(last: int) -> timedelta | None:
    """How long ago the first entry was written that comes after this one."""
    # Not the clock of replication: it stands still while nobody writes, and where the line is cut.
    missing = select(Entry.at).where(Entry.id > last).order_by(Entry.id).limit(1)
    at = db.session.scalar(missing)
    behind = timedelta() if at is None else datetime.now(UTC) - at
    return behind if behind > UNTOLD else None


def _told_apart(failure: ExceptionContext) -> Away | None:
    # A line that was cut while it lay idle is opened anew by itself.
    return None if failure.is_pre_ping else Away()
