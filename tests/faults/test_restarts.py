"""The database stops or crashes amid the work: nobody gets a wrong answer, nobody restarts what is ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from flask import Flask

from ideas.extensions import db
from tests.faults.figures import Tell
from tests.faults.houses import Node, wait_until
from tests.faults.servers import Postgres
from tests.faults.storms import assert_nothing_lost, storm
from tests.faults.visitors import Visitor

RESTARTS, MANY = 2, 20
RECOVERED_WITHIN = 5.0
"""Seconds from when the database answers again until every node does."""
RIGHT = {200, 303, 409, 503}
"""What may be answered, and every line that is taken is."""


def test_a_database_that_restarts_is_waited_for(
    shared_app: Flask, nodes: list[Node], server: Postgres | None, is_thorough: bool, tell: Tell
) -> None:
    if server is None:
        pytest.skip("SQLite is no server")
    raging, waits = storm(shared_app, nodes), []
    reader = Visitor(raging.visitors[0].cookie, raging.visitors[0].token)
    times = MANY if is_thorough else RESTARTS
    with raging.raging(), _reading(reader, nodes):
        for number in range(times):
            raging.wait_for(5)
            waits.append(_restarted(shared_app, server, nodes, is_crash=bool(number % 2)))
    assert_nothing_lost(shared_app, raging)
    answers = raging.answers + reader.answers
    assert set(answers) <= RIGHT
    assert max(waits) < RECOVERED_WITHIN
    tell(
        "PostgreSQL restarted under load, every other time by a crash",
        f"{times} restarts, {answers.total()} answers, {answers[503]} of them 503 and none wrong; "
        f"{raging.acknowledged} writes acknowledged, lost 0; recovered in {max(waits):.1f} s at most",
    )


def _restarted(app: Flask, server: Postgres, nodes: list[Node], *, is_crash: bool) -> float:
    """Take the database away and bring it back; seconds until all nodes have noticed."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    (server.crash if is_crash else server.stop)()
    wait_until(lambda: not any(node.answers("/readyz") for node in nodes))
    server.start()
    return wait_until(lambda: all(node.answers("/readyz") for node in nodes))


@contextmanager
def _reading(reader: Visitor, nodes: list[Node]) -> Iterator[None]:
    """Somebody who reads on at every node until the block ends."""
    over = Event()

    def read() -> None:
        while not over.is_set():
            for node in nodes:
                reader.get(node, "/ideas")

    thread = Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
