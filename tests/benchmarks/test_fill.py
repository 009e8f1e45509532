"""The invented database is one that the application itself could have written."""

from random import Random

from flask import Flask
from sqlalchemy import func, select

from benchmarks.fill import fill
from benchmarks.report import Measured, cells, table
from benchmarks.statements import count_statements
from benchmarks.story import STATES, story
from ideas.extensions import db
from ideas.features.audit.service import check_history
from ideas.models import Comment, Entry, Idea, Support
from workflow.events import Kind

NAMES = {number: f"Person {number}" for number in range(1, 61)}


def test_invented_histories_are_true(app: Flask) -> None:
    with app.app_context():
        fill(300, people=60)
        findings = check_history(lambda cases: None)
        assert (findings.difference, findings.cases) == (None, 300)
        for kind, table_of in ((Kind.COMMENTED, Comment), (Kind.SUPPORTED, Support)):
            told = db.session.scalar(select(func.count()).where(Entry.kind == kind))
            assert told == db.session.scalar(select(func.count()).select_from(table_of))
        states = db.session.scalars(select(Idea.state).distinct()).all()
        assert set(states) == set(STATES)


def test_the_list_needs_few_statements_however_many_ideas_there_are(app: Flask) -> None:
    with app.app_context():
        fill(60, people=60)
    assert count_statements(app, "/ideas") <= 8


def test_the_same_seed_invents_the_same_story() -> None:
    first, second = (story(Random(7), NAMES) for _ in range(2))  # noqa: S311 - the same story is the point
    assert first == second


def test_a_measurement_is_told_beside_the_bare_page() -> None:
    bare = Measured(rates=[900, 1000, 1100], taken=[0.001] * 100, cpu_seconds=0.1)
    page = Measured(rates=[400], taken=[0.002] * 98 + [0.02] * 2, cpu_seconds=0.25)
    line = cells("list", 10_000, 1, page, bare, page)
    assert line == ["list", "10,000", "1", "400", "2.0", "20.0", "2.50", "40 %", "2.5 ×", "1.00 ×"]
    assert table([[*line, "7"]]).count("\n") == 2
