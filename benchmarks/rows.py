"""Owns the rows of an invented idea, as the application itself would have left them."""

from random import Random
from typing import Any

from benchmarks import words
from benchmarks.story import PILOT, Step, Story
from benchmarks.tables import Rows, put, put_numbered
from ideas.judging import criteria_in_force
from ideas.models import Evaluation, EvaluationRound, Experiment, ExperimentUnit, Measure, Reading, Score
from ideas.models.case import fold
from ideas.models.experiment import ExperimentKind
from ideas.models.idea import BenefitNature, BenefitType
from ideas.models.measure import Scope
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp, Size
from workflow.permissions import Visibility

Text = tuple[str, str, str]
Told = list[tuple[int, Story]]
CHANGES = frozenset({Kind.SUBMITTED, Kind.EVALUATED, Kind.PILOTED, Kind.ADOPTED, Kind.DROPPED})


def case_row(told: Story, text: Text, public_id: str, unit: int) -> dict[str, Any]:
    """What the spine says of it."""
    title, essence, description = text
    moves = [step for step in told.steps if step.kind in CHANGES]
    return {
        "kind": "idea",
        "public_id": public_id,
        "title": title,
        "essence": essence,
        "description": description,
        "folded": fold("\n".join(text)),
        "state": told.state,
        "visibility": Visibility.OPEN if moves else Visibility.PRIVATE,
        "hides_author": told.hidden,
        "unit_id": unit,
        "owner_id": told.owner,
        "next_date": told.next_date,
        "support_count": len(told.all(Kind.SUPPORTED)),
        "created_at": told.begun,
        "submitted_at": moves[0].at if moves else None,
        "state_since": moves[-1].at if moves else told.begun,
        "version": 1 + sum(step.bumps for step in told.steps),
    }


def idea_row(number: int, told: Story, rng: Random) -> dict[str, Any]:
    """What the idea itself says."""
    return {
        "id": number,
        "benefit_type": rng.choice([BenefitType.TIME, BenefitType.TRUST, BenefitType.EXPERIENCE]),
        "benefit_nature": rng.choice(list(BenefitNature)),
        "benefit": rng.choice(words.HOPES),
        "size": rng.choice(list(Size)) if told.steps else None,
        "is_publish_checked": bool(told.steps),
        "give_up": GiveUp.NOTHING if told.all(Kind.PILOTED) else None,
        "give_up_words": rng.choice(words.REMARKS) if told.all(Kind.PILOTED) else "",
    }


def put_evaluations(told: Told, rng: Random) -> None:
    """One evaluation, by whoever marked the idea as evaluated, with a score on each criterion."""
    steps = [(number, step) for number, each in told for step in each.all(Kind.EVALUATED)]
    version = criteria_in_force()
    rounds = put_numbered(EvaluationRound, [_round(number, step, version.id) for number, step in steps])
    rows = [_evaluation(number, held, step, rng) for held, (number, step) in zip(rounds, steps, strict=True)]
    scores = [
        {"evaluation_id": number, "criterion_id": criterion.id, "value": rng.randint(1, 5)}
        for number in put_numbered(Evaluation, rows)
        for criterion in version.criteria
    ]
    put(Score, scores)


def _round(number: int, step: Step, version: int) -> dict[str, Any]:
    moments = {"opened_at": step.at, "closed_at": step.at}
    return {"case_id": number, "number": 1, "criteria_version_id": version, **moments}


def _evaluation(number: int, held: int, step: Step, rng: Random) -> dict[str, Any]:
    return {
        "case_id": number,
        "round_id": held,
        "evaluator_id": step.actor_id,
        "judgement": words.remark(rng),
        "at": step.at,
    }


def put_pilots(told: Told, rng: Random, units: list[int]) -> None:
    """A pilot in one unit, with one measure of the customer's and one reading."""
    steps = [(number, step) for number, each in told for step in each.all(Kind.PILOTED)]
    pilots = put_numbered(Experiment, [_pilot(number, step, rng) for number, step in steps])
    put(ExperimentUnit, [{"experiment_id": pilot, "unit_id": rng.choice(units)} for pilot in pilots])
    measures = put_numbered(Measure, [_measure(pilot, rng) for pilot in pilots])
    put(Reading, [_reading(n, step, rng) for n, (_, step) in zip(measures, steps, strict=True)])


def _pilot(number: int, step: Step, rng: Random) -> dict[str, Any]:
    return {
        "case_id": number,
        "kind": ExperimentKind.PILOT,
        "aim": words.sentence(rng),
        "our_vision": rng.choice(words.HOPES),
        "customer_vision": rng.choice(words.HOPES),
        "starts_on": step.at.date(),
        "ends_on": (step.at + PILOT).date(),
    }


def _measure(pilot: int, rng: Random) -> dict[str, Any]:
    return {
        "experiment_id": pilot,
        "scope": Scope.CUSTOMER,
        "name": "Odotusaika",
        "unit_of_measure": "päivää",
        "baseline": rng.randint(10, 20),
        "target": rng.randint(2, 9),
    }


def _reading(measure: int, step: Step, rng: Random) -> dict[str, Any]:
    on = (step.at + PILOT / 2).date()
    return {
        "measure_id": measure,
        "on": on,
        "value": rng.randint(3, 15),
        "read_by_id": step.actor_id,
        "at": step.at,
    }


def comments(told: Told, rng: Random) -> Rows:
    """A comment for each step that says there is one."""
    return [
        {"case_id": number, "author_id": step.actor_id, "body": words.remark(rng), "at": step.at}
        for number, each in told
        for step in each.all(Kind.COMMENTED)
    ]


def supports(told: Told) -> Rows:
    """A support for each step that says there is one."""
    return [
        {"case_id": number, "user_id": step.actor_id, "at": step.at}
        for number, each in told
        for step in each.all(Kind.SUPPORTED)
    ]
