"""How long cases take, drawn: percentiles of many, and of few each by itself."""

from datetime import date, timedelta

from flask import Flask

from ideas.features.situation.drawing import Dot
from ideas.features.situation.time import Lane, time
from tests.features.situation.sections import draw, idea, of, step
from workflow.flow import Course
from workflow.percentiles import Spread

BEGUN = date(2026, 6, 1)


def left_after(days: int, size: str = "") -> Course:
    """An idea that was evaluated when it had been there for so many days, the first counted."""
    return idea(("submitted", BEGUN), ("evaluated", BEGUN + timedelta(days=days - 1)), size=size)


MANY = [left_after(days, "small") for days in range(1, 11)]
FEW = [left_after(days, "large") for days in (3, 40, 41)]


def test_many_have_a_median_and_a_p85_and_few_are_dots() -> None:
    (many,), (few,) = time(of(MANY)).kinds, time(of(FEW)).kinds
    assert many.rows == (
        ("submitted", Spread(10, 5, 9)), ("evaluated", Spread(0)), ("piloted", Spread(0)), ("", Spread(0)),
    )  # fmt: skip
    assert few.rows[0] == ("submitted", Spread(3, dots=(3, 40, 41)))
    assert few.lanes[0] == Lane("submitted", None, None, (Dot(10.5, 1, 4), Dot(66.8, 2, 10)))
    assert many.lanes[0] == Lane("submitted", 51.0, 87.0, ())


def test_only_sizes_with_a_case_are_told() -> None:
    (kind,) = time(of(MANY + FEW)).kinds
    assert [(size, rows[0][1].n) for size, rows in kind.sizes] == [("small", 10), ("large", 3)]


def test_work_steps_have_no_size() -> None:
    steps = [step(("recorded", BEGUN), ("examined", BEGUN))]
    (kind,) = time(of(steps, "work-step")).kinds
    assert (kind.sizes, kind.rows[0]) == ((), ("recorded", Spread(1, dots=(1,))))


def test_the_section_says_days_with_their_unit(app: Flask) -> None:
    drawn = draw(app, "time", time(of(MANY + FEW)))
    assert "submitted 6 d 40 d 13 evaluated – 0" in drawn.words
    assert "small median 5 d, 85 % within 9 d (10)" in drawn.words
    assert "large 3, 40, 41 d" in drawn.words
    assert drawn.links == ("/situation/rows?figure=stayed&state=submitted",)


def test_all_that_were_decided_lead_to_the_rows_of_their_kind(app: Flask) -> None:
    steps = [step(("recorded", BEGUN), ("kept", BEGUN + timedelta(days=4)))]
    drawn = draw(app, "time", time(of(steps, "work-step")))
    assert drawn.links == (
        "/situation/rows?figure=stayed&state=recorded",
        "/situation/rows?figure=closed&kind=work-step",
    )


def test_every_picture_has_a_name_and_a_description(app: Flask) -> None:
    steps = [step(("recorded", BEGUN), ("kept", BEGUN))]
    drawn = draw(app, "time", time(of(MANY + steps, "idea", "work-step")))
    assert (sorted(set(drawn.named) - set(drawn.ids)), drawn.pictures) == ([], ("img", "img"))


def test_where_nothing_left_a_state_the_section_says_so(app: Flask) -> None:
    drawn = draw(app, "time", time(of([idea(("submitted", BEGUN))])))
    assert (drawn.pictures, "Nothing left any state in this period" in drawn.words) == ((), True)


def test_the_same_cases_are_drawn_once() -> None:
    assert hash(time(of(MANY + FEW))) == hash(time(of(FEW + MANY)))
