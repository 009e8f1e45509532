"""The invented database is one that the application itself could have written."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from benchmarks.fill import fill
from benchmarks.moves import costs
from benchmarks.report import HEADER, Measured, cells, table, write
from benchmarks.statements import count_statements
from benchmarks.story import People, story
from ideas.extensions import db
from ideas.features.audit.service import check_history
from ideas.models import Comment, Entry, Idea, PublicNumber, Support
from ideas.models.flow import CourseRow
from ideas.recounting import differences
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState

PEOPLE = People.of({number: f"Person {number}" for number in range(1, 61)})
END = datetime(2026, 11, 2, tzinfo=UTC)
IDEAS = 400
STANDING = {
    "sqlite": ["select name, sql from sqlite_master where type in ('index', 'trigger')"],
    "postgresql": ["select indexname, indexdef from pg_indexes", "select tgname, tgenabled from pg_trigger"],
}


def test_what_a_move_costs_is_measured_with_counting_and_without(app: Flask) -> None:
    with app.app_context():
        fill(20, people=60)
        found = costs(2)
        assert {name: (len(cost.counted), len(cost.uncounted)) for name, cost in found.items()} == {
            "submit": (2, 2), "comment": (2, 2), "evaluate": (2, 2),
        }  # fmt: skip


def test_a_section_of_the_results_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    results = tmp_path / "results.md"
    for title, told in (("Pages", "one\n"), ("Situation", "two\n"), ("Pages", "three\n")):
        write(results, title, told)
    assert results.read_text() == "# Pages\n\nthree\n\n# Situation\n\ntwo\n"


@pytest.fixture
def filled(app: Flask) -> Iterator[None]:
    with app.app_context():
        fill(IDEAS, people=60)
        yield


@pytest.mark.usefixtures("filled")
def test_invented_histories_are_true() -> None:
    findings = check_history(lambda cases: None)
    assert (findings.difference, findings.cases) == (None, IDEAS)
    for kind, table_of in ((Kind.COMMENTED, Comment), (Kind.SUPPORTED, Support)):
        told = db.session.scalar(select(func.count()).where(Entry.kind == kind))
        assert told == db.session.scalar(select(func.count()).select_from(table_of))
    states = db.session.scalars(select(Idea.state).distinct()).all()
    assert set(states) == set(IdeaState) - {IdeaState.MERGED}


@pytest.mark.usefixtures("filled")
def test_what_is_counted_is_what_the_log_makes_of_it() -> None:
    submitted = db.session.scalar(select(func.count()).where(Idea.submitted_at.is_not(None)))
    assert db.session.scalar(select(func.count()).select_from(CourseRow)) == submitted
    assert list(differences()) == []


@pytest.mark.usefixtures("filled")
def test_the_next_ideas_get_the_next_numbers() -> None:
    ids = db.session.scalars(select(Idea.public_id)).all()
    last = {row.prefix: row.last for row in db.session.scalars(select(PublicNumber))}
    assert sorted(ids) == sorted(f"{year}-{n:04d}" for year, most in last.items() for n in range(1, most + 1))


def test_the_load_puts_back_every_index_and_trigger(app: Flask) -> None:
    with app.app_context():
        before = _standing()
        fill(20, people=60)
        assert _standing() == before


def test_the_list_needs_few_statements_however_many_ideas_there_are(app: Flask) -> None:
    with app.app_context():
        fill(60, people=60)
    assert count_statements(app, "/ideas") <= 8


def test_the_same_seed_invents_the_same_story() -> None:
    begun = END - timedelta(days=200)
    first, second = (story(Random(7), PEOPLE, begun, END) for _ in range(2))  # noqa: S311 - the same is the point
    assert first == second


def test_one_idea_in_thirty_is_open() -> None:
    rng, span = Random(7), timedelta(days=3 * 365)  # noqa: S311
    told = [story(rng, PEOPLE, END - span * n / 5000, END) for n in range(5000)]
    assert 0.02 < sum(each.state in OPEN_STATES for each in told) / len(told) < 0.05
    assert 4.5 < sum(len(each.steps) for each in told) / len(told) < 6


def test_a_measurement_is_told_beside_the_bare_page() -> None:
    bare = Measured(rates=[900, 1000, 1100], taken=[0.001] * 100, cpu_seconds=0.1)
    page = Measured(rates=[400], taken=[0.002] * 98 + [0.02] * 2, cpu_seconds=0.25)
    line = cells("list", 10_000, 1, page, bare, page)
    assert line == ["list", "10,000", "1", "400", "2.0", "20.0", "2.50", "40 %", "2.5 ×", "1.00 ×"]
    assert table(HEADER, [[*line, "7"]]).count("\n") == 2


def _standing() -> list[tuple[object, ...]]:
    """Every index and trigger of the database at hand."""
    kind = db.engine.dialect.name
    return sorted(tuple(row) for statement in STANDING[kind] for row in db.session.execute(text(statement)))
