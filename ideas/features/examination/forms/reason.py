"""The part of the examination that asks where a work step comes from and what it brings."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.features.examination.forms.fields import address, answer, line, lines_of, words
from ideas.features.examination.queries import people_called
from ideas.forms import CaseForm, at_most, names_a_colleague
from workflow.lifecycles.work_step_states import Level, Origin

MOST_NOTICERS = 50


def names_somebody(form: Any, field: Any) -> None:
    """Empty, or the address of somebody who can sign in."""
    if (field.data or "").strip():
        names_a_colleague(form, field)


class ReasonForm(CaseForm):
    """Why it is done, for whom, and who would notice if it were not."""

    origin = answer("origin", Origin, labels.ORIGINS)
    citation = words(
        "citation", _l("Which act, section, decree or agreement asks for it, and in which words?")
    )
    citation_link = address(labels.STEP_FIELDS["citation_link"], _l("Begins with https:// or http://."))
    rule_owner = StringField(
        labels.STEP_FIELDS["rule_owner"],
        [at_most(254), names_somebody],
        description=_l("The e-mail address of a colleague. They are told, and asked to show the need."),
    )
    rule_owner_name = line("rule_owner_name", _l("Where nobody in the house owns the rule."))

    customer_benefit = answer("customer_benefit", Level, labels.LEVELS)
    staff_success = answer("staff_success", Level, labels.LEVELS)
    who_would_notice = words("who_would_notice", _l("Ask them: what would they miss, and how soon?"))
    noticers = TextAreaField(
        labels.STEP_FIELDS["noticers"],
        [at_most(10_000)],
        description=_l("One on each line, by e-mail address or by name. They hear of a trial stop."),
    )
    dependants = words("dependants", _l("Which decision, statistic or other work rests on it?"))

    def validate_rule_owner_name(self, field: Any) -> None:
        """A rule has one owner."""
        if (field.data or "").strip() and (self.rule_owner.data or "").strip():
            raise ValidationError(_("A colleague is named above already. Leave one of the two empty."))

    def validate_noticers(self, field: Any) -> None:
        """Each line is one colleague."""
        lines = lines_of(field.data)
        if len(lines) > MOST_NOTICERS:
            raise ValidationError(_("At most %(most)s colleagues.", most=MOST_NOTICERS))
        found = people_called(lines)
        unknown = [each for each in lines if len(found[each]) != 1]
        if unknown:
            said = "; ".join(unknown)[:200]
            raise ValidationError(
                _("Not exactly one colleague who can sign in: %(lines)s. Write the address.", lines=said)
            )
