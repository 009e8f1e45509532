"""The form of the whole examination, put together from its sections."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from ideas.features.examination.findings import ANSWERS, PERCENT, WORDS, Findings
from ideas.features.examination.forms.change import ChangeForm
from ideas.features.examination.forms.effort import EffortForm
from ideas.features.examination.forms.fields import lines_of
from ideas.features.examination.forms.reason import ReasonForm
from ideas.models.work_step import WorkStep
from ideas.numbers import LARGEST
from workflow.hours import gross, travel

SMALLEST_SHARE = Decimal("0.0001")


class ExaminationForm(ReasonForm, EffortForm, ChangeForm):
    """Everything that is found out; it may be saved half done."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself, and then what they give together."""
        return bool(super().validate(extra_validators)) and self._adds_up()

    @property
    def found(self) -> Findings:
        """What the form says."""
        return Findings(
            columns={**self._words, **self._answers},
            rule_owner=(self.rule_owner.data or "").strip(),
            noticers=lines_of(self.noticers.data),
            removals=lines_of(self.removals.data),
            affects_staff=bool(self.affects_staff.data),
            clearer=(self.clearer.data or "").strip() if self.affects_staff.data else "",
        )

    @property
    def _words(self) -> dict[str, str]:
        return {name: (self[name].data or "").strip() for name in WORDS}

    @property
    def _answers(self) -> dict[str, Any]:
        """Answers and amounts; the share, which people say in percent, as 0 to 1."""
        said = {name: self[name].data for name in ANSWERS}
        share, people = said["share_removed"], said["people"]
        said["share_removed"] = None if share is None else (share / PERCENT).quantize(SMALLEST_SHARE)
        said["people"] = None if people is None else int(people)
        return said

    def _adds_up(self) -> bool:
        """Whether the hours a year are ones that somebody could work, and that a column can hold."""
        effort = WorkStep(**self._answers).effort
        if effort is None or (gross(effort) + travel(effort)).high <= LARGEST:
            return True
        wrong = _("Together these numbers give too many hours a year. Look for a digit too many.")
        self.minutes_likely.errors = [*self.minutes_likely.errors, wrong]
        return False
