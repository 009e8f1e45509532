"""Owns the rows of an invented idea, as the application itself would have left them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Table

from benchmarks import words
from benchmarks.story import PILOT, PROMISE, ZONE, People, Step, Story
from ideas.models import (
    Base,
    Case,
    CaseAuthor,
    Comment,
    Evaluation,
    EvaluationRound,
    Experiment,
    ExperimentUnit,
    FollowUp,
    Idea,
    Measure,
    Reading,
    Score,
    SealedAuthor,
    Support,
)
from ideas.models.experiment import ExperimentKind
from ideas.models.idea import BenefitNature, BenefitType
from ideas.models.measure import Scope
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp
from workflow.permissions import Visibility

AT_MOST = 32
"""No idea has so many rows in any table; for so many each idea has ids of its own."""
BENEFITS = (BenefitType.TIME, BenefitType.TRUST, BenefitType.EXPERIENCE)
NATURES = tuple(BenefitNature)
SCORES = range(1, 6)


class House(NamedTuple):
    """What every idea refers to."""

    people: People
    units: tuple[int, ...]
    directions: tuple[int, ...]
    criteria_version: int
    criteria: tuple[int, ...]


@dataclass
class Rows:
    """Rows by table; ids of their own where they need one, out of what belongs to these ideas alone."""

    first: int
    tables: dict[Table, list[Mapping[str, Any]]] = field(default_factory=dict)

    def add(self, model: type[Base], **row: Any) -> None:
        """One row."""
        self.of(model).append(row)

    def add_numbered(self, model: type[Base], **row: Any) -> int:
        """One row with the next id; the id."""
        found = self.of(model)
        number = self.first + len(found)
        found.append({"id": number, **row})
        return number

    def of(self, model: type[Base]) -> list[Mapping[str, Any]]:
        """The rows of a table so far."""
        return self.tables.setdefault(model.__table__, [])  # type: ignore[arg-type]


def put_idea(rows: Rows, number: int, public_id: str, told: Story, house: House, rng: Random) -> None:
    """The idea with everything that hangs on it but its history."""
    text = rng.choice(words.texts())
    is_piloted = any(step.kind is Kind.PILOTED for step in told.steps)
    rows.add(Case, **_case(number, public_id, told, text), unit_id=rng.choice(house.units))
    rows.add(
        Idea, id=number, benefit_type=rng.choice(BENEFITS), benefit_nature=rng.choice(NATURES),
        benefit=text.benefit, size=told.size, from_customer_work=told.from_customer_work,
        direction_id=rng.choice(house.directions) if told.is_directed else None,
        is_publish_checked=bool(told.steps), needed_hours=told.needed_hours,
        give_up=GiveUp.NOTHING if is_piloted else None,
    )  # fmt: skip
    rows.add(SealedAuthor if told.hidden else CaseAuthor, case_id=number, user_id=told.author)
    for n, asked in enumerate(told.asked, start=1):
        rows.add_numbered(FollowUp, case_id=number, number=n, **asked._asdict())
    for step in told.all(Kind.SUPPORTED):
        rows.add(Support, case_id=number, user_id=step.actor_id, at=step.at)
    _put_rounds(rows, number, told, house, rng)
    if is_piloted:
        _put_pilots(rows, number, told, house, rng)


def put_comment(rows: Rows, number: int, step: Step, rng: Random) -> int:
    """The comment that a step of the story says there is; its id."""
    said = {"author_id": step.actor_id, "body": words.remark(rng), "at": step.at}
    return rows.add_numbered(Comment, case_id=number, **said)


def _case(number: int, public_id: str, told: Story, text: words.Text) -> dict[str, Any]:
    """What the spine says of it."""
    moves = told.moves
    return {
        "id": number, "kind": "idea", "public_id": public_id, "title": text.title, "essence": text.essence,
        "description": text.description, "folded": text.folded, "state": told.state,
        "visibility": Visibility.OPEN if moves else Visibility.PRIVATE, "hides_author": told.hidden,
        "owner_id": told.owner, "next_date": told.next_date,
        "support_count": len(told.all(Kind.SUPPORTED)), "created_at": told.begun,
        "submitted_at": moves[0].at if moves else None,
        "state_since": moves[-1].at if moves else told.begun,
        "version": 1 + sum(step.bumps for step in told.steps),
    }  # fmt: skip


def _put_rounds(rows: Rows, number: int, told: Story, house: House, rng: Random) -> None:
    """A round for each time it was evaluated: one evaluation, with a score on each criterion."""
    for n, step in enumerate(told.all(Kind.EVALUATED), start=1):
        held = rows.add_numbered(
            EvaluationRound, case_id=number, number=n, criteria_version_id=house.criteria_version,
            opened_at=step.at, closed_at=step.at,
        )  # fmt: skip
        evaluation = rows.add_numbered(
            Evaluation, case_id=number, round_id=held, evaluator_id=step.actor_id,
            judgement=words.remark(rng), at=step.at,
        )  # fmt: skip
        for criterion in house.criteria:
            rows.add(Score, evaluation_id=evaluation, criterion_id=criterion, value=rng.choice(SCORES))


def _put_pilots(rows: Rows, number: int, told: Story, house: House, rng: Random) -> None:
    """A pilot in one unit for each time it was tried, with one measure of the customer's and one reading."""
    for step, end in _pilots(told):
        pilot = rows.add_numbered(
            Experiment, case_id=number, kind=ExperimentKind.PILOT, aim=words.sentence(rng),
            our_vision=rng.choice(words.HOPES), customer_vision=rng.choice(words.HOPES),
            starts_on=step.at.astimezone(ZONE).date(), ends_on=(step.at + PILOT).astimezone(ZONE).date(),
            started_at=step.at, ended_at=end and end.at,
            outcome={Kind.ADOPTED: "adopt", Kind.DROPPED: "drop"}.get(end.kind, "rethink") if end else None,
        )  # fmt: skip
        rows.add(ExperimentUnit, experiment_id=pilot, unit_id=rng.choice(house.units))
        measure = rows.add_numbered(
            Measure, experiment_id=pilot, scope=Scope.CUSTOMER, name="Odotusaika", unit_of_measure="päivää",
            baseline=rng.randint(10, 20), target=rng.randint(2, 9),
        )  # fmt: skip
        rows.add_numbered(
            Reading, measure_id=measure, on=(step.at + PROMISE).date(), value=rng.randint(3, 15),
            read_by_id=step.actor_id, at=step.at + PROMISE,
        )  # fmt: skip


def _pilots(told: Story) -> Iterator[tuple[Step, Step | None]]:
    """Each move into a pilot with the one that ended it, if any did."""
    moves = told.moves
    for step, later in zip(moves, [*moves[1:], None], strict=True):
        if step.kind is Kind.PILOTED:
            yield step, later
