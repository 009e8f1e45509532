"""The form of an evaluation, a question for each criterion, and the form that asks somebody for one."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas.forms import WORDS, Form, at_most, names_a_colleague, not_past, required
from ideas.models.criterion import Criterion
from ideas.models.user import fold_address


class JudgementForm(Form):
    """The judgement in words; the criteria are added from their table."""

    judgement = TextAreaField(
        _l("Judgement in words"),
        [required(), *WORDS],
        description=_l("What speaks for it, what against it, and what would make it better?"),
    )

    names: tuple[tuple[str, str], ...] = ()

    @property
    def scores(self) -> dict[str, tuple[int, str]]:
        """The value and the words for each criterion, by its code; what was left out is missing."""
        given = {code: (self[field].data, self[f"{field}_words"].data or "") for code, field in self.names}
        return {code: (value, words) for code, (value, words) in given.items() if value}


class AskForm(Form):
    """Who is asked to evaluate, and by when."""

    email = StringField(_l("E-mail of the evaluator"), [required(), at_most(254), names_a_colleague])
    due_on = DateField(_l("By when"), [Optional(), not_past], description=_l("May be left empty."))
    authors: frozenset[str] = frozenset()
    evaluators: frozenset[str] = frozenset()

    def validate_email(self, field: Any) -> None:
        """Neither a named author nor somebody who has evaluated already."""
        address = fold_address(field.data or "")
        if address in self.authors:
            raise ValidationError(_l("An author cannot evaluate their own idea."))
        if address in self.evaluators:
            raise ValidationError(_l("This person has already evaluated the idea."))


def name(criterion: Criterion) -> str:
    """The field of a criterion."""
    return f"criterion_{criterion.code.replace('-', '_')}"


def evaluation_form(criteria: Sequence[Criterion], language: str) -> type[JudgementForm]:
    """The form with a question for each criterion, in the reader's language."""
    fields: dict[str, Any] = {"names": tuple((criterion.code, name(criterion)) for criterion in criteria)}
    for criterion in criteria:
        label, hint = criterion.name(language), criterion.help(language)
        needed = [required()] if criterion.is_required else [Optional()]
        fields[name(criterion)] = RadioField(
            label, needed, choices=_scale(criterion, language), coerce=_whole, description=hint
        )
        fields[f"{name(criterion)}_words"] = TextAreaField(_l("%(what)s, in words", what=label), WORDS)
    return type("EvaluationForm", (JudgementForm,), fields)


def _whole(value: Any) -> int | None:
    return int(value) if value else None


def _scale(criterion: Criterion, language: str) -> list[tuple[int, str]]:
    return [(step.value, f"{step.value} {step.name(language)}") for step in criterion.steps]
