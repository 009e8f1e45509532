"""A command that lets others go first is carried out again, whole; what may have been committed never is."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from ideas import transaction
from ideas.extensions import db
from ideas.models import Post, Unit
from ideas.transaction import PostKey, afterwards, by_the_way, command, current_post, gave_way
from tests import factories

KEY = PostKey("1:key", "0" * 64, factories.NOW)


def in_the_way() -> OperationalError:
    """What SQLAlchemy raises where the database let another transaction go first."""
    if db.engine.dialect.name == "postgresql":
        return OperationalError("", None, psycopg.errors.DeadlockDetected())
    fault = sqlite3.OperationalError()
    fault.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("", None, fault)


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits here."""
    monkeypatch.setattr(transaction, "PAUSE", 0.0)


@pytest.mark.parametrize("faults", [0, 1, 3])
def test_a_command_in_the_way_is_carried_out_again_and_once(app: Flask, faults: int) -> None:
    left, followed = [in_the_way_of(app)] * faults, []

    @command
    def found_a_unit() -> str:
        db.session.add(Unit(name_fi="Uusi", path="/"))
        afterwards("told", lambda: followed.append(len(left)))
        db.session.flush()
        if left:
            raise left.pop()
        return "done"

    with app.app_context():
        mark = current_post.set(KEY)
        assert found_a_unit() == "done"
        current_post.reset(mark)
        assert (rows(Unit), rows(Post), followed) == (1, 1, [0])


def test_whoever_is_always_in_the_way_is_told_so(app: Flask) -> None:
    tries: list[int] = []

    @command
    def give_way() -> None:
        tries.append(1)
        raise in_the_way()

    with app.app_context():
        with pytest.raises(OperationalError):
            give_way()
        assert len(tries) == transaction.TRIES


def test_after_long_waiting_nobody_waits_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "PATIENCE", -1.0)
    tries: list[int] = []

    @command
    def give_way() -> None:
        tries.append(1)
        raise in_the_way()

    with app.app_context(), pytest.raises(OperationalError):
        give_way()
    assert tries == [1]


def test_a_commit_whose_answer_is_lost_is_not_repeated(app: Flask) -> None:
    tries: list[int] = []

    def lose(connection: Connection) -> None:
        connection.connection.commit()
        raise OperationalError("", None, psycopg.OperationalError("the connection is lost"))

    @command
    def found_a_unit() -> None:
        tries.append(1)
        db.session.add(Unit(name_fi="Uusi", path="/"))

    with app.app_context():
        event.listen(db.engine, "commit", lose, once=True)
        with pytest.raises(OperationalError):
            found_a_unit()
        assert (tries, rows(Unit)) == ([1], 1)


def test_what_nothing_hangs_on_is_left_where_others_write(app: Flask) -> None:
    """And nobody waits for it, not even the eight seconds that a command waits for its turn."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        pytest.skip("there writers stand in each other's way only at the same row")

    @by_the_way
    def note() -> None:
        db.session.execute(text("update unit set name_fi = name_fi || '+'"))

    with app.app_context():
        factories.unit("Yksi")
        with db.engine.connect().execution_options(writes=True) as other:
            other.execute(text("update unit set name_fi = name_fi"))
            begun = time.monotonic()
            note()
            assert time.monotonic() - begun < 2
        assert db.session.scalars(select(Unit.name_fi)).one() == "Yksi"
        db.session.rollback()
        note()
        assert db.session.scalars(select(Unit.name_fi)).one() == "Yksi+"


@pytest.mark.parametrize(
    ("fault", "is_so"),
    [
        (psycopg.errors.SerializationFailure(), True),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.LockNotAvailable(), True),
        (psycopg.errors.QueryCanceled(), False),
        (psycopg.errors.AdminShutdown(), False),
        (psycopg.errors.DiskFull(), False),
        (psycopg.errors.UniqueViolation(), False),
        (psycopg.OperationalError("server closed the connection unexpectedly"), False),
    ],
)
def test_only_what_surely_left_nothing_is_tried_again(fault: psycopg.Error, is_so: bool) -> None:
    assert gave_way(DBAPIError("", None, fault)) is is_so


@pytest.mark.parametrize(("said", "is_so"), [("BEGIN IMMEDIATE", True), ("select * from nothing", False)])
def test_a_locked_file_gives_way_and_a_wrong_statement_does_not(
    tmp_path_factory: pytest.TempPathFactory, said: str, is_so: bool
) -> None:
    path = tmp_path_factory.mktemp("locked") / "file.db"
    with closing(sqlite3.connect(path, 0)) as holder, closing(sqlite3.connect(path, 0)) as other:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as raised:
            other.execute(said)
    assert gave_way(DBAPIError(said, None, raised.value)) is is_so


def test_two_commands_that_lock_each_other_out_are_both_carried_out(app: Flask) -> None:
    met = threading.Barrier(2)

    @command
    def rename(first: int, second: int, wait: Callable[[], None]) -> None:
        for number in (first, second):
            row = text("update unit set name_fi = name_fi || '+' where id = :it")
            db.session.execute(row, {"it": number})
            wait()

    with app.app_context():
        one, two = (factories.unit(name).id for name in ("Yksi", "Kaksi"))

    def go(order: tuple[int, int]) -> None:
        meeting: Iterator[Callable[[], None]] = iter([lambda: meet(met)])
        with app.app_context():
            rename(*order, lambda: next(meeting, lambda: None)())

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(go, [(one, two), (two, one)]))
    with app.app_context():
        assert set(db.session.scalars(select(Unit.name_fi))) == {"Yksi++", "Kaksi++"}


def meet(barrier: threading.Barrier) -> None:
    """Wait for the other one, who on SQLite never comes: its writer is alone."""
    try:
        barrier.wait(0.3)
    except threading.BrokenBarrierError:
        return


def rows(table: type[Unit] | type[Post]) -> int:
    """How many there are."""
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def in_the_way_of(app: Flask) -> OperationalError:
    """The same, outside a context."""
    with app.app_context():
        return in_the_way()
