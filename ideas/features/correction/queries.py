"""Reads what a correction needs: the entry as it holds now, and whether it may be corrected or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ideas import labels
from ideas.access import demand, find
from ideas.corrections import Effective, effective, log_of, marks
from ideas.extensions import settings
from ideas.lifecycle import LIFECYCLES
from ideas.models import Case
from ideas.models.entry import Entry
from ideas.reversal import confirm_latest
from ideas.telling import Row, row_of
from workflow.actors import Actor
from workflow.correcting import ANSWERS
from workflow.events import Kind
from workflow.machine import Ask, Refused, Transition
from workflow.permissions import Action
from workflow.problems import Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry that may be corrected: what it says now, what was asked then, and the log around it."""

    case: Case
    entry: Entry
    held: Effective[Entry]
    transition: Transition[Any] | None
    log: Sequence[Entry]

    @property
    def row(self) -> Row:
        """The entry as the timeline tells it."""
        return row_of(self.held.entry, self.case)

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The answers that can be said anew."""
        line = self.transition
        asked = (*line.asks, *line.invites) if line else ()
        return tuple(ask for ask in ANSWERS if ask in asked)

    @property
    def began_on(self) -> date:
        """The day on which the case began; nothing has happened to it earlier."""
        return settings().local_day(self.case.submitted_at or self.case.created_at)

    @property
    def fixed(self) -> str | None:
        """Why it can no longer be taken back; None where it can."""
        try:
            confirm_latest(self.held.entry, self.log)
        except Refused as refusal:
            return str(labels.PROBLEMS[refusal.problems[0]])
        return None

    @property
    def is_decision(self) -> bool:
        """Whether it is a move, and not a date."""
        return self.transition is not None


def opened(public_id: str, number: int, actor: Actor) -> Opened:
    """The entry with this number for a lead who is no author; Refused where it cannot be corrected."""
    case = find(Case, public_id, actor)
    demand(Action.CORRECT, actor, case)
    if actor.id in case.author_ids:
        raise Refused(Problem.OWN_IDEA)
    log = log_of(case)
    entry = next((each for each in log if each.n == number), None)
    mark = marks(log).get(number)
    if entry is None or mark is None:
        raise Refused(Problem.NOT_CORRECTABLE)
    if not mark.is_correctable:
        is_old = mark.corrected is not None or entry.kind is Kind.CORRECTED
        raise Refused(Problem.CORRECTED_ALREADY if is_old else Problem.NOT_CORRECTABLE)
    held = effective(log)[mark.corrects.n if mark.corrects else number]
    return Opened(case, entry, held, _line(case, held.kind), log)


def _line(case: Case, kind: Kind) -> Transition[Any] | None:
    return next((line for line in LIFECYCLES[case.kind].transitions if line.kind is kind), None)
