"""What became of the cases, and what they take: every number leads to its rows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from flask import Flask

from ideas.features.situation.outcome import balance, paths
from ideas.outcomes import Freed
from tests.features.situation.sections import draw, idea, of
from workflow.flow import Course

MAY = date(2026, 5, 4)
NOTHING_FREED = Freed(Decimal(0), Decimal(0), Decimal(0), 0, 0)


def course(*states: str, **more: object) -> Course:
    """An idea that came to these states, one each week."""
    moves = [(state, MAY + timedelta(weeks=n)) for n, state in enumerate(("submitted", *states))]
    return replace(idea(*moves), **more)  # type: ignore[arg-type]


def test_every_number_of_a_month_leads_to_its_rows(app: Flask) -> None:
    found = paths(of([course(), course("piloted", "adopted"), course("dropped")]))
    drawn = draw(app, "paths", found)
    states = ("", "&state=piloted", "&state=adopted", "&state=dropped", "&state=open")
    cohort = "/situation/rows?figure=cohort&kind=idea&month=2026-05"
    assert [link for link in drawn.links if "cohort" in link] == [f"{cohort}{state}" for state in states]


def test_shares_of_ideas_lead_to_those_that_they_count(app: Flask) -> None:
    many = [course("piloted", "adopted", is_from_front_line=True, is_directed=True), course("piloted")]
    drawn = draw(app, "paths", paths(of(many)))
    figures = ("front-line", "front-line&state=adopted", "directed", "undirected")
    assert drawn.links[1:5] == tuple(f"/situation/rows?figure={figure}" for figure in figures)


def test_hours_taken_on_lead_to_the_ideas_that_told_them_and_those_that_did_not(app: Flask) -> None:
    for hours, figures in ((Decimal(8), {"taken-on"}), (None, {"taken-on", "untold"})):
        section = balance(of([course("adopted", needed_hours=hours)], "idea", "work-step"), NOTHING_FREED)
        links = draw(app, "balance", section).links
        found = {link.partition("figure=")[2] for link in links} & {"taken-on", "untold"}
        assert found == figures
