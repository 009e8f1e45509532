"""What the figures are counted from follows from the log, on the short way as on the long one."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ideas import cells, recounting
from ideas.counting import BEGINNING, count, count_cases
from ideas.extensions import db
from ideas.features.audit.service import check_history
from ideas.features.erasing import service as erasing
from ideas.features.erasing.service import Wish
from ideas.features.moves import service as moves
from ideas.features.people import service as people
from ideas.scope import Scope
from ideas.transaction import command
from tests import factories
from tests.features.situation.histories import BIRTHS, DEEDS, Life
from tests.snapshots import NEW, bring_back
from workflow.actors import Actor, Role
from workflow.figures.windows import Period
from workflow.flow import Cells, Figure
from workflow.machine import Note

HAPPENINGS = st.tuples(
    st.sampled_from([*BIRTHS, *DEEDS, "idea", "weigh", "end_well"]), st.integers(0, 5), st.integers(1, 400)
)
SYSTEM = Actor(None, Role.ADMIN)


def whole(life: Life, **narrowed: Any) -> Scope:
    """Everything that the lead may see, from the beginning."""
    return Scope(life.actor(), life.at.date(), Period.ALL, **narrowed)


def told(found: Cells) -> dict[str, dict[int, int]]:
    """The cells in words that can be compared."""
    return {" ".join(map(str, key)): dict(counts) for key, counts in found.items()}


@given(st.lists(HAPPENINGS, min_size=3, max_size=25))
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_both_ways_say_the_same_whatever_happens(app: Flask, happened: list[tuple[str, int, int]]) -> None:
    with app.app_context():
        bring_back(NEW)
        life = Life.begin()
        for deed, which, hours in happened:
            life.play(deed, which, hours)
        assert list(recounting.differences()) == []
        short, long = count(whole(life)), count_cases(whole(life), BEGINNING)
        assert told(short) == told(long)
        cells.melt_all()
        assert told(count(whole(life))) == told(long)
        recounting.rebuild(lambda cases: None)
        assert told(count(whole(life))) == told(long)


def live(*happened: tuple[str, int]) -> Life:
    """One idea to which these things happen, each some days after the one before."""
    life = Life.begin()
    for deed, days in happened:
        life.play(deed, 0, 24 * days)
    return life


def counted(life: Life, figure: Figure) -> dict[tuple[str, str], dict[int, int]]:
    """The cells of a figure by month and state."""
    found: dict[tuple[str, str], Counter[int]] = {}
    for key, counts in count(whole(life)).items():
        if key.figure is figure:
            found.setdefault((str(key.month), key.state), Counter()).update(counts)
    return {place: dict(counts) for place, counts in found.items()}


def test_an_idea_reopened_counts_the_days_of_both_stays(app: Flask) -> None:
    with app.app_context():
        life = live(("idea", 0), ("end", 4), ("come_back", 100), ("end", 9))
        assert counted(life, Figure.CLOSED) == {("2026-07-01", "dropped"): {15: 1}}
        assert counted(life, Figure.STAYED) == {
            ("2026-03-01", "submitted"): {5: 1}, ("2026-07-01", "submitted"): {10: 1},
        }  # fmt: skip


def test_an_idea_merged_into_another_counts_there_alone(app: Flask) -> None:
    with app.app_context():
        life = live(("idea", 0), ("idea", 1), ("merge", 1))
        assert counted(life, Figure.REACHED) == {("2026-03-01", "submitted"): {0: 1}}
        assert counted(life, Figure.STANDING) == {("2026-03-01", "submitted"): {21: 1}}


def test_a_corrected_day_counts_as_corrected(app: Flask) -> None:
    with app.app_context():
        life = live(("idea", 0), ("end", 9), ("correct_day", 1))
        assert counted(life, Figure.CLOSED) == {("2026-03-01", "dropped"): {8: 1}}


def test_days_are_those_of_the_house_also_when_the_clock_is_changed(app: Flask) -> None:
    with app.app_context():
        life = Life.begin()
        for moment in ("2026-03-28T21:59", "2026-03-28T22:01", "2026-03-29T20:59", "2026-03-29T21:01"):
            life.at = datetime.fromisoformat(moment).replace(tzinfo=UTC) - timedelta(hours=1)
            life.play("idea", 0, 1)
        assert counted(life, Figure.ENTERED) == {("2026-03-01", "submitted"): {28: 1, 29: 2, 30: 1}}


def test_only_another_persons_words_answer_an_author(app: Flask) -> None:
    with app.app_context():
        life = live(("idea", 0), ("comment_of_author", 2))
        assert counted(life, Figure.ANSWERED) == {}
        life.play("comment", 0, 24 * 5)
        life.play("comment", 0, 24 * 5)
        assert counted(life, Figure.ANSWERED) == {("2026-03-01", ""): {5: 1}}
        assert counted(life, Figure.UNANSWERED) == {}


def test_a_decision_that_was_told_late_is_the_first_answer_where_it_came_first(app: Flask) -> None:
    with app.app_context():
        life = live(("idea", 0), ("comment", 4), ("end", 1))
        assert counted(life, Figure.ANSWERED) == {("2026-03-01", ""): {2: 1}}
        life.play("correct_day", 0, 24)
        assert counted(life, Figure.ANSWERED) == {("2026-03-01", ""): {1: 1}}


def test_who_is_erased_leaves_the_figures_true_where_an_idea_came_to_theirs(app: Flask) -> None:
    with app.app_context():
        life = live(("idea", 0), ("comment", 2))
        hidden = factories.draft(life.lead, hidden=True)
        factories.move(hidden, "submit", life.lead)
        note = Note("Sama.", {"target": life.cases[0].public_id})
        moves.move(hidden.public_id, "merge", note, None, actor=factories.actor(life.other), at=life.at)
        people.deactivate(life.lead.id, actor=SYSTEM, at=life.at)
        erasing.erase(life.lead.id, Wish("Oma pyyntö."), actor=SYSTEM, at=life.at)
        assert list(recounting.differences()) == []


def test_a_unit_counts_its_own_and_those_below_it(app: Flask) -> None:
    with app.app_context():
        top = factories.unit("Ylä")
        below, beside = factories.unit("Ala", top), factories.unit("Muu")
        life = Life.begin()
        for home in (top, below, beside):
            life.author = factories.person(Role.LEAD, home=home)
            life.play("idea", 0, 1)
        found = {unit.name_fi: counted_in(life, unit=unit) for unit in (top, below, beside)}
        assert found == {"Ylä": 2, "Ala": 1, "Muu": 1}


def counted_in(life: Life, **narrowed: Any) -> int:
    """How many cases of the scope stand somewhere."""
    found = count(whole(life, **narrowed)).items()
    return sum(counts.total() for key, counts in found if key.figure is Figure.STANDING)


@command
def _spoil(statement: str) -> None:
    db.session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "update visit set entered_on = '2026-01-01' where n = 1",
        "delete from visit where n = 2",
        "update course set answered_on = '2026-03-01'",
        "delete from flow_cell where figure = 'standing'",
    ],
)
def test_check_history_finds_what_does_not_follow(app: Flask, statement: str) -> None:
    with app.app_context():
        live(("idea", 0), ("idea", 1), ("end", 4))
        assert check_history(_silent).difference is None
        _spoil(statement)
        assert check_history(_silent).difference is not None
        recounting.rebuild(_silent)
        assert check_history(_silent).difference is None


def _silent(cases: int) -> None:
    """Nobody waits for the number."""


def test_a_database_of_an_older_version_is_counted_once(app: Flask) -> None:
    with app.app_context():
        life = live(("idea", 0), ("comment", 1))
        before = told(count(whole(life)))
        for table in ("visit", "course", "flow_cell"):
            _spoil(f"delete from {table}")  # noqa: S608 - our own names
        recounting.count_if_needed()
        assert told(count(whole(life))) == before
