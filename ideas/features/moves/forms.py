"""The form of a move, built from what its line in the life cycle's table asks and invites."""

from typing import Any

from wtforms import HiddenField, TextAreaField

from ideas import labels
from ideas.forms import WORDS, CaseForm, required
from ideas.models import Case
from ideas.moving import unmet
from ideas.questions import FIELDS, as_text
from workflow.machine import Ask, Note, Transition


class MoveForm(CaseForm):
    """The questions of one move about one case; its answers go along with its words."""

    prepared = HiddenField()

    about: Case
    questions: tuple[Ask, ...] = ()

    @property
    def note(self) -> Note:
        """What the person wrote, as the rules read it; what was left empty is no answer."""
        words = self["words"].data if "words" in self else ""
        answers = {ask.value: as_text(ask, self[ask].data) for ask in self.questions}
        return Note(words or "", {ask: answer for ask, answer in answers.items() if answer})

    def validate(self, extra_validators: Any = None) -> bool:
        """Each answer by itself, then all of them together, said next to the field."""
        if not super().validate(extra_validators):
            return False
        gaps = unmet(self.about, self.note.data)
        for ask, problem in gaps:
            self[ask].errors = [*self[ask].errors, str(labels.PROBLEMS[problem])]
        return not gaps


def move_form(transition: Transition[Any], case: Case) -> type[MoveForm]:
    """The form of this move: its words first, then what it asks and what it invites."""
    fields: dict[str, Any] = {}
    if transition.prompt:
        label, hint = labels.PROMPTS[transition.prompt], labels.PROMPT_HINTS[transition.prompt]
        fields["words"] = TextAreaField(label, [required(), *WORDS], description=hint)
    fields |= {ask.value: FIELDS[ask](True) for ask in transition.asks}
    fields |= {ask.value: FIELDS[ask](False) for ask in transition.invites}
    questions = transition.asks + transition.invites
    return type("OneMoveForm", (MoveForm,), {"about": case, "questions": questions, **fields})
