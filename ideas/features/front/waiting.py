"""What waits for a person, gathered in one query over everything they are to a case."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Select, and_, func, literal, null, or_, select, union

from ideas.extensions import db, settings
from ideas.leaving import TRIED, is_gone
from ideas.models.application import Application
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.evaluation import EvaluationRequest, EvaluationRound
from ideas.models.experiment import Experiment, ExperimentMember
from ideas.models.follow_up import FollowUp
from ideas.models.involvement import Sparring
from ideas.models.measure import Measure
from ideas.models.work_step import WorkStep
from workflow.actors import Actor
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState

UNDER_WAY = (*OPEN_STATES, *OPEN_STEP_STATES)
"""The states of either kind in which somebody still has something to decide."""
RIPE = timedelta(days=14)
"""A draft that is older gets one gentle line."""
SOON = timedelta(days=14)
"""How long before its day somebody is reminded to tell what changed."""
TOLD = (
    Case.public_id,
    Case.title,
    Case.language,
    Case.state,
    Case.next_date,
    Case.info_asked_on,
    Case.created_at,
    Case.kind,
)


_UNDER_WAY_FOR = ("receiver", "reviewer", "clearer", "rule-owner", "owner")
# What is given up is verified on a day, and what is adopted is asked what it changed.
_LOOKED_AT_LATER = (WorkStepState.GIVEN_UP, IdeaState.ADOPTED)
_IS_LOOKED_AT_LATER = and_(Case.state.in_(_LOOKED_AT_LATER), Case.next_date.is_not(None))


class Task(NamedTuple):
    """A case in which something waits for the person, and in which part of theirs.

    `number` stands in the address of the one thing that waits, where there is such a thing.
    """

    part: str
    due_on: date | None
    number: int | None
    public_id: str
    title: str
    language: str
    state: str
    next_date: date | None
    info_asked_on: date | None
    created_at: datetime
    kind: str


@dataclass
class Waiting:
    """What waits, in the order in which a person should see it; `under_way` waits for others."""

    questions: list[Task] = field(default_factory=list)
    transfers: list[Task] = field(default_factory=list)
    evaluations: list[Task] = field(default_factory=list)
    sparring: list[Task] = field(default_factory=list)
    clearances: list[Task] = field(default_factory=list)
    needs: list[Task] = field(default_factory=list)
    follow_ups: list[Task] = field(default_factory=list)
    readings: list[Task] = field(default_factory=list)
    aims: list[Task] = field(default_factory=list)
    applications: list[Task] = field(default_factory=list)
    thinned: list[Task] = field(default_factory=list)
    owned: list[Task] = field(default_factory=list)
    drafts: list[Task] = field(default_factory=list)
    under_way: list[Task] = field(default_factory=list)
    has_ripe_draft: bool = False
    unowned: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all."""
        asked = (self.questions, self.transfers, self.evaluations, self.sparring, self.clearances, self.needs)
        on_a_day = (self.follow_ups, self.readings, self.aims, self.applications, self.thinned)
        return not any((*asked, *on_a_day, self.owned, self.drafts)) and not self.unowned


def waiting(actor: Actor, at: datetime) -> Waiting:
    """Everything that waits for this person."""
    found = Waiting()
    homes = {
        "receiver": found.transfers,
        "reviewer": found.evaluations,
        "sparrer": found.sparring,
        "clearer": found.clearances,
        "rule-owner": found.needs,
        "follow-up": found.follow_ups,
        "reading": found.readings,
        "aim": found.aims,
        "application": found.applications,
        "thinned": found.thinned,
        "owner": found.owned,
    }
    for row in db.session.execute(_statement(actor, settings().local_day(at))):
        task = Task(*row)
        homes.get(task.part, _of_an_author(found, task)).append(task)
    found.has_ripe_draft = any(draft.created_at < at - RIPE for draft in found.drafts)
    return found


def _of_an_author(found: Waiting, task: Task) -> list[Task]:
    if task.state == IdeaState.DRAFT:
        return found.drafts
    return found.questions if task.info_asked_on else found.under_way


def unowned() -> int:
    """How many submitted ideas nobody answers for yet."""
    new = (Case.kind == "idea", Case.state == IdeaState.SUBMITTED, Case.owner_id.is_(None))
    return db.session.scalar(select(func.count()).select_from(Case).where(*new)) or 0


def _statement(actor: Actor, today: date) -> Select[Any]:
    # A union of what differs: whoever owns a pilot and takes part in it is told of a reading once.
    mine = union(*_parts(actor), *_dated_parts(actor, today)).subquery()
    wanted = or_(
        and_(mine.c.part == "author", Case.state.in_((IdeaState.DRAFT, *UNDER_WAY))),
        and_(mine.c.part == "sparrer", Case.state == IdeaState.DRAFT),
        and_(mine.c.part.in_(_UNDER_WAY_FOR), Case.state.in_(UNDER_WAY)),
        and_(mine.c.part.in_(("receiver", "owner")), _IS_LOOKED_AT_LATER),
        and_(mine.c.part == "follow-up", Case.state == IdeaState.ADOPTED),
        and_(mine.c.part == "reading", Case.state == IdeaState.PILOTED),
        and_(mine.c.part == "aim", Case.state == IdeaState.EVALUATED),
        and_(mine.c.part == "thinned", Case.state.in_(TRIED)),
        mine.c.part == "application",
    )
    columns = (mine.c.part, mine.c.due_on, mine.c.number, *TOLD)
    statement = select(*columns).join(Case, Case.id == mine.c.case_id).where(wanted)
    # What has no date comes last, on either database.
    return statement.order_by(
        func.coalesce(mine.c.due_on, Case.next_date).is_(None),
        func.coalesce(mine.c.due_on, Case.next_date),
        Case.id.desc(),
    ).limit(500)


def _parts(actor: Actor) -> list[Any]:
    """Everything the person is to a case, each part from its own index."""
    rows: list[tuple[str, Any, Any]] = [
        ("author", CaseAuthor.case_id, CaseAuthor.user_id),
        ("author", SealedAuthor.case_id, SealedAuthor.user_id),
        ("sparrer", Sparring.case_id, Sparring.user_id),
        ("receiver", Case.id, Case.receiver_id),
        ("owner", Case.id, Case.owner_id),
    ]
    every = [_part(part, case_id).where(person == actor.id) for part, case_id, person in rows]
    steps = WorkStep.__table__.c
    every[:0] = [
        _part("reviewer", EvaluationRound.case_id, EvaluationRequest.due_on)
        .join_from(EvaluationRequest, EvaluationRound)
        .where(
            EvaluationRequest.user_id == actor.id,
            EvaluationRequest.abstained_at.is_(None),
            EvaluationRound.closed_at.is_(None),
            *(EvaluationRound.case_id.not_in(_own(table, actor)) for table in (CaseAuthor, SealedAuthor)),
        ),
        _part("clearer", steps.id).where(steps.clearer_id == actor.id, steps.clearance.is_(None)),
        _part("rule-owner", steps.id).where(steps.rule_owner_id == actor.id, steps.need == ""),
    ]
    # Who answers for cases has mostly ended ones; an index finds the others without them.
    return [*every[:-1], every[-1].where(Case.state.in_((*UNDER_WAY, *_LOOKED_AT_LATER)))]


def _dated_parts(actor: Actor, today: date) -> list[Any]:
    """What a pilot and what came of it ask of the person: readings, the aim, what changed, how it went."""
    readings = _part("reading", Experiment.case_id, func.min(Measure.due_on)).join_from(Measure, Experiment)
    due = readings.where(Measure.due_on <= today, Experiment.ended_at.is_(None)).group_by(Experiment.case_id)
    takes_part = (ExperimentMember.experiment_id == Experiment.id, ExperimentMember.user_id == actor.id)
    planned = (Experiment.started_at.is_(None), Experiment.ended_at.is_(None))
    return [
        due.join(Case, Case.id == Experiment.case_id).where(Case.owner_id == actor.id),
        due.join(ExperimentMember, and_(*takes_part)),
        _part("aim", Experiment.case_id, Experiment.starts_on)
        .join_from(ExperimentMember, Experiment)
        .where(ExperimentMember.user_id == actor.id, ExperimentMember.told_at.is_(None), *planned),
        _part("follow-up", FollowUp.case_id, FollowUp.due_on, FollowUp.number)
        .join_from(FollowUp, Case)
        .where(Case.owner_id == actor.id, FollowUp.answered_at.is_(None), FollowUp.due_on <= today + SOON),
        _part("application", Experiment.case_id, Application.follow_up_on, Application.id)
        .join_from(Application, Experiment)
        .where(Application.applied_by_id == actor.id, Application.follow_up_on <= today)
        .where(Application.answered_at.is_(None)),
        # Of who takes part somebody has left: whoever answers for the pilot sees to it.
        _part("thinned", Experiment.case_id)
        .join_from(ExperimentMember, Experiment)
        .join(Case, Case.id == Experiment.case_id)
        .where(Case.owner_id == actor.id, is_gone(ExperimentMember.user_id), Experiment.ended_at.is_(None)),
    ]


def _own(table: type[CaseAuthor | SealedAuthor], actor: Actor) -> Select[Any]:
    """What the person wrote: a hidden author is asked like anybody, and cannot evaluate."""
    return select(table.case_id).where(table.user_id == actor.id)


def _part(part: str, case_id: Any, due_on: Any = None, number: Any = None) -> Select[Any]:
    day = null().cast(Date) if due_on is None else due_on
    which = null().cast(Integer) if number is None else number
    said = (day.label("due_on"), which.label("number"))
    return select(literal(part).label("part"), case_id.label("case_id"), *said)
