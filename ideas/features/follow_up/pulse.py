"""Counts the pulse so that no answer can be told from another, nor to whom it belongs."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sqlalchemy import case, select, update

from ideas.extensions import db
from ideas.features.follow_up.queries import adopted
from ideas.models.case import Case
from ideas.models.follow_up import Pulse, PulseTaken
from ideas.transaction import command, current_post, hold
from workflow.actors import Actor
from workflow.permissions import Action

BATCH = 5
"""How many answers are shown at once, at the least."""
STEPS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be shown of the answers: how many, their median, and how many of each step."""

    total: int
    median: Decimal
    counts: tuple[tuple[int, int], ...]

    @property
    def most(self) -> int:
        """The count of the step that was chosen most often."""
        return max(count for _step, count in self.counts)


def take(public_id: str, value: int, *, actor: Actor) -> bool:
    """Count an answer; False where this person has answered before, which changes nothing.

    The post leaves no key behind: its hash would hold the answer beside the moment it came.
    """
    token = current_post.set(None)
    try:
        return _take(public_id, value, actor=actor)
    finally:
        current_post.reset(token)


def figures(of: Case) -> Figures | None:
    """What may be shown; None before the first batch is full."""
    rows = select(Pulse.value, Pulse.shown).where(Pulse.case_id == of.id).order_by(Pulse.value)
    counts = tuple((value, shown) for value, shown in db.session.execute(rows))
    answers = [value for value, shown in counts for _answer in range(shown)]
    return Figures(len(answers), Decimal(median(answers)), counts) if answers else None


def has_taken(of: Case, actor: Actor) -> bool:
    """Whether this person has answered; what they answered nobody can say."""
    taken = select(PulseTaken.user_id).where(PulseTaken.case_id == of.id, PulseTaken.user_id == actor.id)
    return db.session.scalar(taken) is not None


@command
def _take(public_id: str, value: int, *, actor: Actor) -> bool:
    idea = adopted(public_id, Action.TAKE_PULSE, actor)
    hold(idea)
    if actor.id is None or has_taken(idea, actor):
        return False
    db.session.add(PulseTaken(case_id=idea.id, user_id=actor.id))
    _count(idea, value)
    _show(idea)
    return True


def _count(idea: Case, value: int) -> None:
    """All five rows are written, or the one that was would carry the mark of this person's transaction."""
    if db.session.get(Pulse, (idea.id, value)) is None:
        db.session.add_all(Pulse(case_id=idea.id, value=step, count=0, shown=0) for step in STEPS)
        db.session.flush()
    counted = Pulse.count + case((Pulse.value == value, 1), else_=0)
    _write(idea, count=counted)


def _show(idea: Case) -> None:
    """Bring what is shown up to date, once a whole batch has come since."""
    rows = select(Pulse.count, Pulse.shown).where(Pulse.case_id == idea.id)
    if sum(count - shown for count, shown in db.session.execute(rows)) >= BATCH:
        _write(idea, shown=Pulse.count)


def _write(idea: Case, **values: object) -> None:
    statement = update(Pulse).where(Pulse.case_id == idea.id).values(**values)
    db.session.execute(statement.execution_options(synchronize_session=False))
