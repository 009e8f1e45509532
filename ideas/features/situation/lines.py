"""Owns how the sections of the situation view are told as lines, each of one number, for files."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ideas.features.situation.report import Report
from ideas.features.situation.time import Row
from ideas.scope import Scope
from workflow.percentiles import Share, Spread

Value = int | Decimal | date


class Line(NamedTuple):
    """One number: `day` is the first of its month or a day of the curve, `of` what it is a part of.

    `place` is a unit of the house or a reason; empty is what a number does not tell apart.
    """

    section: str
    figure: str
    value: Value
    kind: str = ""
    state: str = ""
    size: str = ""
    day: date | None = None
    of: int | None = None
    place: str = ""


Lines = Iterator[Line]


def lines(report: Report, scope: Scope) -> list[Line]:
    """Everything that the page tells in numbers, section by section; what is not known has no line."""
    # Who takes part has neither direction nor size, and the page leaves it out too.
    left_out = {"participation"} if scope.direction or scope.size else set()
    return [line for name, write in SECTIONS.items() if name not in left_out for line in write(report)]


def _outcome(report: Report) -> Lines:
    found = report.outcome
    yield Line("outcome", "verified", found.freed.hours)
    yield Line("outcome", "placed", found.freed.placed)
    yield Line("outcome", "for-customers", found.freed.for_customers)
    yield Line("outcome", "verified-steps", found.freed.verified_steps, of=found.freed.steps)
    yield Line("outcome", "told", found.told.part, of=found.told.whole)
    for state, n in found.running:
        yield Line("outcome", "running", n, state=state)


def _balance(report: Report) -> Lines:
    if (found := report.balance) is not None:
        yield Line("balance", "adopted", found.adopted, "idea")
        yield Line("balance", "given-up", found.given_up, "work-step")
        yield Line("balance", "taken-on", found.room.hours, "idea")
        yield Line("balance", "untold", found.room.untold, "idea")
        yield Line("balance", "paired", found.room.paired, "idea")
        yield Line("balance", "unpaired", found.room.unpaired, "idea")


def _promise(report: Report) -> Lines:
    for said in report.promises:
        answer = said.first_answer
        yield Line("promise", "answer-promised", answer.days, said.kind)
        yield _share("promise", "answered-in-time", answer.kept, said.kind)
        yield from _spread("promise", "first-answer", answer.spread, Line("", "", 0, said.kind))
        for promise in said.promises:
            yield Line("promise", "promised", promise.days, said.kind, promise.state)
            yield _share("promise", "left-in-time", promise.kept, said.kind, promise.state)


def _flow(report: Report) -> Lines:
    for each in report.flow.kinds:
        for load in each.loads:
            yield Line("flow", "standing", load.n, each.kind, load.state)
            if load.most is not None:
                yield Line("flow", "limit", load.most, each.kind, load.state)
        for month in each.decided:
            for state, n in month.numbers:
                yield Line("flow", "closed", n, each.kind, state, day=month.month)
        for band in each.curve.bands:
            for day, n in zip(each.curve.days, band.numbers, strict=True):
                yield Line("flow", "at-end-of-day", n, each.kind, band.state, day=day)


def _time(report: Report) -> Lines:
    for each in report.time.kinds:
        yield from _times(each.kind, "", each.rows)
        for size, rows in each.sizes:
            yield from _times(each.kind, size or "untold", rows)


def _times(kind: str, size: str, rows: tuple[Row, ...]) -> Lines:
    for state, spread in rows:
        figure = "time-in-state" if state else "time-in-all"
        yield from _spread("time", figure, spread, Line("", "", 0, kind, state, size))


def _age(report: Report) -> Lines:
    for each in report.age.kinds:
        for limit in each.ages.limits:
            if limit.p85 is not None:
                yield Line("age", "time-in-state-p85", limit.p85, each.kind, limit.state)
                yield Line("age", "stayed-longer", limit.past, each.kind, limit.state, of=limit.n)
        for age in each.ages.cases:
            for _each in range(age.n):
                yield Line("age", "age", age.days, each.kind, age.state)


def _paths(report: Report) -> Lines:
    for path in report.paths:
        yield _share("paths", "implementation", path.implementation, path.kind)
        if path.kind == "idea":
            yield _share("paths", "front-line", path.front_line.arrived, path.kind)
            yield _share("paths", "front-line-in-use", path.front_line.carried_out, path.kind)
            yield _share("paths", "directed", path.directed, path.kind)
        for cohort in path.conversion.cohorts:
            yield Line("paths", "arrived", cohort.arrived, path.kind, day=cohort.month)
            for state, n in (*cohort.reached, ("open", cohort.open)):
                figure = "reached-so-far" if cohort.is_young else "reached"
                yield Line("paths", figure, n, path.kind, state, day=cohort.month, of=cohort.arrived)


def _forecast(report: Report) -> Lines:
    for each in report.forecast.kinds:
        for size, level in each.levels:
            told = "" if size == "all" else size or "untold"
            if level.days is not None:
                yield Line("forecast", "service-level", level.days, each.kind, size=told)
            if level.hits is not None:
                yield Line(
                    "forecast",
                    "service-level-hits",
                    level.hits.part,
                    each.kind,
                    size=told,
                    of=level.hits.whole,
                )
        yield Line("forecast", "waiting", each.outlook.waiting, each.kind)
        for chance in each.outlook.chances or ():
            if chance.day is not None and each.outlook.waiting:
                yield Line("forecast", f"decided-by-{chance.per_cent}", chance.day, each.kind)


def _participation(report: Report) -> Lines:
    found = report.participation
    if found.whole is not None:
        yield Line("participation", "contributors", found.whole.contributors, of=found.whole.people)
    if found.per_hundred is not None:
        yield Line("participation", "ideas", found.ideas)
        yield Line("participation", "ideas-per-hundred", found.per_hundred)
    for unit in found.units:
        if unit.told is not None:
            told = unit.told
            yield Line("participation", "contributors", told.contributors, of=told.people, place=unit.name)


def _attention(report: Report) -> Lines:
    for count in report.attention.counts:
        figure = "attention-at-least" if count.is_more else "attention"
        yield Line("attention", figure, count.n, place=str(count.reason))


def _share(section: str, figure: str, share: Share, kind: str, state: str = "") -> Line:
    return Line(section, figure, share.part, kind, state, of=share.whole)


def _spread(section: str, figure: str, spread: Spread, about: Line) -> Lines:
    """Median and P85, or each number of few."""
    about = about._replace(section=section)
    yield about._replace(figure=f"{figure}-n", value=spread.n)
    if spread.median is not None and spread.p85 is not None:
        yield about._replace(figure=f"{figure}-median", value=spread.median)
        yield about._replace(figure=f"{figure}-p85", value=spread.p85)
    for dot in spread.dots:
        yield about._replace(figure=figure, value=dot)


SECTIONS: Mapping[str, Callable[[Report], Lines]] = {
    "outcome": _outcome, "balance": _balance, "promise": _promise, "flow": _flow, "time": _time, "age": _age,
    "paths": _paths, "forecast": _forecast, "participation": _participation, "attention": _attention,
}  # fmt: skip
"""The sections in the order of the page."""
