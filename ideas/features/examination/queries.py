"""Reads a work step for those who examine it, and what its examination still lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from ideas.access import demand, find, rights
from ideas.extensions import db
from ideas.lifecycle import confirm_unchanged, facts
from ideas.models.decision import Decision
from ideas.models.examination import Evidence, Noticer, Removal
from ideas.models.user import User, fold_address
from ideas.models.work_step import WorkStep
from ideas.transaction import hold
from workflow.actors import Actor
from workflow.lifecycles.work_step import WORK_STEP
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState
from workflow.machine import Forbidden, Refused
from workflow.permissions import Action
from workflow.problems import Problem

EXAMINABLE = frozenset({WorkStepState.RECORDED, WorkStepState.EXAMINED})
"""While a trial runs, or once it is decided, what was found out stays as the decision saw it."""
STATES: Mapping[Action, frozenset[WorkStepState]] = {
    Action.WRITE_EXAMINATION: EXAMINABLE,
    Action.ADD_EVIDENCE: OPEN_STEP_STATES | {WorkStepState.GIVEN_UP},
    Action.SHOW_NEED: OPEN_STEP_STATES | {WorkStepState.KEPT},
    Action.CLEAR_STAFF_EFFECT: OPEN_STEP_STATES,
}
"""The states in which each thing can be done."""
REMOVABLE = OPEN_STEP_STATES | {WorkStepState.GIVEN_UP}
"""The states in which what else must go can be ticked off."""
FIELD_OF: Mapping[Problem, str | None] = {
    Problem.STEP_OWNER_MISSING: None,
    Problem.ORIGIN_MISSING: "origin",
    Problem.CITATION_MISSING: "citation",
    Problem.VALUE_MISSING: "customer_benefit",
    Problem.EFFORT_MISSING: "basis",
    Problem.NOTICERS_MISSING: "who_would_notice",
    Problem.SHIFT_MISSING: "shifted_to",
    Problem.CUSTOMER_UNANSWERED: "touches_customer",
    Problem.REPLACEMENT_MISSING: "replacement",
    Problem.STAFF_EFFECT_OPEN: None,
}
"""What an examination can lack, and the field where it is filled in, None where it is done elsewhere."""
_LOADED = (
    *(joinedload(one) for one in (WorkStep.rule_owner, WorkStep.clearer)),
    selectinload(WorkStep.noticers).joinedload(Noticer.user),
    selectinload(WorkStep.evidence).joinedload(Evidence.added_by),
    selectinload(WorkStep.decisions).selectinload(Decision.verifications),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and the field where it is filled in, None where it is done elsewhere."""

    problem: Problem
    field: str | None


def readable(public_id: str, action: Action, actor: Actor) -> WorkStep:
    """The work step for somebody who may do this to it, whether or not it can be done now."""
    step = find(WorkStep, public_id, actor, *_LOADED)
    demand(action, actor, step)
    return step


def doable(public_id: str, action: Action, actor: Actor) -> WorkStep:
    """The work step for somebody who may do this to it now; Forbidden and Refused say why not."""
    step = readable(public_id, action, actor)
    if not can_be_done(action, step):
        raise Refused(Problem.WRONG_STATE)
    return step


def can_be_done(action: Action, step: WorkStep) -> bool:
    """Whether the step is where this can be done to it."""
    return step.state in STATES[Action(action)]


def held(public_id: str, action: Action, actor: Actor, version: int | None = None) -> WorkStep:
    """The same inside a command: nobody else changes it meanwhile, and nobody has since `version`."""
    _keep(public_id, actor, version)
    return doable(public_id, action, actor)


def ticked(public_id: str, actor: Actor) -> WorkStep:
    """The work step, kept likewise, while what goes with it is removed: also once it is given up."""
    _keep(public_id, actor)
    step = readable(public_id, Action.WRITE_EXAMINATION, actor)
    if step.state not in REMOVABLE:
        raise Refused(Problem.WRONG_STATE)
    return step


def public_id_of(table: type[Evidence] | type[Removal], row_id: int) -> str:
    """The public id of the work step to which a row belongs, empty where there is no such row."""
    found = select(WorkStep.public_id).join(table, table.case_id == WorkStep.id).where(table.id == row_id)
    return db.session.scalar(found) or ""


def gaps(step: WorkStep, actor: Actor, move: str) -> list[Gap]:
    """What the rules of a move still miss in what was found out."""
    problems = WORK_STEP.move(move).obstacles(facts(step), actor)
    return [Gap(problem, FIELD_OF[problem]) for problem in problems if problem in FIELD_OF]


def evidence_of(evidence_id: int, step: WorkStep, actor: Actor) -> Evidence:
    """Evidence of the step that this person may take back; Forbidden and Refused say why not."""
    evidence = next((each for each in step.evidence if each.id == evidence_id), None)
    if evidence is None:
        raise Refused(Problem.WRONG_STATE)
    if not may_take_back(evidence, step, actor):
        raise Forbidden(Action.ADD_EVIDENCE)
    return evidence


def removal_of(removal_id: int, step: WorkStep) -> Removal:
    """What must go with the step; Refused where it is listed no longer."""
    removal = next((each for each in step.removals if each.id == removal_id), None)
    if removal is None:
        raise Refused(Problem.WRONG_STATE)
    return removal


def may_take_back(evidence: Evidence, step: WorkStep, actor: Actor) -> bool:
    """Who added it may, and a lead or the owner; what names nobody is its hidden author's own.

    A hidden author takes back nothing else, for the log would tell them to be a lead or the owner.
    """
    is_sealed = any(author.user_id == actor.id for author in step.sealed_authors)
    if evidence.added_by_id is None and actor.id in step.author_ids:
        return True
    holds_office = Action.WRITE_EXAMINATION in rights(step, actor)
    return evidence.added_by_id == actor.id or (holds_office and not is_sealed)


def _keep(public_id: str, actor: Actor, version: int | None = None) -> None:
    """Let nobody else change it until the command ends, and forget what was read before."""
    step = find(WorkStep, public_id, actor)
    hold(step)
    db.session.expire(step)
    confirm_unchanged(step, version)


def people_called(lines: Iterable[str]) -> dict[str, list[User]]:
    """For each line the people who can sign in and have this address or this name."""
    asked = {line: fold_address(line) for line in lines}
    named = or_(User.email.in_(asked.values()), User.name.in_(asked))
    people = (
        db.session.scalars(select(User).where(User.deactivated_at.is_(None), named)).all() if asked else ()
    )
    return {
        line: [person for person in people if address == person.email or line == person.name]
        for line, address in asked.items()
    }
