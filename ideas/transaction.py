"""The only commit: a command is carried out whole or not at all, and a repeated post is the same post."""

import functools
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec, TypeVar

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.post import Post

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class PostKey:
    """The key of the form being posted and the hash of what was sent with it."""

    key: str
    body_hash: str
    at: datetime


class Repeated(Exception):
    """This very post was carried out before; `case_id` says on which case, if on any."""

    def __init__(self, case_id: int | None) -> None:
        super().__init__(case_id)
        self.case_id = case_id


class Stale(Exception):
    """Somebody else changed the case first; `version` is the one this person had seen."""

    def __init__(self, case_id: int, version: int | None = None) -> None:
        super().__init__(case_id, version)
        self.case_id = case_id
        self.version = version


FOLLOWING = "what follows"
TRIES = 4
PATIENCE = 10.0
"""Seconds after which no further try begins, for the server ends a request after thirty."""
PAUSE = 0.05
"""Seconds before the second try; each later pause is twice as long, give or take a half."""
OTHERS_FIRST = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL: no serial order, a deadlock, a lock not given in time. Each says that nothing was committed."""
WITHOUT_HURRY = "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0"
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
IN_TURN, AT_ONCE = {"writes": True}, {"writes": True, "waits": False}
"""How a transaction begins: it waits for the one that writes, or gives up before it has begun."""
current_post: ContextVar[PostKey | None] = ContextVar("current_post", default=None)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Carry out a function in one transaction: commit what it did, or roll back and re-raise."""

    @functools.wraps(function)
    def carry_out(*args: P.args, **kwargs: P.kwargs) -> R:
        begun = time.monotonic()
        for number in range(1, TRIES):
            try:
                return _try(IN_TURN, function, *args, **kwargs)
            except DBAPIError as error:
                if not gave_way(error) or time.monotonic() - begun > PATIENCE:
                    raise
            time.sleep(_pause(number))
        return _try(IN_TURN, function, *args, **kwargs)

    return carry_out


def by_the_way(function: Callable[P, None]) -> Callable[P, None]:
    """Carry out what nothing hangs on, once and at once: where it cannot be written now, it is left."""

    @functools.wraps(function)
    def carry_out(*args: P.args, **kwargs: P.kwargs) -> None:
        with suppress(DBAPIError):
            _try(AT_ONCE, function, *args, **kwargs)

    return carry_out


def gave_way(error: DBAPIError) -> bool:
    """Whether the database let others go first, so that nothing was committed and it may be tried again.

    A connection that is lost while committing says nothing of the kind: then the key of the post tells.
    """
    if isinstance(error.orig, sqlite3.OperationalError):
        return error.orig.sqlite_errorcode & 0xFF in BUSY
    return getattr(error.orig, "sqlstate", None) in OTHERS_FIRST


@contextmanager
def schema_change() -> Iterator[Connection]:
    """A connection whose one transaction holds a whole migration."""
    with db.engine.begin() as connection:
        yield connection


def take_time(connection: Connection) -> None:
    """Let what is done at the shell take as long as it takes, until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(WITHOUT_HURRY))


def let_go(_error: BaseException | None = None) -> None:
    """End what was only read; a line that is cut by now is thrown away, for the answer is there already."""
    try:
        db.session.close()
    except DBAPIError:
        db.session().invalidate()


def afterwards(name: str, deed: Callable[[], None]) -> None:
    """Carry something out once, when everything else in this command is done and nothing is committed yet."""
    db.session.info[FOLLOWING][name] = deed


def note_case(case_id: int | None) -> None:
    """Remember which case the post being carried out is about, for whoever repeats it; None: about many."""
    post = current_post.get()
    if post is None:
        return
    row = db.session.get(Post, (post.key, post.body_hash))
    if row is not None:
        row.case_id = case_id


def wait_for_turn(name: str) -> None:
    """Let the commands that touch what is named so queue up; SQLite's writer is alone already."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def hold(case: Case) -> None:
    """Keep the case's row until the command ends, so that what is counted or switched is so once."""
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())


def _try(how: Mapping[str, bool], function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Carry it out from its very beginning: what an earlier try read or was to do afterwards is forgotten."""
    db.session.rollback()
    db.session.expire_all()
    db.session.info[FOLLOWING] = {}
    try:
        db.session.connection(execution_options=how)
        _refuse_repetition()
        result = function(*args, **kwargs)
        _carry_out_what_follows()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    return result


def _pause(number: int) -> float:
    """Seconds between a try and the next: two that met do not meet again."""
    return PAUSE * 2.0 ** (number - 1) * (0.5 + secrets.randbelow(1000) / 1000)


def _carry_out_what_follows() -> None:
    for deed in db.session.info[FOLLOWING].values():
        deed()


def _refuse_repetition() -> None:
    post = current_post.get()
    if post is None:
        return
    db.session.add(Post(key=post.key, body_hash=post.body_hash, at=post.at))
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise Repeated(_case_of(post)) from None


def _case_of(post: PostKey) -> int | None:
    known = db.session.get(Post, (post.key, post.body_hash))
    return known.case_id if known else None
