"""The pulse: once a person, counted only, and shown in batches from which no answer can be told."""

import re
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.features.follow_up.pulse import Figures, figures, take
from ideas.models import Base, Idea, Post, User
from ideas.models.follow_up import Pulse, PulseTaken
from tests import factories
from tests.factories import sign_in
from tests.features.follow_up.cases import done_at_once, entries, feel, pulse, read
from workflow.events import Kind

KEYS = re.compile(r'name="(csrf_token|post_key)" value="[^"]*"')
ANSWERS = (5, 4, 4, 2, 5, 1, 1, 3, 5, 5)
AT_FIVE = ((1, 0), (2, 1), (3, 0), (4, 2), (5, 2))
AT_TEN = ((1, 2), (2, 1), (3, 1), (4, 2), (5, 4))


def answer(app: Flask, idea: Idea, count: int) -> None:
    """So many people answer, each what stands in the list."""
    with app.app_context():
        for value in ANSWERS[:count]:
            assert take(idea.public_id, value, actor=factories.actor(factories.person()))


def rows(app: Flask, *left_out: str) -> dict[str, list[Any]]:
    """Everything that is stored, but in these tables."""
    with app.app_context():
        tables = [table for table in Base.metadata.sorted_tables if table.name not in left_out]
        return {table.name: list(db.session.execute(select(table))) for table in tables}


@pytest.mark.parametrize(
    ("count", "shown"), [(4, None), (5, AT_FIVE), (6, AT_FIVE), (9, AT_FIVE), (10, AT_TEN)]
)
def test_counts_are_shown_in_batches_of_five(
    app: Flask, idea: Idea, count: int, shown: tuple[tuple[int, int], ...] | None
) -> None:
    answer(app, idea, count)
    with app.app_context():
        found = figures(read(idea))
    assert (found and found.counts) == shown


def test_the_figures_say_how_many_and_the_median(app: Flask, idea: Idea) -> None:
    answer(app, idea, 10)
    with app.app_context():
        assert figures(read(idea)) == Figures(10, Decimal(4), AT_TEN)


@pytest.mark.parametrize("count", [6, 9])
def test_a_page_is_the_same_whatever_the_last_ones_answered(
    app: Flask, idea: Idea, people: dict[str, User], count: int
) -> None:
    answer(app, idea, 5)
    client = sign_in(app, people["stranger"])
    before = _section(client, idea)
    with app.app_context():
        for value in ANSWERS[5:count]:
            take(idea.public_id, value, actor=factories.actor(factories.person()))
    assert _section(client, idea) == before
    assert "Median" in before


def test_below_five_nothing_is_told_not_even_how_many(
    app: Flask, idea: Idea, people: dict[str, User]
) -> None:
    client = sign_in(app, people["stranger"])
    before = _section(client, idea)
    answer(app, idea, 4)
    assert _section(client, idea) == before
    assert "Median" not in before


def test_a_person_answers_once_and_is_thanked_twice(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    assert [feel(owner, idea, value).status_code for value in (5, 1)] == [303, 303]
    page = owner.get(f"/ideas/{idea.public_id}").text
    assert ("You have answered already." in page, "checked" in _section(owner, idea)) == (True, False)
    with app.app_context():
        assert pulse(idea) == [(0, 0), (0, 0), (0, 0), (0, 0), (1, 0)]
        assert db.session.scalar(select(func.count()).select_from(PulseTaken)) == 1


def test_an_answer_leaves_no_trace_but_that_somebody_gave_one(
    app: Flask, idea: Idea, owner: FlaskClient
) -> None:
    own = ("pulse", "pulse_taken", "user_session")
    before = rows(app, *own)
    answer_keyed = {"value": "4", "post_key": "a-key-of-this-post-that-is-long-enough"}
    assert owner.post(f"/ideas/{idea.public_id}/pulse", data=answer_keyed).status_code == 303
    assert rows(app, *own) == before
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Post)) == 0
        assert {column.name for column in PulseTaken.__table__.c} == {"case_id", "user_id"}
        assert {column.name for column in Pulse.__table__.c} == {"case_id", "value", "count", "shown"}


def test_every_step_is_written_at_each_answer(app: Flask, idea: Idea) -> None:
    answer(app, idea, 1)
    with app.app_context():
        assert len(pulse(idea)) == 5


@pytest.mark.parametrize("value", ["", "0", "6", "-1", "3.5", "²", "five"])
def test_what_is_no_step_is_not_counted(app: Flask, idea: Idea, owner: FlaskClient, value: str) -> None:
    assert feel(owner, idea, value).status_code == 422
    with app.app_context():
        assert pulse(idea) == []


@pytest.mark.parametrize("who", ["author", "lead", "stranger", "manager"])
def test_everybody_may_answer(app: Flask, idea: Idea, people: dict[str, User], who: str) -> None:
    assert feel(sign_in(app, people[who]), idea, 3).status_code == 303


def test_each_idea_has_a_pulse_of_its_own(
    app: Flask, idea: Idea, owner: FlaskClient, people: dict[str, User]
) -> None:
    with app.app_context():
        other = done_at_once(people["author"], people["lead"])
    feel(owner, idea, 5), feel(owner, other, 1)
    with app.app_context():
        assert [pulse(each)[0][0] for each in (idea, other)] == [0, 1]
        assert entries(idea, Kind.FOLLOW_UP_ANSWERED) == []


def _section(client: FlaskClient, idea: Idea) -> str:
    text = client.get(f"/ideas/{idea.public_id}").text.partition('aria-labelledby="pulse"')[2]
    return KEYS.sub("", text.partition("</section>")[0])
