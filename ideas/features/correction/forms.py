"""The forms of a correction: what is said anew with the reason, and the reason for taking a decision back."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, TextAreaField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.features.correction.queries import Opened
from ideas.forms import WORDS, CaseForm, not_past, required
from ideas.i18n import format_date
from ideas.moving import unmet
from ideas.questions import FIELDS, as_answer, as_text
from ideas.web.clock import today
from workflow.machine import Ask


class CorrectionForm(CaseForm):
    """The day, the words and the answers as they should have been, and why they are corrected."""

    looks_back = True
    on = DateField(_l("The day on which it really happened"), [required()])
    reason = TextAreaField(_l("Why it is corrected"), [required(), *WORDS])

    about: Opened
    asks: tuple[Ask, ...] = ()

    def validate_on(self, field: Any) -> None:
        """Neither a day to come nor one before the case began."""
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))
        if field.data and field.data < self.about.began_on:
            began = format_date(self.about.began_on)
            raise ValidationError(_("It began on %(day)s. Choose that day or a later one.", day=began))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself, then the answers together."""
        if not super().validate(extra_validators):
            return False
        gaps = [(ask, why) for ask, why in unmet(self.about.case, self.answers) if ask in self.asks]
        for ask, problem in gaps:
            self[ask].errors = [*self[ask].errors, str(labels.PROBLEMS[problem])]
        return not gaps

    @property
    def answers(self) -> dict[str, str]:
        """The answers as the log keeps them."""
        return {ask.value: as_text(ask, self[ask].data) for ask in self.asks}

    @property
    def told(self) -> dict[str, str]:
        """Everything as it should have been."""
        told = {"on": self.on.data.isoformat(), **self.answers}  # type: ignore[union-attr]  # required
        if "said" in self:
            told["said"] = (self["said"].data or "").strip()
        if "set_to" in self:
            told["set_to"] = self["set_to"].data.isoformat()
        return told


class ReturnForm(CaseForm):
    """Why a decision was a mistake."""

    why = TextAreaField(_l("Why it was a mistake"), [required(), *WORDS])


def correction_form(about: Opened) -> type[CorrectionForm]:
    """The form for this entry: the day, what was asked then, and the reason."""
    fields: dict[str, Any] = {}
    line = about.transition
    if line is None:
        fields["set_to"] = DateField(_l("The next date as it should be"), [required(), not_past])
        fields["said"] = TextAreaField(labels.ANEW["said"], WORDS)
    elif line.prompt:
        fields["said"] = TextAreaField(labels.PROMPTS[line.prompt], [required(), *WORDS])
    fields |= {ask.value: FIELDS[ask](line is not None and ask in line.asks) for ask in about.asks}
    return type("OneCorrectionForm", (CorrectionForm,), {"about": about, "asks": about.asks, **fields})


def said_now(about: Opened) -> dict[str, Any]:
    """What holds now, by the names of the fields."""
    data = about.held.data
    answers = {ask.value: as_answer(ask, data[ask]) for ask in about.asks if data.get(ask)}
    set_to = data.get("set_to") or data.get("next_date")
    day = date.fromisoformat(set_to) if set_to else None
    return {"on": about.held.on, "said": about.held.words, "set_to": day, **answers}
