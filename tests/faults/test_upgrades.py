"""One node after the other is ended and started anew while people work: nobody notices."""

import time

import pytest
from flask import Flask

from tests.faults.figures import Tell
from tests.faults.houses import Node
from tests.faults.servers import Postgres
from tests.faults.storms import assert_nothing_lost, storm

ROUNDS, MANY = 1, 5


def test_nodes_are_renewed_one_after_the_other_without_a_failed_request(
    shared_app: Flask, nodes: list[Node], server: Postgres | None, is_thorough: bool, tell: Tell
) -> None:
    if server is not None and not is_thorough:
        pytest.skip("SQLite takes the short form of this one, for it has no server to restart")
    raging, begun = storm(shared_app, nodes), time.monotonic()
    rounds = MANY if is_thorough else ROUNDS
    with raging.raging():
        for _round in range(rounds):
            for node in nodes:
                node.leave()
                node.start()
                raging.wait_for(5)
    assert_nothing_lost(shared_app, raging)
    # The line is there before a server and after it, so nobody is refused and nobody who waits is cut off.
    assert set(raging.answers) == {303}
    tell(
        "two nodes ended and started anew one after the other under load",
        f"{rounds * len(nodes)} times in {time.monotonic() - begun:.0f} s, {raging.acknowledged} requests, "
        f"refused 0, cut 0, failed 0",
    )
