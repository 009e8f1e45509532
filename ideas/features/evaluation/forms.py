"""The form of an evaluation, a question for each criterion, and the form that asks somebody for one."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.forms import WORDS, Form, at_most, choices, names_a_colleague, not_past, required
from ideas.models.evaluation import Criterion
from ideas.models.user import fold_address
from workflow.scoring import HIGHEST, LOWEST

SCALE = choices((str(value), str(value)) for value in range(LOWEST, HIGHEST + 1))


class JudgementForm(Form):
    """The judgement in words; the criteria are added from their table."""

    judgement = TextAreaField(
        _l("Judgement in words"),
        [required(), *WORDS],
        description=_l("What speaks for it, what against it, and what would make it better?"),
    )

    @property
    def scores(self) -> dict[Criterion, tuple[int, str]]:
        """The value and the words for each criterion."""
        return {c: (self[name(c)].data, self[f"{name(c)}_words"].data or "") for c in Criterion}


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
    return criterion.value.replace("-", "_")


def _questions() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for criterion in Criterion:
        label, hint = labels.CRITERIA[criterion], labels.CRITERION_HINTS[criterion]
        fields[name(criterion)] = RadioField(label, [required()], choices=SCALE, coerce=int, description=hint)
        fields[f"{name(criterion)}_words"] = TextAreaField(labels.FIELDS[f"{name(criterion)}_words"], WORDS)
    return fields


EvaluationForm = type("EvaluationForm", (JudgementForm,), _questions())
