"""What the page of a work step tells of what was said when it was named."""

import re
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask, render_template

from ideas.access import find
from ideas.models import User, WorkStep
from ideas.models.examination import Doubt, Reason
from tests import factories, steps
from workflow.lifecycles.work_step_states import WorkStepState

FULL: dict[str, Any] = {
    "question": "travel", "waste": "travelling", "process": "Neuvonta", "place": "Inari",
    "visits_per_year": 1200, "open_hours_per_week": Decimal("4.50"), "travel_minutes": Decimal(90),
    "minutes_likely": Decimal(0), "events_per_year": Decimal(48), "replaced_by": "Video.", "language": "sv",
    "happens_now": "Ovi on *kiinni*.", "description": "Matkustetaan <b>joka</b> viikko.",
}  # fmt: skip
TERM = re.compile(r"<dt>(.*?)</dt><dd.*?>(.*?)</dd>")


@pytest.fixture
def author(app: Flask) -> User:
    """Who named it."""
    with app.app_context():
        return factories.person()


def said(app: Flask, row: WorkStep, by: User, *rights: str) -> str:
    """The part of the page."""
    with app.test_request_context(headers={"Accept-Language": "en"}):
        step = find(WorkStep, row.public_id, factories.actor(by))
        return render_template("recording/_said.html", case=step, rights=frozenset(rights))


def test_everything_that_was_filled_in_is_told_with_its_unit(app: Flask, author: User) -> None:
    with app.app_context():
        reasons = [Doubt(reason=Reason.OVERLAPPING), Doubt(reason=Reason.NO_SUCCESS)]
        row = steps.recorded(author, doubts=reasons, **FULL)
    text = said(app, row, author)
    assert TERM.findall(text) == [
        ("Which question does this answer?", "Travel where meeting remotely would do"),
        ("Why do we doubt it?", "no experiences of success, done elsewhere too"),
        ("Kind of waste", "travelling"),
        ("Process", "Neuvonta"),
        ("Place", "Inari"),
        ("Visits a year", "1\u2009200"),
        ("Opening hours a week", "4.5 h"),
        ("Travel per occurrence", "90 min"),
        ("Times a year in all", "48"),
    ]
    assert [words in text for words in ("<em>kiinni</em>", "<p>Video.</p>", "<b>")] == [True, True, False]
    assert text.count('lang="sv"') == 5


def test_what_was_left_out_is_left_out(app: Flask, author: User) -> None:
    with app.app_context():
        row = steps.recorded(author)
    assert re.findall(r"<(?:dl|h3|p)", said(app, row, author)) == []


def test_the_effort_is_told_here_until_others_count_it(app: Flask, author: User) -> None:
    with app.app_context():
        row = steps.written(steps.recorded(author, **FULL), minutes_low=Decimal(0))
    assert [term in said(app, row, author) for term in ("Travel per", "Video.", "Inari")] == [
        False,
        False,
        True,
    ]


def test_its_author_finds_the_way_to_edit_while_it_is_open(app: Flask, author: User) -> None:
    with app.app_context():
        lead = factories.person()
        row, closed = steps.recorded(author), steps.recorded(author)
        steps.written(closed, **{"state": WorkStepState.GIVEN_UP})
    place = f'href="/work-steps/{row.public_id}/edit"'
    assert [place in said(app, row, by, *may) for by, may in ((author, ["edit"]), (lead, []))] == [
        True,
        False,
    ]
    assert "/edit" not in said(app, closed, author, "edit")
