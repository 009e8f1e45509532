"""Owns the question of what is given up for an idea, as fields that any form about an idea can carry."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.forms import WORDS, CaseForm, CheckboxesField, NumberField, at_most, choices, not_negative
from ideas.models.idea import Idea
from ideas.room import Answer, Step, candidates, named, numbers_in, numbers_of
from workflow.actors import Actor
from workflow.lifecycles.idea_states import GiveUp
from workflow.machine import Ask
from workflow.problems import Problem

MOST_NUMBERS = 20


class RoomForm(CaseForm):
    """Hours a year that the idea needs, and what is given up for it: work steps, or nothing and why."""

    needed_hours = NumberField(
        labels.ASKS[Ask.NEEDED_HOURS],
        [Optional(), not_negative],
        description=_l("Hours that carrying it out and keeping it up take in a year. 0 will do."),
    )
    give_up = RadioField(
        labels.ASKS[Ask.GIVE_UP],
        [Optional()],
        choices=choices(labels.GIVE_UPS.items()),
        description=_l("The new only fits where something is given up."),
        validate_choice=False,
    )
    steps = CheckboxesField(_l("Work steps that are given up for this"), validate_choice=False)
    other_steps = StringField(
        _l("Other work steps"),
        [at_most(500)],
        description=_l("Their numbers, such as L-2026-0007, with a space between them."),
    )
    give_up_words = TextAreaField(labels.FIELDS["give_up_words"], WORDS)

    offered: Sequence[Step] = ()
    actor: Actor

    def offer(self, idea: Idea, actor: Actor) -> None:
        """Show what can be ticked: what is paired, what was ticked, and what is likely."""
        self.actor = actor
        self.offered = candidates(idea, actor, self.steps.data or ())
        self.steps.choices = choices((step.public_id, step.title) for step in self.offered)

    def validate_steps(self, field: Any) -> None:
        """What is ticked can be given up; something needs a work step, and nothing has none."""
        self._confirm_nameable(field.data or [])
        if self.offered:
            self._confirm_agreement()

    def validate_other_steps(self, field: Any) -> None:
        """Each number is that of a work step which can be given up."""
        numbers = numbers_in(field.data)
        if len(numbers) > MOST_NUMBERS:
            raise ValidationError(_("At most %(most)s work steps.", most=MOST_NUMBERS))
        self._confirm_nameable(numbers)
        if not self.offered:
            self._confirm_agreement()

    def validate_give_up_words(self, field: Any) -> None:
        """Nothing has a reason."""
        if self.give_up.data == GiveUp.NOTHING and not (field.data or "").strip():
            raise ValidationError(_("Say in words why nothing is given up."))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every work step that is ticked or written, once."""
        return tuple(dict.fromkeys([*(self.steps.data or ()), *numbers_in(self.other_steps.data)]))

    @property
    def answer(self) -> Answer:
        """What the form says; who names a work step gives up something."""
        said = GiveUp(self.give_up.data) if self.give_up.data in set(GiveUp) else None
        give_up = said or (GiveUp.SOMETHING if self.numbers else None)
        return Answer(give_up, self.give_up_words.data or "", self.needed_hours.data, self.numbers)

    def _confirm_nameable(self, numbers: Sequence[str]) -> None:
        """Each number is seen by this person and not kept."""
        known = {step.public_id for step in named(numbers, self.actor)}
        wrong = [number for number in numbers if number not in known]
        if wrong:
            told = str(labels.PROBLEMS[Problem.WORK_STEPS_UNSUITABLE])
            raise ValidationError(f"{', '.join(wrong)[:200]}: {told}")

    def _confirm_agreement(self) -> None:
        if self.give_up.data == GiveUp.SOMETHING and not self.numbers:
            raise ValidationError(_("Choose at least one work step, or write its number."))
        if self.give_up.data == GiveUp.NOTHING and self.numbers:
            raise ValidationError(_("You chose “nothing”, but work steps are chosen too. Which holds?"))


def room_fields(idea: Idea, actor: Actor) -> dict[str, Any]:
    """The fields as they were answered last."""
    return {
        "needed_hours": idea.needed_hours,
        "give_up": idea.give_up.value if idea.give_up else None,
        "give_up_words": idea.give_up_words,
        "steps": list(numbers_of(idea, actor)),
    }
