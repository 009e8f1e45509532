"""The part of the examination that asks what is proposed, what else must go, and whose work it changes."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.features.examination.forms.fields import LONGEST_LINE, answer, line, lines_of, number, words
from ideas.features.examination.forms.reason import names_somebody
from ideas.forms import CaseForm, at_most, free_of_identity_codes
from ideas.models.user import fold_address
from ideas.models.work_step_codes import Proposal, ReduceHow
from workflow.lifecycles.work_step_states import Shift

MOST_REMOVALS = 50
WHOLE = 100
_HOURS = _l("Hours a year; 0 will do.")


class ChangeForm(CaseForm):
    """What becomes of the step, and of those who do it."""

    proposal = answer("proposal", Proposal, labels.PROPOSALS)
    reduce_how = answer(
        "reduce_how", ReduceHow, labels.REDUCE_HOWS, _l("Only where you propose to reduce it.")
    )
    replaced_by = words("replaced_by", _l("Only where something replaces it or does it by machine."))
    share_removed = number("share_removed", _l("In percent. Left empty, all of it goes."))
    replacement_hours = number("replacement_hours", _HOURS)
    shifted_to = answer("shifted_to", Shift, labels.SHIFTS, _l("“To nobody” is an answer of its own."))
    shifted_to_whom = line("shifted_to_whom", _l("Which unit, which customers, which organisation?"))
    shifted_hours = number("shifted_hours", _HOURS)
    change_hours = number("change_hours", _l("Hours once: guiding, changing systems, telling people."))

    removals = TextAreaField(
        labels.STEP_FIELDS["removals"],
        [at_most(10_000), free_of_identity_codes],
        description=_l("A form, template, field, recurring meeting or instruction; one on each line."),
    )

    affects_staff = BooleanField(
        labels.STEP_FIELDS["affects_staff"],
        description=_l("Then it waits until the person you name has cleared it."),
    )
    clearer = StringField(
        labels.STEP_FIELDS["clearer"],
        [at_most(254), names_somebody],
        description=_l("The e-mail address of the colleague who takes care of the co-operation procedure."),
    )

    def validate_share_removed(self, field: Any) -> None:
        """A share of the whole."""
        if field.data is not None and field.data > WHOLE:
            raise ValidationError(_("From 0 to 100."))

    def validate_removals(self, field: Any) -> None:
        """As many and as long as the list holds."""
        lines = lines_of(field.data)
        if len(lines) > MOST_REMOVALS:
            raise ValidationError(_("At most %(most)s lines.", most=MOST_REMOVALS))
        if any(len(each) > LONGEST_LINE for each in lines):
            raise ValidationError(_("One line has at most %(most)s characters.", most=LONGEST_LINE))

    def validate_clearer(self, field: Any) -> None:
        """Somebody clears what touches staff; a newly named person has something to clear."""
        named = fold_address(field.data or "")
        if self.affects_staff.data and not named:
            raise ValidationError(_("Name the colleague who clears it."))
        if named and not self.affects_staff.data and named != fold_address(field.object_data or ""):
            raise ValidationError(_("Say above that it changes somebody’s tasks, or leave this empty."))
