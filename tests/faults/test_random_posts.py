"""Whatever anybody sends to any form, the answer is a page and never a fault of ours."""

import secrets
from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random

import pytest
from flask import Flask
from sqlalchemy import event

from ideas.extensions import db
from tests.conftest import hurry
from tests.faults.figures import Tell
from tests.faults.forms import SENDERS, Data, Form, every_form, filled_in, spoilt
from tests.features.crowd import Crowd, crowd
from tests.features.test_hostile import GARBAGE

ROUNDS = 20
"""How often each form is filled in at random, beside once with each kind of garbage."""
Fault = tuple[str, str, int, int]
Fill = Callable[[Form], Data]


@pytest.mark.thorough
def test_whatever_is_posted_to_any_form_is_answered(spare: Flask, tell: Tell) -> None:
    """The short form is tests/features/test_hostile.py, in which each field gets garbage in turn."""
    spare.config["PROPAGATE_EXCEPTIONS"] = False
    with spare.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", hurry)
    forms = every_form(crowd(spare))
    codes: Counter[int] = Counter()
    faults: list[Fault] = []
    for number in range(len(GARBAGE) + ROUNDS):
        # Everything is there again in each round, whatever was sent in the one before.
        faults += _sent(crowd(spare), forms, number, codes)
    assert faults == []
    told = ", ".join(f"{times} of {code}" for code, times in sorted(codes.items()))
    tell(
        "random posts to every form, by visitor, author, lead, manager and administrator",
        f"{len(forms)} forms, {codes.total()} posts; answers of 500: 0 ({told})",
    )


def _sent(world: Crowd, forms: list[Form], number: int, codes: Counter[int]) -> list[Fault]:
    """Each form once, in any order; where the answer is a fault, what it takes to see it again."""
    seed = secrets.randbits(32)
    chance = Random(seed)  # noqa: S311 - not a secret
    clients = {who: world.client(who) for who in SENDERS}
    fill, faults = _filling(number, chance), []
    for form in chance.sample(forms, len(forms)):
        who = chance.choice(sorted(form.senders))
        with clients[who].post(form.place, data=fill(form)) as answer:
            codes[answer.status_code] += 1
        if answer.status_code >= 500:
            faults.append((who, form.place, number, seed))
    return faults


def _filling(number: int, chance: Random) -> Fill:
    """How the forms of this round are filled in: with one kind of garbage, or at random."""
    kinds = list(GARBAGE)
    return partial(spoilt, kind=kinds[number]) if number < len(kinds) else partial(filled_in, chance=chance)
