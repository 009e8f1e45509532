"""The figures of the sheet: one compact table, ideas beside work steps, as the reader reads them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ideas.cells import closed_days
from ideas.commitments import answer_days
from ideas.i18n import format_number
from ideas.labels.sheet import LINES, NOTHING, hours, middle, share
from ideas.outcomes import freed
from ideas.scope import KINDS, Scope
from workflow.figures.counts import STAGES, Counts
from workflow.figures.outcomes import front_line, room, told
from workflow.figures.promises import first_answer
from workflow.figures.times import open_in_all
from workflow.figures.windows import Window
from workflow.flow import ENDS, FIRST, Cells, Figure


class Line(NamedTuple):
    """What is counted, of ideas and of work steps; as text, with its unit where the name has none."""

    name: str
    ideas: str
    steps: str


def lines(cells: Cells, scope: Scope, window: Window) -> tuple[Line, ...]:
    """Every figure of the period."""
    ideas, steps = (dict(_of_kind(Counts.of(cells, kind), window)) for kind in KINDS)
    counts = Counts.of(cells, KINDS[0])
    ideas["front-line"] = share(front_line(counts, window).arrived)
    ideas["told"] = share(told(counts, window, scope.today))
    ideas["hours"] = hours(room(counts, window).hours)
    steps["hours"] = hours(freed(scope, window).hours)
    return tuple(
        Line(str(words), ideas.get(name, NOTHING), steps.get(name, NOTHING)) for name, words in LINES.items()
    )


def _of_kind(counts: Counts, window: Window) -> Iterator[tuple[str, str]]:
    """The figures that both kinds have, by the names of the lines."""
    total: Callable[..., int] = counts.total
    carried_out, *others = (total(Figure.CLOSED, end, window) for end in ENDS[counts.kind])
    decided = open_in_all(counts, window)
    answered = first_answer(counts, window, answer_days(counts.kind), closed_days())
    yield "arrived", format_number(total(Figure.REACHED, FIRST[counts.kind], window))
    yield "carried-out", format_number(carried_out)
    yield "others", format_number(sum(others))
    yield "open", format_number(sum(total(Figure.STANDING, state) for state in STAGES[counts.kind]))
    yield "median", middle(decided, decided.median)
    yield "p85", middle(decided, decided.p85)
    yield "answer", middle(answered.spread, answered.spread.median)
    yield "promise", share(answered.kept)
