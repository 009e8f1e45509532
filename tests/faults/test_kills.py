"""Whoever is killed amid their work takes nothing along that was acknowledged, and leaves nothing twice."""

import random
import time

from flask import Flask

from tests.faults.figures import Tell
from tests.faults.houses import ANSWERING, Node, wait_until
from tests.faults.storms import assert_nothing_lost, storm

KILLS, MANY = 8, 100
WHOLE_EVERY = 10
"""Of so many kills one takes a whole server and not one of its processes."""


def test_killed_web_servers_lose_and_double_nothing(
    shared_app: Flask, nodes: list[Node], is_thorough: bool, tell: Tell
) -> None:
    raging, begun = storm(shared_app, nodes), time.monotonic()
    kills = range(1, (MANY if is_thorough else KILLS) + 1)
    with raging.raging():
        assert sum(_killed(nodes[number % 2], number) for number in kills) == len(kills)
    assert_nothing_lost(shared_app, raging)
    tell(
        "kill -9 of web processes under writes",
        f"{len(kills)} kills, {raging.acknowledged} writes acknowledged in {time.monotonic() - begun:.0f} s, "
        f"{raging.answers[0]} answers lost on the way and sent again; lost 0, doubled 0, log rows missing 0",
    )


def _killed(node: Node, number: int) -> int:
    """Kill at some moment amid the writing, and wait until it is answered again."""
    time.sleep(random.uniform(0.05, 0.4))  # noqa: S311 - any moment will do
    if number % WHOLE_EVERY == 0:
        node.kill()
        node.start()
        return 1
    done = node.kill_a_worker()
    wait_until(lambda: len(node.processes) == ANSWERING)
    return done
