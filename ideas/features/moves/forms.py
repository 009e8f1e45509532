"""The form of a move, built from what its line in the life cycle's table asks."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.access import current_actor
from ideas.features.moves.queries import can_receive, public_id_in
from ideas.forms import WORDS, CaseForm, at_most, choices, not_past, required
from workflow.machine import Ask, Note, Transition


class MoveForm(CaseForm):
    """The questions of one move; `kept` are the answers that go along with its words."""

    asks: tuple[Ask, ...] = ()

    @property
    def note(self) -> Note:
        """What the person wrote, as the rules read it."""
        words = self["words"].data if "words" in self else ""
        return Note(words or "", {ask.value: _text(ask, self[ask].data) for ask in self.asks})


def move_form(transition: Transition[Any]) -> type[MoveForm]:
    """The form of this move: its words first, then everything else it asks."""
    fields: dict[str, Any] = {}
    if transition.prompt:
        label, hint = labels.PROMPTS[transition.prompt], labels.PROMPT_HINTS[transition.prompt]
        fields["words"] = TextAreaField(label, [required(), *WORDS], description=hint)
    fields |= {ask.value: FIELDS[ask]() for ask in transition.asks}
    return type("OneMoveForm", (MoveForm,), {"asks": transition.asks, **fields})


def receives(form: MoveForm, field: Field) -> None:
    """The public id, or the address, of another idea that is still open."""
    if not can_receive(field.data, current_actor()):
        raise ValidationError(_l("Give the number of another idea that is still open, such as I-2026-0042."))


def _reason_code() -> Any:
    offered = choices([("", _l("Choose")), *labels.REASON_CODES.items()])
    return SelectField(labels.ASKS[Ask.REASON_CODE], [required()], choices=offered)


def _condition() -> Any:
    hint = _l("What would make it worth opening again? “Not our business” is no reason: transfer it instead.")
    return TextAreaField(labels.ASKS[Ask.CONDITION], [required(), *WORDS], description=hint)


def _doer() -> Any:
    return StringField(labels.ASKS[Ask.DOER], [required(), at_most(200)])


def _deadline() -> Any:
    return DateField(labels.ASKS[Ask.DEADLINE], [required(), not_past])


def _give_up() -> Any:
    offered = choices(labels.GIVE_UPS.items())
    hint = _l("The new only fits where something is given up.")
    return RadioField(labels.ASKS[Ask.GIVE_UP], [required()], choices=offered, description=hint)


def _give_up_words() -> Any:
    return TextAreaField(labels.ASKS[Ask.GIVE_UP_WORDS], [required(), *WORDS])


def _target() -> Any:
    hint = _l("Its number, such as I-2026-0042. Its authors and followers get company.")
    return StringField(labels.ASKS[Ask.TARGET], [required(), at_most(200), receives], description=hint)


FIELDS: Mapping[Ask, Callable[[], Any]] = {
    Ask.REASON_CODE: _reason_code,
    Ask.CONDITION: _condition,
    Ask.DOER: _doer,
    Ask.DEADLINE: _deadline,
    Ask.GIVE_UP: _give_up,
    Ask.GIVE_UP_WORDS: _give_up_words,
    Ask.TARGET: _target,
}


def _text(ask: Ask, answer: Any) -> str:
    if ask is Ask.TARGET:
        return public_id_in(answer)
    return answer.isoformat() if isinstance(answer, date) else str(answer or "").strip()
