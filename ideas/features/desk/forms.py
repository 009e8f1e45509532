"""The small forms of the desk."""

from datetime import date
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas.colleagues import colleague
from ideas.forms import (
    WORDS,
    AddressForm,
    CaseForm,
    Form,
    at_most,
    choices,
    names_a_colleague,
    not_past,
    required,
)
from workflow.actors import Role


class OwnerForm(CaseForm):
    """Who answers for the idea."""

    email = StringField(_l("E-mail of the responsible person"), [required(), at_most(254), names_a_colleague])


class TransferForm(CaseForm):
    """Which development lead is asked to take over."""

    email = StringField(_l("E-mail of the development lead"), [required(), at_most(254), names_a_colleague])
    words = TextAreaField(_l("Why you ask"), WORDS)

    def validate_email(self, field: Any) -> None:
        """A lead, for only a lead can take over what a lead answers for."""
        person = colleague(field.data)
        if person is None or person.role is not Role.LEAD:
            raise ValidationError(_l("Only a development lead can take over."))


class HandOverForm(Form):
    """Which colleague is asked to take over everything that somebody left behind."""

    email = StringField(_l("E-mail of the colleague"), [required(), at_most(254), names_a_colleague])
    words = TextAreaField(_l("Why you ask"), WORDS)


class NextDateForm(CaseForm):
    """When the idea is looked at next."""

    next_date = DateField(_l("Next date"), [required(), not_past])
    words = TextAreaField(_l("What happens by then"), WORDS)

    @property
    def day(self) -> date:
        """The day, once the form holds."""
        return cast(date, self.next_date.data)


class QuestionForm(CaseForm):
    """What the author is asked."""

    words = TextAreaField(_l("What you would like to know"), [required(), *WORDS])


class AnswerForm(CaseForm):
    """What the author answers."""

    words = TextAreaField(_l("Your answer"), [required(), *WORDS])


class DeclineForm(CaseForm):
    """Why somebody does not take over."""

    words = TextAreaField(_l("Why not, in a word"), [required(), *WORDS])


class DeskFilter(AddressForm):
    """Whose work the desk shows."""

    unit = SelectField(_l("Unit with its sub-units"), default="")

    def offer(self, units: list[tuple[str, str]]) -> "DeskFilter":
        """Let the list offer every unit, with "all" before them."""
        self.unit.choices = choices([("", _l("all")), *units])
        return self

    @property
    def unit_id(self) -> int | None:
        """The unit that was chosen, if it is offered."""
        return int(self.unit.data) if self.unit.data and self.validate() else None
