"""Which language and which time zone a request speaks, and how numbers, days and moments are written."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_timedelta
from flask import has_request_context, request, session
from flask_babel import get_locale
from flask_login import current_user

from ideas.extensions import settings

LANGUAGES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""Each language in its own name, in the order they are offered."""
DEFAULT = "fi"
BEFORE_TIME = {"fi": " klo ", "sv": " kl. "}
MINUS = "\N{MINUS SIGN}"
THIN_SPACE = "\u2009"


def choose_locale() -> str:
    """The person's own choice, else this browser's choice here, else what the browser asks for."""
    if not has_request_context():
        return DEFAULT
    if current_user.is_authenticated and current_user.user.language in LANGUAGES:
        return str(current_user.user.language)
    if session.get("language") in LANGUAGES:
        return str(session["language"])
    return request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT


def language() -> str:
    """The code of the language being spoken."""
    locale = get_locale()
    return str(locale.language) if locale else DEFAULT


def local(moment: datetime) -> datetime:
    """The moment in the organisation's own time zone."""
    return moment.astimezone(ZoneInfo(settings().time_zone))


def format_date(day: date | datetime | None) -> str:
    """5.3.2026, in every language of the house."""
    if day is None:
        return ""
    day = local(day) if isinstance(day, datetime) else day
    return f"{day.day}.{day.month}.{day.year}"


def format_datetime(moment: datetime | None) -> str:
    """5.3.2026 klo 9.05, kl. 9.05 or 9:05."""
    if moment is None:
        return ""
    return f"{format_date(moment)}{BEFORE_TIME.get(language(), ' ')}{format_time(moment)}"


def format_time(moment: datetime) -> str:
    """9.05, in English 9:05."""
    here = local(moment)
    return f"{here.hour}{':' if language() == 'en' else '.'}{here:%M}"


def format_ago(since: timedelta) -> str:
    """2 minuuttia sitten, för 2 minuter sedan, 2 minutes ago."""
    return format_timedelta(-since, add_direction=True, locale=language())


def format_number(value: int | float | Decimal | None) -> str:
    """−12 345,6: a real minus, thin spaces between thousands, a comma for decimals except in English."""
    if value is None:
        return ""
    text = (
        f"{value:,}"
        if isinstance(value, int)
        else f"{value.normalize():,f}"
        if isinstance(value, Decimal)
        else f"{value:,.1f}"
    )
    point = "." if language() == "en" else ","
    return text.replace(",", THIN_SPACE).replace(".", point).replace("-", MINUS)
