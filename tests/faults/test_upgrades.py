"""One node after the other is ended and started anew while people work: nobody notices."""

import time

import pytest
from flask import Flask

from tests.faults.figures import Tell
from tests.faults.houses import Node
from tests.faults.storms import assert_nothing_lost, storm

ROUNDS, MANY = 1, 5


@pytest.mark.short_on("sqlite")
def test_nodes_are_renewed_one_after_the_other_without_a_failed_request(
    shared_app: Flask, nodes: list[Node], is_thorough: bool, tell: Tell
) -> None:
    raging, begun = storm(shared_app, nodes), time.monotonic()
    rounds = MANY if is_thorough else ROUNDS
    with raging.raging():
        for _round in range(rounds):
            for node in nodes:
                node.leave()
                node.start()
                raging.wait_for(10)
    assert_nothing_lost(shared_app, raging)
    # The line is there before a server and after it, so nobody is refused and nobody who waits is cut off.
    assert set(raging.answers) == {303}
    tell(
        "two nodes ended and started anew one after the other under load",
        f"{rounds * len(nodes)} times in {time.monotonic() - begun:.0f} s, {raging.acknowledged} requests, "
        "refused 0, cut 0, failed 0",
    )
