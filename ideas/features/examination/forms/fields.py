"""The kinds of field of an examination: words, numbers and answers, all of which may still be missing."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField

from ideas import labels
from ideas.forms import (
    LONGEST_LINK,
    LONGEST_WORDS,
    NumberField,
    at_most,
    choices,
    free_of_identity_codes,
    leads_to_a_page,
    no_more_than,
    not_negative,
)
from ideas.numbers import LARGEST

C = TypeVar("C", bound=StrEnum)
LONGEST_LINE = 200
UNSAID = ("", _l("not said yet"))
ANSWERS = (("yes", _l("yes")), ("no", _l("no")), UNSAID)


def one_of(codes: type[C]) -> Callable[[Any], C | None]:
    """Reads a code; nothing chosen is None."""
    return lambda value: codes(value) if value else None


def yes_or_no(value: Any) -> bool | None:
    """Reads an answer that may be left unsaid."""
    return {"yes": True, "True": True, "no": False, "False": False}.get(str(value))


def words(name: str, hint: Any = None) -> TextAreaField:
    """Several lines of somebody's own words."""
    return TextAreaField(
        labels.STEP_FIELDS[name], [at_most(LONGEST_WORDS), free_of_identity_codes], description=hint
    )


def line(name: str, hint: Any = None) -> StringField:
    """One line of somebody's own words."""
    return StringField(
        labels.STEP_FIELDS[name], [at_most(LONGEST_LINE), free_of_identity_codes], description=hint
    )


def address(label: Any, hint: Any = None) -> StringField:
    """The address of a page, which anybody may be led to."""
    return StringField(label, [at_most(LONGEST_LINK), leads_to_a_page], description=hint)


def number(name: str, hint: Any = None, *more: Any) -> NumberField:
    """An amount, zero or more."""
    checks = [not_negative, no_more_than(LARGEST), *more]
    return NumberField(labels.STEP_FIELDS[name], checks, description=hint)


def answer(name: str, codes: type[StrEnum], texts: Mapping[Any, Any], hint: Any = None) -> RadioField:
    """One of the closed answers, or none yet."""
    return RadioField(
        labels.STEP_FIELDS[name],
        choices=choices([*texts.items(), UNSAID]),
        coerce=one_of(codes),
        description=hint,
    )


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines that say something, each once."""
    return tuple(dict.fromkeys(" ".join(line.split()) for line in (text or "").splitlines() if line.strip()))
