"""Two ideas that swap their work steps do not wait for each other without end."""

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, Pairing, User, WorkStep
from tests import factories, steps
from tests.factories import sign_in
from tests.features.test_races import Posts, at_once, count
from workflow.actors import Role
from workflow.events import Kind

ROOM = {"needed_hours": "40", "give_up": "something"}
Swap = tuple[list[Idea], list[WorkStep]]


@pytest.fixture
def lead(app: Flask) -> User:
    """Who answers for it all."""
    with app.app_context():
        return factories.person(Role.LEAD)


@pytest.fixture
def swap(app: Flask, lead: User) -> Swap:
    """Two ideas and two work steps."""
    with app.app_context():
        author = factories.person()
        ideas = [factories.evaluated(author, lead) for _ in range(2)]
        return ideas, [steps.examined(author, lead) for _ in range(2)]


def test_two_ideas_swap_their_work_steps_at_once(app: Flask, lead: User, swap: Swap) -> None:
    ideas, both = swap
    clients = [sign_in(app, lead) for _ in ideas]
    for turn in range(6):
        order = both if turn % 2 else both[::-1]
        posts: Posts = [
            (client, f"/ideas/{idea.public_id}/pairings", {**ROOM, "steps": step.public_id})
            for client, idea, step in zip(clients, ideas, order, strict=True)
        ]
        assert [code for code, _text in at_once(posts)] == [303, 303]
    assert count(app, Pairing) == 2


def test_histories_are_written_in_the_order_of_the_work_steps(app: Flask, lead: User, swap: Swap) -> None:
    (idea, _other), (first, second) = swap
    client = sign_in(app, lead)
    for step in (second, first):
        client.post(f"/ideas/{idea.public_id}/pairings", data={**ROOM, "steps": step.public_id})
    with app.app_context():
        written = select(Entry.kind, Entry.case_id).where(Entry.case_id.in_([first.id, second.id]))
        told = db.session.execute(written.order_by(Entry.id.desc()).limit(2)).all()[::-1]
    assert [tuple(row) for row in told] == [(Kind.PAIRED, first.id), (Kind.UNPAIRED, second.id)]
