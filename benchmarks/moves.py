"""Measures what it costs that each move is counted: the same commands with that and without."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from benchmarks.load import IDEA
from ideas.extensions import db
from ideas.features.comments import service as comments
from ideas.features.desk import service as desk
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.judgement import Judgement
from ideas.features.moves import service as moves
from ideas.features.submission.service import Wish, save
from ideas.features.submission.writing import Writing
from ideas.judging import criteria_in_force
from ideas.models import User
from workflow.actors import Actor, Role
from workflow.machine import Note

HEADER = ("command", "ms without", "ms", "dearer by", "CPU ms without", "CPU ms", "dearer by")
FOLLOW = "ideas.history.follow"
WARMING = 2
"""So many lives come first and are not measured."""
WRITTEN = {
    **{name: IDEA[name] for name in ("title", "essence", "benefit_type", "benefit_nature", "benefit")},
    "is_publish_checked": True,
}


@dataclass
class Cost:
    """The seconds that a command took, in all and of a processor in this process."""

    counted: list[tuple[float, float]] = field(default_factory=list)
    uncounted: list[tuple[float, float]] = field(default_factory=list)

    def line(self, name: str) -> list[str]:
        """The middle of both in milliseconds, and how much dearer counting makes it."""
        found = [name]
        for which in (0, 1):
            dear = 1000 * median(each[which] for each in self.counted)
            cheap = 1000 * median(each[which] for each in self.uncounted)
            found += [f"{cheap:.2f}", f"{dear:.2f}", f"{100 * (dear / cheap - 1):+.0f} %"]
        return found


@dataclass
class Life:
    """The same short life of an idea, again and again, with counting and without in turn."""

    author: Actor
    lead: Actor
    other: Actor
    owner: str
    scores: dict[str, tuple[int, str]]
    costs: dict[str, Cost]

    def live(self, is_counted: bool) -> None:
        """It is submitted, commented on and evaluated; what only prepares that is not timed."""
        # This is what is measured: the command as it is, and as if nobody followed it.
        with nullcontext() if is_counted else patch(FOLLOW, _pass_over):
            wish = Wish(submits=True)
            saved = self._timed("submit", save, is_counted, Writing(WRITTEN), None, wish, actor=self.author)
            idea = saved.idea.public_id
            desk.assign(idea, self.owner, None, actor=self.lead, at=datetime.now(UTC))
            self._timed("comment", comments.add, is_counted, idea, "Hyvä.", language="fi", actor=self.other)
            judgement = Judgement("Hyvä ajatus.", self.scores)
            evaluation.hand_in(idea, judgement, actor=self.other, at=datetime.now(UTC))
            self._timed("evaluate", moves.move, is_counted, idea, "evaluate", Note(), None, actor=self.lead)

    def _timed(
        self, name: str, command: Callable[..., Any], is_counted: bool, *args: Any, **said: Any
    ) -> Any:
        begun, used = time.perf_counter(), time.process_time()
        result = command(*args, **said, at=datetime.now(UTC))
        taken = (time.perf_counter() - begun, time.process_time() - used)
        cost = self.costs.setdefault(name, Cost())
        (cost.counted if is_counted else cost.uncounted).append(taken)
        return result


def costs(rounds: int) -> dict[str, Cost]:
    """Each command with counting and without, in the database of the application at hand."""
    life = _life()
    for number in range(WARMING + 2 * rounds):
        if number == WARMING:
            life.costs.clear()
        life.live(bool(number % 2))
    return life.costs


def _life() -> Life:
    leads = select(User).where(User.role == Role.LEAD).order_by(User.id).limit(2)
    staff = select(User).where(User.role == Role.EMPLOYEE).order_by(User.id).limit(2)
    lead, other = db.session.scalars(leads)
    author, owner = db.session.scalars(staff)
    scores = {criterion.code: (4, "") for criterion in criteria_in_force().criteria}
    return Life(_actor(author), _actor(lead), _actor(other), owner.email, scores, {})


def _actor(person: User) -> Actor:
    return Actor(person.id, person.role)


def _pass_over(case: object, entry: object) -> None:
    """Count nothing."""
