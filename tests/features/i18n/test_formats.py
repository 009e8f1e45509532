"""Days, hours and numbers as they are written in each language of the house."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale

from ideas.i18n import format_date, format_datetime, format_number

MORNING = datetime(2026, 3, 5, 7, 5, tzinfo=UTC)
SUMMER_NIGHT = datetime(2026, 6, 30, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "5.3.2026 klo 9.05"), ("sv", "5.3.2026 kl. 9.05"), ("en", "5.3.2026 9:05")],
)
def test_a_moment_is_written_in_the_language_and_the_zone_of_the_house(
    app: Flask, language: str, written: str
) -> None:
    with app.test_request_context(), force_locale(language):
        assert format_datetime(MORNING) == written


def test_a_summer_night_belongs_to_the_next_day(app: Flask) -> None:
    with app.test_request_context(), force_locale("fi"):
        assert format_date(SUMMER_NIGHT) == "1.7.2026"


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", ["1\u2009234\u2009567", "12,5", "40"]), ("en", ["1\u2009234\u2009567", "12.5", "40"])],
)
def test_numbers_have_thin_spaces_and_the_right_mark(app: Flask, language: str, written: list[str]) -> None:
    with app.test_request_context(), force_locale(language):
        numbers: list[int | Decimal] = [1_234_567, Decimal("12.5000"), Decimal("40")]
        assert [format_number(number) for number in numbers] == written
