"""Whoever is killed amid their work takes nothing along that was acknowledged, and leaves nothing twice."""

import random
import time

from flask import Flask

from tests.faults.figures import Tell
from tests.faults.houses import ANSWERING, Node, wait_until
from tests.faults.storms import Storm, assert_nothing_lost, storm
from tests.faults.visitors import CUT

KILLS, MANY = 4, 100
WHOLE_EVERY = 10
"""Of so many kills one takes a whole server and not one of its processes."""


def test_killed_web_servers_lose_and_double_nothing(
    shared_app: Flask, nodes: list[Node], is_thorough: bool, tell: Tell
) -> None:
    raging, begun = storm(shared_app, nodes), time.monotonic()
    kills = range(1, (MANY if is_thorough else KILLS) + 1)
    with raging.raging():
        assert sum(_killed(raging, number) for number in kills) == len(kills)
    assert_nothing_lost(shared_app, raging)
    tell(
        "kill -9 of web processes under writes",
        f"{len(kills)} kills, {raging.acknowledged} writes acknowledged in {time.monotonic() - begun:.0f} s, "
        f"{raging.answers[CUT]} lines cut and sent again; lost 0, doubled 0, log rows missing 0",
    )


def _killed(raging: Storm, number: int) -> int:
    """Kill at some moment amid the writing; how many were killed."""
    raging.wait_for(random.randint(1, 8))  # noqa: S311 - any moment will do
    node = raging.nodes[number % 2]
    if number % WHOLE_EVERY == 0:
        node.kill()
        node.start()
        return 1
    wait_until(lambda: len(node.processes) == ANSWERING)
    return node.kill_a_worker()
