"""What can be expected, drawn: days and chances where the past says enough, and what is missing where not."""

from datetime import date, timedelta

from flask import Flask

from ideas.features.situation.drawing import Mark
from ideas.features.situation.forecast import forecast
from tests.features.situation.sections import TODAY, draw, idea, of
from workflow.flow import Course


def decided(on: date, days: int, size: str = "small") -> Course:
    """An idea that was decided on the day, after so many days."""
    return idea(("submitted", on - timedelta(days=days - 1)), ("dropped", on), size=size)


BEFORE = [decided(date(2026, 5, 1) + timedelta(days=n), 20) for n in range(10)]
SINCE = [decided(date(2026, 9, 1) + timedelta(days=n), 20 if n < 9 else 21) for n in range(10)]
WAITING = [idea(("submitted", TODAY)) for _ in range(3)]


def test_a_forecast_tells_how_often_it_came_true(app: Flask) -> None:
    drawn = draw(app, "forecast", forecast(of(BEFORE + SINCE)))
    assert (
        "85 % are decided within 20 days. This came true for 9 of the 10 that were decided in the last three "
        "whole months (90 %)." in drawn.words
    )
    assert ("small: 85 % are decided within 20 days." in drawn.words, "large:" in drawn.words) == (
        True,
        False,
    )


def test_a_forecast_that_could_not_be_tried_says_so(app: Flask) -> None:
    words = draw(app, "forecast", forecast(of(BEFORE + SINCE[:9]))).words
    assert "85 % are decided within 20 days. It has not been tried: fewer than ten were decided" in words


def test_what_is_missing_for_a_forecast_is_said(app: Flask) -> None:
    drawn = draw(app, "forecast", forecast(of(BEFORE[:9] + WAITING)))
    assert "There is no forecast yet: fewer than ten were decided" in drawn.words
    assert "3 wait. 0 were decided in the last 26 weeks; a forecast needs ten." in drawn.words
    assert drawn.pictures == ()


def test_the_three_days_stand_on_one_line_and_in_a_list(app: Flask) -> None:
    section = forecast(of(SINCE + WAITING))
    (kind,) = section.kinds
    days = [chance.day for chance in kind.outlook.chances or ()]
    drawn = draw(app, "forecast", section)
    for share, day in zip((50, 85, 95), days, strict=True):
        assert day is not None
        assert (
            f"In {share} of a hundred runs all are decided by {day.day}.{day.month}.{day.year}."
            in drawn.words
        )
    assert [mark.value for mark in kind.marks] == [0, 50, 85, 95]
    assert (kind.marks[0], kind.marks[-1]) == (Mark(0, 6.0), Mark(95, 96.0))
    assert (sorted(set(drawn.named) - set(drawn.ids)), drawn.pictures) == ([], ("img",))


def test_what_takes_longer_than_five_years_has_no_day(app: Flask) -> None:
    section = forecast(of(SINCE + WAITING * 1000))
    drawn = draw(app, "forecast", section)
    assert drawn.words.count("More than five years pass before all are decided in") == 3
    assert [mark.value for mark in section.kinds[0].marks] == [0]


def test_where_nothing_waits_the_section_says_so(app: Flask) -> None:
    drawn = draw(app, "forecast", forecast(of(SINCE)))
    assert ("Nothing waits today." in drawn.words, drawn.pictures) == (True, ())


def test_the_same_cases_are_drawn_once() -> None:
    assert hash(forecast(of(SINCE + WAITING))) == hash(forecast(of(WAITING + SINCE)))
