"""Behind every figure stand as many rows as it says, whatever has happened and wherever one looks."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideas.counting import count
from ideas.extensions import db
from ideas.features.situation.behind import FIGURES, Asked
from ideas.features.situation.rows import MOST_ROWS, counted, every
from ideas.models.direction import Direction
from ideas.offers import options
from ideas.scope import Scope
from tests import factories
from tests.features.situation.courses import TODAY, Way, store, ways
from tests.snapshots import NEW, bring_back
from workflow.actors import Actor, Role
from workflow.calendar import age_in_days
from workflow.figures.windows import Period
from workflow.flow import ENDS, FIRST, HOURS, Cells, Figure, Key
from workflow.lifecycles.idea_states import Size

LEAD = Actor(1, Role.LEAD)
MONTHS = (None, date(2026, 2, 1), date(2026, 5, 1))


def numbers(found: Cells, figure: Figure, asked: Asked, *at: int) -> int:
    """How many the cells count under that figure and state in the days asked for."""
    return sum(
        n
        for key, counts in found.items()
        if key.figure is figure and asked.state in ("", key.state) and _is_within(key, asked)
        for number, n in counts.items()
        if not at or number in at
    )


def _is_within(key: Key, asked: Asked) -> bool:
    return asked.days is None or asked.days[0] <= key.month <= asked.days[1]


def adopted(found: Cells, asked: Asked) -> int:
    return ended(found, asked, "adopted")


def ended(found: Cells, asked: Asked, state: str) -> int:
    return numbers(found, Figure.CLOSED, Asked(asked.scope, "closed", state, asked.month))


def past(found: Cells, asked: Asked, figure: Figure) -> int:
    """Of follow-ups those whose day has passed."""
    return sum(
        n
        for key, counts in found.items()
        if key.figure is figure and _is_within(key, asked)
        for day, n in counts.items()
        if key.month.replace(day=day) < asked.scope.today
    )


def older(found: Cells, asked: Asked, figure: Figure) -> int:
    """Of what waits, what has waited for longer."""
    return sum(
        n
        for key, counts in found.items()
        if key.figure is figure and asked.state in ("", key.state) and _is_within(key, asked)
        for day, n in counts.items()
        if age_in_days(key.month.replace(day=day), asked.scope.today) > (asked.longer_than or 0)
    )


def cohort(found: Cells, asked: Asked) -> int:
    """Without a state all that arrived; those still open are the ones in no end."""
    by_state = {
        state: numbers(found, Figure.REACHED, Asked(asked.scope, "cohort", state, asked.month))
        for state in (*FIRST.values(), *ENDS["idea"], *ENDS["work-step"], asked.state)
    }
    arrived = sum(by_state[state] for state in FIRST.values())
    if asked.state == "open":
        return arrived - sum(by_state[state] for ends in ENDS.values() for state in ends)
    return by_state[asked.state] if asked.state else arrived


EQUAL: Mapping[str, Callable[[Cells, Asked], int]] = {
    "standing": lambda found, asked: numbers(found, Figure.STANDING, asked),
    "stayed-longer": lambda found, asked: older(found, asked, Figure.STANDING),
    "entered": lambda found, asked: numbers(found, Figure.ENTERED, asked),
    "left": lambda found, asked: numbers(found, Figure.LEFT, asked),
    "stayed": lambda found, asked: numbers(found, Figure.STAYED, asked),
    "closed": lambda found, asked: numbers(found, Figure.CLOSED, asked),
    "answered": lambda found, asked: numbers(found, Figure.ANSWERED, asked),
    "unanswered": lambda found, asked: older(found, asked, Figure.UNANSWERED),
    "cohort": cohort,
    "front-line": lambda found, asked: numbers(
        found, Figure.FRONT_LINE, Asked(asked.scope, asked.figure, asked.state or "submitted", asked.month), 1
    ),
    "piloted": lambda found, asked: numbers(found, Figure.DIRECTED, asked),
    "directed": lambda found, asked: numbers(found, Figure.DIRECTED, asked, 1),
    "undirected": lambda found, asked: numbers(found, Figure.DIRECTED, asked, 0),
    "adopted": adopted,
    "paired": lambda found, asked: numbers(found, Figure.PAIRED, asked, 1),
    "unpaired": lambda found, asked: numbers(found, Figure.PAIRED, asked, 0),
    "untold": lambda found, asked: numbers(found, Figure.UNTOLD, asked),
    "asked": lambda found, asked: past(found, asked, Figure.ASKED),
    "told": lambda found, asked: past(found, asked, Figure.TOLD),
    "given-up": lambda found, asked: ended(found, asked, "given-up"),
}  # fmt: skip
"""What the page counts, by the name under which its rows are asked for."""
SUMS = {"taken-on", "verified"}
"""Of these the hours of the rows come to the figure, not their number."""


SCOPES: Mapping[str, Mapping[str, Any]] = {
    **{period.value: {"period": period} for period in Period},
    "work steps": {"kind": "work-step"},
    "small ideas": {"size": Size.SMALL.value, "period": Period.ALL},
    "a unit": {"unit": True, "period": Period.ALL},
    "a unit this year": {"unit": True, "period": Period.THIS_YEAR},
    "small ideas of a unit": {"unit": True, "size": Size.SMALL.value},
    "a direction": {"direction": True},
}
"""What is looked at; True stands for the unit or the direction that there is."""


def test_every_figure_is_compared() -> None:
    assert sorted([*EQUAL, *SUMS]) == sorted(FIGURES)


@given(st.lists(ways(), min_size=1, max_size=12), st.sampled_from(sorted(SCOPES)))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_behind_every_figure_stand_as_many_rows_as_it_says(app: Flask, many: list[Way], name: str) -> None:
    with app.app_context():
        bring_back(NEW)
        scope = stored(many, SCOPES[name])
        found = count(scope)
        said = {str(asked.address): EQUAL[asked.figure](found, asked) for asked in asks(scope)}
        assert {str(asked.address): counted(asked, MOST_ROWS) for asked in asks(scope)} == said
        hours = sum(row.hours or 0 for row in every(Asked(scope, "taken-on"), options("fi")))
        assert hours * HOURS == numbers(found, Figure.TAKEN_ON, Asked(scope, "taken-on"))


def stored(many: list[Way], narrowed: Mapping[str, Any]) -> Scope:
    """These cases in three units, one below the other, and what is looked at of them."""
    top = factories.unit("Ylä")
    units = [top, factories.unit("Ala", top), factories.unit("Muu")]
    direction = directed()
    store(many, [unit.id for unit in units], direction.id)
    rows: dict[str, Any] = {"unit": top, "direction": direction}
    return Scope(LEAD, TODAY, **{name: rows[name] if to is True else to for name, to in narrowed.items()})


def asks(scope: Scope) -> Iterator[Asked]:
    """Every figure, of every state and of some months."""
    for figure, month in product(EQUAL, MONTHS):
        states = FIGURES[figure].states
        for state in ("", *(states if len(states) > 1 else ())):
            for days in (None, 30) if FIGURES[figure].takes_days else (None,):
                yield Asked(scope, figure, state, month, days)


@factories.makes
def directed() -> Direction:
    row = Direction(name_fi="Suunta", name_sv=None, name_en=None)
    db.session.add(row)
    return row
