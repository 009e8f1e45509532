"""Owns the field of each question that a move asks, and how its answer is written down."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.access import current_actor
from ideas.forms import (
    WORDS,
    NumberField,
    NumberGiven,
    at_most,
    choices,
    not_negative,
    not_past,
    required,
)
from ideas.moving import receiver
from ideas.room import named, numbers_in
from workflow.lifecycles.work_step_states import Keeping
from workflow.machine import Ask
from workflow.problems import Problem

MOST_WORK_STEPS = 20


def public_id_in(text: str | None) -> str:
    """The public id in what somebody typed or pasted; empty where there is none."""
    found = re.search(r"\bI-\d{4}-\d{4,}\b", (text or "").upper())
    return found[0] if found else ""


def ahead(form: Any, field: Field) -> None:
    """A day that is still to come, unless the form speaks of what was said earlier."""
    if not getattr(form, "looks_back", False):
        not_past(form, field)


def receives(form: Any, field: Field) -> None:
    """The public id, or the address, of another idea that is still open."""
    if receiver(public_id_in(field.data), current_actor()) is None:
        raise ValidationError(_l("Give the number of another idea that is still open, such as I-2026-0042."))


def name_work_steps(form: Any, field: Field) -> None:
    """Numbers of work steps that this person can see and that are not kept."""
    numbers = numbers_in(field.data)
    if len(numbers) > MOST_WORK_STEPS or len(named(numbers, current_actor())) < len(numbers):
        raise ValidationError(labels.PROBLEMS[Problem.WORK_STEPS_UNSUITABLE])


def _reason_code(is_asked: bool) -> Any:
    offered = choices([("", _l("Choose")), *labels.REASON_CODES.items()])
    return SelectField(labels.ASKS[Ask.REASON_CODE], [_answered(is_asked)], choices=offered)


def _condition(is_asked: bool) -> Any:
    hint = _l("What would make it worth opening again? “Not our business” is no reason: transfer it instead.")
    return TextAreaField(labels.ASKS[Ask.CONDITION], [_answered(is_asked), *WORDS], description=hint)


def _doer(is_asked: bool) -> Any:
    return StringField(labels.ASKS[Ask.DOER], [_answered(is_asked), at_most(200)])


def _deadline(is_asked: bool) -> Any:
    return DateField(labels.ASKS[Ask.DEADLINE], [_answered(is_asked), ahead])


def _give_up(is_asked: bool) -> Any:
    hint = _l("The new only fits where something is given up.")
    return _radio(Ask.GIVE_UP, is_asked, labels.GIVE_UPS, description=hint)


def _give_up_words(is_asked: bool) -> Any:
    return TextAreaField(labels.ASKS[Ask.GIVE_UP_WORDS], [_answered(is_asked), *WORDS])


def _target(is_asked: bool) -> Any:
    hint = _l("Its number, such as I-2026-0042. Its authors and followers get company.")
    return StringField(
        labels.ASKS[Ask.TARGET], [_answered(is_asked), at_most(200), receives], description=hint
    )


def _work_steps(is_asked: bool) -> Any:
    hint = _l("Their numbers, such as L-2026-0007, with a space between them.")
    checks = [_answered(is_asked), at_most(500), name_work_steps]
    return StringField(labels.ASKS[Ask.WORK_STEPS], checks, description=hint)


def _needed_hours(is_asked: bool) -> Any:
    hint = _l("Hours that carrying it out and keeping it up take in a year. 0 will do.")
    checks = [NumberGiven(), not_negative] if is_asked else [Optional(), not_negative]
    return NumberField(labels.ASKS[Ask.NEEDED_HOURS], checks, description=hint)


def _ending(is_asked: bool) -> Any:
    return _radio(Ask.ENDING, is_asked, labels.ENDINGS)


def _keeping(is_asked: bool) -> Any:
    return _radio(Ask.KEEPING, is_asked, labels.KEEPINGS, default=Keeping.KEEP.value)


def _review_on(is_asked: bool) -> Any:
    hint = _l("The day on which it is looked at again.")
    if not is_asked:
        hint = _l("The day on which it is looked at again; needed where it is only reduced.")
    return DateField(labels.ASKS[Ask.REVIEW_ON], [_answered(is_asked), ahead], description=hint)


def _answered(is_asked: bool) -> Any:
    return required() if is_asked else Optional()


def _radio(ask: Ask, is_asked: bool, words: Mapping[Any, Any], **more: Any) -> Any:
    return RadioField(labels.ASKS[ask], [_answered(is_asked)], choices=choices(words.items()), **more)


FIELDS: Mapping[Ask, Callable[[bool], Any]] = {
    Ask.REASON_CODE: _reason_code,
    Ask.CONDITION: _condition,
    Ask.DOER: _doer,
    Ask.DEADLINE: _deadline,
    Ask.GIVE_UP: _give_up,
    Ask.GIVE_UP_WORDS: _give_up_words,
    Ask.TARGET: _target,
    Ask.WORK_STEPS: _work_steps,
    Ask.NEEDED_HOURS: _needed_hours,
    Ask.ENDING: _ending,
    Ask.KEEPING: _keeping,
    Ask.REVIEW_ON: _review_on,
}
"""The field of each question, which is asked, or invites an answer."""


def as_text(ask: Ask, answer: Any) -> str:
    """An answer as the log keeps it."""
    if ask is Ask.TARGET:
        return public_id_in(answer)
    if ask is Ask.WORK_STEPS:
        return " ".join(numbers_in(answer))
    if isinstance(answer, Decimal):
        return f"{answer:f}"
    return answer.isoformat() if isinstance(answer, date) else str(answer or "").strip()


def as_answer(ask: Ask, text: str) -> Any:
    """What the log keeps, as the field shows it."""
    if ask in (Ask.DEADLINE, Ask.REVIEW_ON):
        return date.fromisoformat(text)
    return Decimal(text) if ask is Ask.NEEDED_HOURS else text
