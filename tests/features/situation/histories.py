"""Lets cases live through anything in any order, as people do, and passes over what the rules refuse."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from ideas.extensions import db
from ideas.features.comments import service as comments
from ideas.features.correction import service as correction
from ideas.features.desk import service as desk
from ideas.features.follow_up import service as follow_up
from ideas.features.follow_up.forms import Told
from ideas.features.moves import service as moves
from ideas.lifecycle import Arrival, arrive_together
from ideas.models import Case, Entry, Idea, User, WorkStep
from ideas.transaction import command
from tests import factories, steps
from workflow.actors import Actor, Role
from workflow.correcting import DECISIONS
from workflow.lifecycles.idea_states import Size
from workflow.machine import Forbidden, Note, Refused

BEGINNING = datetime(2026, 3, 20, 21, 30, tzinfo=UTC)
"""Shortly before midnight in the house, a week before summer time begins."""
ANSWERS: Mapping[str, dict[str, str]] = {
    "drop": {"reason_code": "not-now", "condition": "Uusi tarve."},
    "adopt-at-once": {
        "doer": "Aino", "deadline": "2026-12-01", "needed_hours": "12.5", "give_up": "nothing",
        "give_up_words": "Mahtuu.",
    },
    "give-up": {"ending": "stop"}, "keep": {"keeping": "keep", "review_on": "2027-06-01"},
}  # fmt: skip


@dataclass
class Life:
    """The people, the cases, and the hour."""

    author: User
    lead: User
    other: User
    cases: list[Case]
    at: datetime

    @classmethod
    def begin(cls) -> "Life":
        """Nothing has happened yet."""
        people = (factories.person(Role.LEAD), factories.person(Role.LEAD), factories.person(Role.LEAD))
        return cls(*people, [], BEGINNING)

    def play(self, deed: str, which: int, hours: int) -> None:
        """Some hours later something happens to one of the cases, unless it may not."""
        self.at += timedelta(hours=hours)
        if deed in BIRTHS or not self.cases:
            self.cases.append(BIRTHS.get(deed, idea)(self))
            return
        case = self.cases[which % len(self.cases)]
        with suppress(Refused, Forbidden, NotFound, StopIteration, IntegrityError):
            DEEDS[deed](self, case)

    def actor(self) -> Actor:
        """The lead as the rules know them."""
        return factories.actor(self.lead)

    def move(self, case: Case, name: str, **answers: str) -> None:
        """A move with what it asks."""
        note = Note("Näin.", {**ANSWERS.get(name, {}), **answers})
        moves.move(case.public_id, name, note, None, actor=self.actor(), at=self.at)


def idea(life: Life) -> Case:
    """An idea is submitted."""
    begun = factories.draft(life.author, size=Size.SMALL if len(life.cases) % 3 else None)
    actor = factories.actor(life.author)
    return _kept(moves.move(begun.public_id, "submit", Note(""), None, actor=actor, at=life.at))


def step(life: Life) -> Case:
    """A work step is named."""
    return steps.recorded(life.author)


def arrival(life: Life) -> Case:
    """An idea of an earlier year arrives from elsewhere."""
    return _kept(_arrived(life.at - timedelta(days=400)))


@command
def _arrived(at: datetime) -> Idea:
    row = Idea(title="Vanha", essence="Vanha idea", benefit="", is_publish_checked=True)
    arrive_together("idea", [Arrival(row, at)])
    return row


def _kept(case: Case) -> Case:
    db.session.refresh(case)
    db.session.expunge(case)
    return case


def comment(life: Life, case: Case) -> None:
    """Somebody else says something."""
    comments.add(case.public_id, "Hyvä.", language="fi", actor=life.actor(), at=life.at)


def comment_of_author(life: Life, case: Case) -> None:
    """The author says something more."""
    actor = factories.actor(life.author)
    comments.add(case.public_id, "Lisäksi.", language="fi", actor=actor, at=life.at)


def weigh(life: Life, case: Case) -> None:
    """Everything that the next decision needs is there; who has evaluated does not do so again."""
    if isinstance(case, WorkStep):
        steps.written(case, **steps.EXAMINED)
    else:
        factories.evaluate(cast(Idea, case), life.lead)
    later = life.at.date() + timedelta(days=900)
    desk.assign(case.public_id, life.other.email, None, actor=life.actor(), at=life.at)
    desk.set_next_date(case.public_id, later, "", None, actor=life.actor(), at=life.at)
    life.move(case, "evaluate" if isinstance(case, Idea) else "examine")


def end_well(life: Life, case: Case) -> None:
    """It is taken into use, or given up."""
    life.move(case, "adopt-at-once" if isinstance(case, Idea) else "give-up")


def end(life: Life, case: Case) -> None:
    """It is not carried out, or kept."""
    life.move(case, "drop" if isinstance(case, Idea) else "keep")


def come_back(life: Life, case: Case) -> None:
    """It is looked at again."""
    life.move(case, "reopen" if isinstance(case, Idea) else "reconsider")


def merge(life: Life, case: Case) -> None:
    """It becomes part of another idea."""
    target = next(each for each in life.cases if isinstance(each, Idea) and each.id != case.id)
    life.move(case, "merge", target=target.public_id)


def correct_day(life: Life, case: Case) -> None:
    """The latest decision was made on another day."""
    said = {"on": (life.at - timedelta(days=3)).date().isoformat()}
    number = decided(case)
    correction.correct(case.public_id, number, said, "Pöytäkirja.", None, actor=life.actor(), at=life.at)


def take_back(life: Life, case: Case) -> None:
    """The latest decision was a mistake."""
    correction.take_back(case.public_id, decided(case), "Vahinko.", None, actor=life.actor(), at=life.at)


def decided(case: Case) -> int:
    """The number of the latest decision; an entry that cannot be corrected where there is none."""
    log = db.session.scalars(select(Entry).where(Entry.case_id == case.id).order_by(Entry.n.desc()))
    return next((entry.n for entry in log if entry.kind in DECISIONS), 1)


def tell(life: Life, case: Case) -> None:
    """Somebody tells what changed."""
    said = Told("Asiakas huomasi.", "Helpompi.", "Sama.", {})
    follow_up.answer(case.public_id, 1, said, actor=life.actor(), at=life.at)


BIRTHS: Mapping[str, Callable[[Life], Case]] = {"idea": idea, "step": step, "arrival": arrival}
DEEDS: Mapping[str, Callable[[Life, Case], None]] = {
    each.__name__: each
    for each in (
        comment, comment_of_author, weigh, end_well, end, come_back, merge, correct_day, take_back, tell,
    )
}  # fmt: skip
