"""How cases flow, drawn: bands, months and what is in progress, each with its numbers in words."""

from datetime import date, timedelta

from flask import Flask

from ideas.features.situation.flow import flow
from tests.features.situation.sections import TODAY, draw, idea, of, step
from workflow.figures.windows import Period

IDEAS = [
    idea(("submitted", date(2026, 9, 1))),
    idea(("submitted", date(2026, 9, 2)), ("evaluated", date(2026, 10, 1))),
    idea(("submitted", date(2026, 9, 3)), ("dropped", date(2026, 10, 2))),
    idea(("submitted", date(2026, 9, 3)), ("evaluated", date(2026, 9, 5)), ("adopted", date(2026, 11, 2))),
]
STEPS = [step(("recorded", date(2026, 11, 1)), ("kept", date(2026, 11, 3)))]


def test_the_section_says_where_each_case_is() -> None:
    (ideas,) = flow(of(IDEAS), {}).kinds
    assert [(band.state, band.numbers[-1]) for band in ideas.curve.bands] == [
        ("adopted", 1), ("dropped", 1), ("piloted", 0), ("evaluated", 1), ("submitted", 1),
    ]  # fmt: skip
    assert ([load.n for load in ideas.loads], ideas.total, ideas.ends) == (
        [1, 1, 0],
        2,
        ("adopted", "dropped"),
    )


def test_a_limit_is_that_of_its_own_kind_and_state() -> None:
    ideas, steps = flow(
        of(IDEAS, "idea", "work-step"), {("idea", "evaluated"): 4, ("idea", "piloted"): None}
    ).kinds
    assert [load.most for load in ideas.loads] == [None, 4, None]
    assert [load.most for load in steps.loads] == [None, None, None]
    assert (ideas.most, steps.most) == (4, 1)


def test_the_same_cases_are_drawn_once() -> None:
    most = {("idea", "submitted"): 3}
    assert hash(flow(of(IDEAS), most)) == hash(flow(of(reversed(IDEAS)), dict(most)))
    assert flow(of(IDEAS), most) != flow(of(IDEAS), {("idea", "submitted"): 4})


def test_every_picture_has_a_name_and_a_description(app: Flask) -> None:
    drawn = draw(app, "flow", flow(of(IDEAS + STEPS, "idea", "work-step"), {}))
    assert sorted(set(drawn.named) - set(drawn.ids)) == []
    assert len(drawn.ids) == len(set(drawn.ids))
    assert [role for role in drawn.pictures if role == "img"] == ["img"] * 4


def test_the_picture_says_its_numbers_in_words(app: Flask) -> None:
    words = draw(app, "flow", flow(of(IDEAS), {})).words
    described = "Bands on each other from 7.12.2025 to 20.11.2026. On the last day: "
    assert described + "submitted 1, evaluated 1, in a pilot 0, not carried out 1, adopted 1." in words
    assert words.count("20.11.2026 1 1 0 1 1") == 1
    assert words.count("4.10.2026 1 2 0 1 0") == 1


def test_more_than_the_limit_is_said_in_words(app: Flask) -> None:
    limits = {("idea", "submitted"): 0, ("idea", "evaluated"): 1}
    words = draw(app, "flow", flow(of(IDEAS), limits)).words
    assert ("1 / 0, over the limit" in words, "1 / 1" in words) == (True, True)
    assert words.count("over the limit") == 1


def test_numbers_lead_to_their_rows(app: Flask) -> None:
    drawn = draw(app, "flow", flow(of(IDEAS), {}), period="this-year", unit="7")
    kept = "period=this-year&unit=7"
    assert [link.removeprefix("/situation/rows?") for link in drawn.links] == [
        f"{kept}&figure=closed&state=dropped&month=2026-10",
        f"{kept}&figure=closed&state=adopted&month=2026-11",
        f"{kept}&figure=standing&state=submitted",
        f"{kept}&figure=standing&state=evaluated",
    ]


def test_where_nothing_is_the_section_says_so(app: Flask) -> None:
    drawn = draw(app, "flow", flow(of([]), {}))
    assert (drawn.pictures, "there is nothing to draw yet" in drawn.words) == ((), True)


def test_where_nothing_was_decided_no_empty_months_are_drawn(app: Flask) -> None:
    drawn = draw(app, "flow", flow(of(IDEAS[:1]), {}))
    assert ("Nothing was decided in the period." in drawn.words, drawn.pictures.count("img")) == (True, 1)


def test_a_long_period_has_a_scale_in_the_place_of_numbers() -> None:
    first = TODAY - timedelta(days=900)
    year, long = (
        flow(of(IDEAS, period=each, first=first), {}).kinds[0] for each in (Period.YEAR, Period.ALL)
    )
    assert (year.has_numbers, long.has_numbers) == (True, False)
