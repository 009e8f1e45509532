"""The forms of evaluating: a question for each criterion, whom to ask, a new round, and abstaining."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.colleagues import colleague
from ideas.features.evaluation.judgement import Asking, Judgement, Opening, Unaskable, name
from ideas.forms import (
    LONGEST_LINK,
    WORDS,
    Form,
    at_most,
    choices,
    leads_to_a_page,
    names_a_colleague,
    not_past,
    required,
)
from ideas.models.criterion import Criterion
from ideas.models.evaluation import Knowledge

UNSAID = ("", _l("I leave this out"))
UNASKABLE = {
    Unaskable.AUTHOR: _l("An author cannot evaluate their own idea."),
    Unaskable.JOINED: _l("This person takes part in the idea, so somebody else evaluates it."),
    Unaskable.EVALUATED: _l("This person has already evaluated the idea."),
    Unaskable.CONFLICTED: _l("This person has abstained because of a conflict of interest."),
}


class JudgementForm(Form):
    """The judgement in words and how one knows; the criteria are added from their table."""

    judgement = TextAreaField(
        _l("Judgement in words"),
        [required(), *WORDS],
        description=_l("What speaks for it, what against it, and what would make it better?"),
    )
    knowledge = RadioField(
        _l("How do we know?"),
        [required()],
        choices=choices([(code.value, words) for code, words in labels.KNOWLEDGE.items()]),
        description=_l("A guess is welcome too: it only has to be called one."),
    )
    source = StringField(
        _l("Link to where it can be seen"),
        [at_most(LONGEST_LINK), leads_to_a_page],
        description=_l("May be left empty. Begins with https:// or http://."),
    )

    names: tuple[tuple[str, str], ...] = ()

    @property
    def given(self) -> Judgement:
        """What was handed in, once the form holds; what was left out is missing."""
        said = {code: (self[field].data, self[f"{field}_words"].data or "") for code, field in self.names}
        scores = {code: (value, words) for code, (value, words) in said.items() if value}
        words, source = str(self.judgement.data), (self.source.data or "").strip()
        return Judgement(words, scores, Knowledge(self.knowledge.data), source)


class AskForm(Form):
    """Who is asked to evaluate, and by when."""

    email = StringField(_l("E-mail of the evaluator"), [at_most(254)])
    unit = SelectField(
        _l("Everybody in a unit"),
        default="",
        description=_l("Authors, those who take part and those who have answered are left out."),
    )
    due_on = DateField(_l("By when"), [Optional(), not_past], description=_l("May be left empty."))
    must_name = True
    unaskable: Mapping[int, Unaskable] = {}

    def offer(self, units: Sequence[tuple[str, str]]) -> None:
        """Let the list offer every unit, and none."""
        self.unit.choices = choices([("", _l("nobody")), *units])

    def validate_email(self, field: Any) -> None:
        """Somebody who may evaluate, unless a unit is asked or nobody need be."""
        if not field.data:
            if self.must_name and not self.unit.data:
                raise ValidationError(_l("Name somebody, or choose a unit."))
            return
        names_a_colleague(self, field)
        person = colleague(field.data)
        if person and (why := self.unaskable.get(person.id)):
            raise ValidationError(UNASKABLE[why])

    @property
    def asking(self) -> Asking:
        """Who is asked, once the form holds."""
        unit_id = int(self.unit.data) if self.unit.data else None
        return Asking(self.email.data or "", unit_id, self.due_on.data)


class RoundForm(AskForm):
    """A new round: whether the author is hidden, what has changed, and who is asked at once."""

    must_name = False
    is_blind = BooleanField(
        _l("Hide who the author is"),
        description=_l(
            "The author’s name and unit are hidden from everybody but the authors until the round is closed."
        ),
    )
    words = TextAreaField(_l("Why is it evaluated again?"), WORDS, description=_l("What has changed since?"))

    @property
    def opening(self) -> Opening:
        """How the round begins, once the form holds."""
        return Opening(bool(self.is_blind.data), self.words.data or "")


class FurtherRoundForm(RoundForm):
    """A round about an idea that has been evaluated already: what has changed must be said."""

    words = TextAreaField(
        _l("Why is it evaluated again?"), [required(), *WORDS], description=_l("What has changed since?")
    )


class AbstainForm(Form):
    """Whether interests clash, and why, for the leads alone."""

    reason = RadioField(
        _l("Why do you abstain?"),
        [required()],
        choices=choices(
            [
                ("other", _l("I cannot judge this, or have no time for it")),
                ("conflict", _l("I have a conflict of interest")),
            ]
        ),
    )
    words = TextAreaField(
        _l("In words"),
        WORDS,
        description=_l("May be left empty. Read by the development leads only."),
    )

    @property
    def has_conflict(self) -> bool:
        """Whether the person's interests clash."""
        return bool(self.reason.data == "conflict")


def evaluation_form(criteria: Sequence[Criterion], language: str) -> type[JudgementForm]:
    """The form with a question for each criterion, in the reader's language."""
    fields: dict[str, Any] = {"names": tuple((criterion.code, name(criterion)) for criterion in criteria)}
    for criterion in criteria:
        label = criterion.name(language)
        fields[name(criterion)] = RadioField(
            label,
            [required()] if criterion.is_required else [Optional()],
            choices=_scale(criterion, language),
            coerce=_whole,
            description=criterion.help(language),
        )
        fields[f"{name(criterion)}_words"] = TextAreaField(_l("%(what)s, in words", what=label), WORDS)
    return type("EvaluationForm", (JudgementForm,), fields)


def _whole(value: Any) -> int | None:
    return int(value) if value else None


def _scale(criterion: Criterion, language: str) -> list[Any]:
    steps: list[Any] = [(step.value, f"{step.value} {step.name(language)}") for step in criterion.steps]
    return choices(steps if criterion.is_required else [*steps, UNSAID])
