"""The forms in which a work step is named and edited: a title, and what the chosen question asks."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from ideas import labels
from ideas.features.recording.questions import OPENED, asked_by, asking, kind_for
from ideas.features.recording.service import Said
from ideas.forms import (
    CaseForm,
    CheckboxesField,
    NumberField,
    at_most,
    choices,
    free_of_identity_codes_by_place,
    no_more_than,
    not_negative,
    required,
    whole,
)
from ideas.i18n import LANGUAGES
from ideas.models.examination import Reason
from ideas.models.work_step_codes import Question, StepKind, Waste
from workflow.lifecycles.work_step_states import STEP_TITLE_LENGTH
from workflow.problems import Problem

LINE, LONG, LONGEST = 200, 5_000, 20_000
MOST_MINUTES, MOST_TIMES, MOST_VISITS, MOST_HOURS = 10_000, 10_000_000, 1_000_000_000, 168
NAMES = [("named", _l("under my own name")), ("hidden", _l("name hidden from other staff"))]
NO_QUESTION = ("", _l("none of these"))
UNSAID = ("", _l("not said"))
BY_ITSELF = ("", _l("what the question suggests, else a work step"))
PLAIN = ("title", "description")


def one_line(value: Any) -> Any:
    """Words on one line, without spaces around them."""
    return " ".join(value.split()) if isinstance(value, str) else value


def line(name: str, *validators: Any, most: int = LINE) -> StringField:
    """One line of words."""
    checks = [*(validators or [at_most(most)]), free_of_identity_codes_by_place]
    return StringField(labels.STEP_FIELDS[name], checks, filters=[one_line])


def text(name: str, label: Any = None, most: int = LONG, hint: Any = None) -> TextAreaField:
    """Several lines of words."""
    checks = [at_most(most), free_of_identity_codes_by_place]
    return TextAreaField(label or labels.STEP_FIELDS[name], checks, description=hint or "")


def number(name: str, most: int, *validators: Any, hint: Any) -> NumberField:
    """A number that can be true: neither below zero nor beyond all measure."""
    checks = [Optional(), not_negative, no_more_than(most), *validators]
    return NumberField(labels.STEP_FIELDS[name], checks, description=hint)


class StepForm(CaseForm):
    """What can be said of a work step by whoever names it."""

    title = line(
        "title",
        required(labels.PROBLEMS[Problem.TITLE_MISSING]),
        Length(max=STEP_TITLE_LENGTH, message=labels.PROBLEMS[Problem.STEP_TITLE_TOO_LONG]),
    )
    question = RadioField(
        labels.STEP_FIELDS["question"],
        [Optional()],
        choices=choices([*labels.QUESTIONS.items(), NO_QUESTION]),
        default="",
    )
    minutes_likely = number("minutes_likely", MOST_MINUTES, hint=_l("Minutes. A guess will do."))
    travel_minutes = number("travel_minutes", MOST_MINUTES, hint=_l("Minutes there and back."))
    events_per_year = number("events_per_year", MOST_TIMES, hint=_l("All who do it together."))
    replaced_by = text("replaced_by", _l("What would do instead?"), hint=_l("Such as a meeting by video."))
    place = line("place")
    visits_per_year = number("visits_per_year", MOST_VISITS, whole, hint=_l("About. A guess will do."))
    open_hours_per_week = number("open_hours_per_week", MOST_HOURS, hint=_l("Hours."))
    happens_now = text("happens_now", hint=_l("What do they get, and what do they come away without?"))
    description = text("description", most=LONGEST)
    step_kind = SelectField(
        labels.STEP_FIELDS["step_kind"],
        [Optional()],
        choices=choices([BY_ITSELF, *labels.STEP_KINDS.items()]),
    )
    reasons = CheckboxesField(
        labels.STEP_FIELDS["reasons"], [Optional()], choices=choices(labels.REASONS.items())
    )
    waste = SelectField(
        labels.STEP_FIELDS["waste"], [Optional()], choices=choices([UNSAID, *labels.WASTES.items()])
    )
    # A form has a method called process, so the attribute has a name of its own.
    part_of = StringField(
        labels.STEP_FIELDS["process"],
        [at_most(LINE), free_of_identity_codes_by_place],
        filters=[one_line],
        name="process",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """What the chosen question does not ask may hold anything: it is kept on the page, never stored."""
        for field in self.opened():
            if field.name not in asked_by(self.question.data):
                field.validators, field.process_errors = [], []
        return bool(super().validate(extra_validators))

    def opened(self) -> list[Any]:
        """The fields that a question opens, as far as this form has them."""
        return [self[name] for name in OPENED if name in self]

    def asks(self, name: str) -> bool:
        """Whether the chosen question asks for the field."""
        return name in asked_by(self.question.data)

    def asking(self, name: str) -> str:
        """The questions that ask for a field, for the page's script."""
        return " ".join(asking(name))

    @property
    def tells_more(self) -> bool:
        """Whether anything optional is filled in, or anything there is wrong."""
        names = ["description", "step_kind", "waste", "part_of", "unit_id", "language", "hides_author"]
        if not self.asks("reasons"):
            names.append("reasons")
        at_start = ("unit_id", "language", "hides_author")
        filled = any(self[name].data for name in names if name in self and name not in at_start)
        return filled or any(self[name].errors for name in names if name in self)

    @property
    def said(self) -> Said:
        """What was said, by the columns of a work step; what no question asked is left out."""
        question = self.question.data
        asked = {field.name: field.data for field in self.opened() if self.asks(field.name)}
        return Said(
            columns={
                **{name: (self[name].data or "").strip() for name in PLAIN},
                **{name: _told(name, value) for name, value in asked.items()},
                "process": self.part_of.data or "",
                "question": Question(question) if question else None,
                "step_kind": StepKind(self.step_kind.data) if self.step_kind.data else kind_for(question),
                "waste": Waste(self.waste.data) if self.waste.data else None,
            },
            reasons=tuple(Reason(code) for code in self.reasons.data or ()),
        )


class RecordForm(StepForm):
    """A new work step: whose unit it is, in which language it is told, and under which name."""

    unit_id = SelectField(_l("Unit"), [Optional()])
    language = SelectField(_l("Language of the text"), [Optional()], choices=choices(LANGUAGES.items()))
    hides_author = RadioField(_l("Under which name?"), [Optional()], choices=choices(NAMES), default="named")

    def offer(self, units: Sequence[tuple[str, str]]) -> None:
        """The units to choose from."""
        self.unit_id.choices = [("", "–"), *units]

    @property
    def origin(self) -> dict[str, Any]:
        """Where the step is named: unit, language and whether the name is hidden."""
        return {
            "unit_id": int(self.unit_id.data) if self.unit_id.data else None,
            "language": self.language.data or "fi",
            "hides_author": self.hides_author.data == "hidden",
        }


class EditForm(StepForm):
    """A work step that is there already: its kind is chosen."""

    step_kind = SelectField(
        labels.STEP_FIELDS["step_kind"], [required()], choices=choices(labels.STEP_KINDS.items())
    )


def _told(name: str, value: Any) -> Any:
    if name == "visits_per_year" and value is not None:
        return int(value)
    return value.strip() if isinstance(value, str) else value
