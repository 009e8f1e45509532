"""How old open cases are, drawn: every one is there, and those past the limit of their state stand out."""

from datetime import date, timedelta

from flask import Flask

from ideas.features.situation.age import age
from tests.features.situation.sections import TODAY, draw, idea, of
from workflow.flow import Course

BEGUN = date(2026, 1, 1)
LEFT = [
    idea(("submitted", BEGUN), ("dropped", BEGUN + timedelta(days=days)))
    for days in (4, 4, 4, 4, 4, 4, 4, 4, 9, 9)
]
"""Ten that left after five days, or after ten: 85 % within ten days."""


def open_for(days: int) -> Course:
    """An idea that has waited for so many days, today counted."""
    return idea(("submitted", TODAY - timedelta(days=days - 1)))


OPEN = [open_for(days) for days in (1, 10, 11, 30, 30)]


def test_those_past_the_limit_of_their_state_stand_out() -> None:
    (kind,) = age(of(LEFT + OPEN)).kinds
    submitted, evaluated, _piloted = kind.lanes
    assert [sum(dot.n for dot in dots) for dots in (submitted.within, submitted.past)] == [2, 3]
    assert (submitted.limit.p85, submitted.limit.past, submitted.limit.n) == (10, 3, 5)
    assert (evaluated.limit.p85, evaluated.within, evaluated.past, evaluated.x) == (None, (), (), None)


def test_no_dot_is_past_a_limit_that_is_not_known() -> None:
    (kind,) = age(of(OPEN)).kinds
    assert [sum(dot.n for dot in dots) for dots in (kind.lanes[0].within, kind.lanes[0].past)] == [5, 0]


def test_thresholds_are_told_where_enough_left() -> None:
    assert age(of(LEFT + OPEN, "idea", "work-step")).thresholds == {("idea", "submitted"): 10}
    assert age(of(LEFT[1:] + OPEN)).thresholds == {}


def test_the_section_counts_in_words_and_leads_to_the_rows(app: Flask) -> None:
    drawn = draw(app, "age", age(of(LEFT + OPEN)))
    assert "submitted: 3 of 5 are older than 85 % of those that left the state." in drawn.words
    assert "submitted 30 2 longer than 85 % submitted 11 1 longer than 85 % submitted 10 1" in drawn.words
    assert drawn.links == ("/situation/rows?figure=stayed-longer&state=submitted&days=10",)


def test_too_few_are_said_to_be_too_few(app: Flask) -> None:
    drawn = draw(app, "age", age(of(OPEN)))
    assert "that is too few to tell what is long" in drawn.words
    assert "longer than 85 %" not in drawn.words


def test_the_table_tells_the_oldest_only(app: Flask) -> None:
    section = age(of([open_for(days) for days in range(1, 40)]))
    assert [aged.days for aged in section.kinds[0].oldest] == list(range(39, 29, -1))


def test_every_picture_has_a_name_and_a_description(app: Flask) -> None:
    drawn = draw(app, "age", age(of(OPEN)))
    assert (sorted(set(drawn.named) - set(drawn.ids)), drawn.pictures) == ([], ("img",))


def test_where_nothing_is_open_the_section_says_so(app: Flask) -> None:
    drawn = draw(app, "age", age(of(LEFT)))
    assert (drawn.pictures, "Nothing is open" in drawn.words) == ((), True)
