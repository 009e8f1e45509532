"""The forms of those who are asked: the need for a rule, and the clearance of an effect on staff."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from ideas import labels
from ideas.forms import WORDS, CaseForm, choices, required
from ideas.models.work_step_codes import Clearance


class NeedForm(CaseForm):
    """Why the rule is needed, in the words of who owns it."""

    need = TextAreaField(labels.STEP_FIELDS["need"], [required(), *WORDS])

    @property
    def said(self) -> str:
        """The need, once the form holds."""
        return (self.need.data or "").strip()


class ClearanceForm(CaseForm):
    """What the named person says of the effect on staff."""

    clearance = RadioField(_l("How is it?"), [required()], choices=choices(labels.CLEARANCES.items()))
    words = TextAreaField(_l("In your own words"), WORDS)

    @property
    def said(self) -> Clearance:
        """The code, once the form holds."""
        return Clearance(self.clearance.data)

    @property
    def told(self) -> str:
        """The words beside it."""
        return (self.words.data or "").strip()
