"""The filters of the list of work steps; what an address says wrongly is left out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SearchField, SelectField

from ideas import labels
from ideas.features.register.sorting import Sort
from ideas.forms import AddressForm, at_most, choices
from ideas.narrowing import ME, NOBODY, Asked
from ideas.offers import Options
from workflow.lifecycles.work_step_states import WorkStepState

SORTS = {
    Sort.NEWEST: _l("Newest first"),
    Sort.HOURS: _l("Most hours first (only those with an estimate)"),
    Sort.OLDEST: _l("Longest in its state first"),
    Sort.REVIEW: _l("Review date first (only those that have one)"),
}
OFFERED: dict[str, dict[Any, Any]] = {
    "state": {
        state: labels.STATES[state] for state in WorkStepState if state is not WorkStepState.UNRECORDED
    },
    "kind": labels.STEP_KINDS,
    "question": labels.QUESTIONS,
    "origin": labels.ORIGINS,
    "reason": labels.REASONS,
    "evidence": labels.EVIDENCE_CLASSES,
}
"""The filters that offer codes, and the words of those."""


@dataclass(frozen=True, slots=True)
class Filters(Asked):
    """What can be asked of the list of work steps."""

    kind: str = ""
    question: str = ""
    origin: str = ""
    reason: str = ""
    evidence: str = ""


class FilterForm(AddressForm):
    """The filters as fields."""

    q = SearchField(_l("Words"), [at_most(200)], description=_l("Every word must occur in the work step."))
    state = SelectField(_l("State"), default="")
    kind = SelectField(_l("Kind"), default="")
    sort = SelectField(_l("Order"), choices=choices(SORTS.items()), default=Sort.NEWEST, coerce=str)
    question = SelectField(_l("Answers the question"), default="")
    reason = SelectField(_l("Reason for doubt"), default="")
    origin = SelectField(_l("Origin"), default="")
    evidence = SelectField(_l("How well the hours are known"), default="")
    unit = SelectField(_l("Unit with its sub-units"), default="")
    owner = SelectField(_l("Responsible person"), default="")
    mine = BooleanField(_l("Only my own"))
    followed = BooleanField(_l("Only those I follow"))

    def offer(self, options: Options) -> "FilterForm":
        """Let each list offer what there is, with "all" before it."""
        owners = [(ME, _l("I")), (NOBODY, _l("nobody yet")), *options.choices["owner"]]
        coded = {name: list(words.items()) for name, words in OFFERED.items()}
        for name, offered in {**coded, "unit": options.choices["unit"], "owner": owners}.items():
            self[name].choices = choices([("", _l("all")), *offered])
        return self


# Never stale: everything that a form shows comes from the address and the options, and both are in the key.
@lru_cache(256)
def answered(said: tuple[tuple[str, str], ...], options: Options) -> tuple[FilterForm, Filters]:
    """The form as the address answers it, and what it asks for; both are read only."""
    form = FilterForm(MultiDict(said)).offer(options)
    return form, Filters.by(form)
