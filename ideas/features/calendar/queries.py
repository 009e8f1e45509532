"""Finds whose feed an address is, and what is due on which day in that person's own cases."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, func, literal, null, or_, select, union_all

from ideas.access import hashed, visible
from ideas.extensions import db
from ideas.leaving import is_gone
from ideas.models import (
    Application,
    CalendarFeed,
    Case,
    CaseAuthor,
    EvaluationRequest,
    EvaluationRound,
    Experiment,
    ExperimentMember,
    FollowUp,
    Measure,
    SealedAuthor,
    User,
)
from workflow.actors import Actor
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState

MOST = 500
"""The most days of a feed; nobody answers for so many."""
ENDS: Mapping[str, str] = {IdeaState.PILOTED: "pilot-end", WorkStepState.TRIALLED: "trial-end"}
LOOKED_AT_LATER: Mapping[str, str] = {WorkStepState.KEPT: "review", WorkStepState.GIVEN_UP: "verification"}

NAMES: Mapping[str, Mapping[str, str]] = {"end": ENDS, "next": LOOKED_AT_LATER}
"""By part and state, what exactly is due."""


class Due(NamedTuple):
    """Something that is due in a case; `part` says what, `number` which of several."""

    part: str
    on: date
    number: int
    public_id: str
    title: str
    state: str


def feed_of(person_id: int) -> CalendarFeed | None:
    """The feed of a person, if they have one."""
    return db.session.get(CalendarFeed, person_id)


def read_by(token: str) -> CalendarFeed | None:
    """The feed of that token while its person can sign in."""
    found = select(CalendarFeed).join(User).where(User.deactivated_at.is_(None))
    return db.session.scalars(found.where(CalendarFeed.token_hash == hashed(token))).first()


def due(actor: Actor) -> list[Due]:
    """Everything that is due, by day; only in cases that this person may know of."""
    parts = union_all(*_parts(actor)).subquery()
    columns = (Case.public_id, Case.title, Case.state)
    statement = select(parts.c.part, parts.c.on, parts.c.number, *columns).join(
        Case, Case.id == parts.c.case_id
    )
    rows = db.session.execute(
        visible(statement, actor).order_by(parts.c.on, Case.id, parts.c.part).limit(MOST)
    )
    return list(_told_once([Due(*row) for row in rows]))


def _parts(actor: Actor) -> list[Select[Any]]:
    is_mine = Case.owner_id == actor.id
    pending = (*OPEN_STATES, *OPEN_STEP_STATES, *LOOKED_AT_LATER)
    return [
        _part("next", Case.id, Case.next_date).where(is_mine, Case.state.in_(pending)),
        _running(_part("end", Case.id, Experiment.ends_on), actor),
        # Measures that are read on one day are one thing to do, as they are in the mail that reminds of it.
        _running(_part("reading", Case.id, Measure.due_on, func.min(Measure.id)), actor)
        .join(Measure, Measure.experiment_id == Experiment.id)
        .group_by(Case.id, Measure.due_on),
        _part("follow-up", Case.id, FollowUp.due_on, FollowUp.number)
        .join(FollowUp, FollowUp.case_id == Case.id)
        .where(is_mine, Case.state == IdeaState.ADOPTED, FollowUp.answered_at.is_(None)),
        _applied(actor),
        _asked(actor),
    ]


def _running(part: Select[Any], actor: Actor) -> Select[Any]:
    """In the experiments under way of which the person is the owner, or in which they take part."""
    took_part = select(ExperimentMember.experiment_id).where(ExperimentMember.user_id == actor.id)
    return (
        part.join(Experiment, Experiment.case_id == Case.id)
        .where(or_(Case.owner_id == actor.id, Experiment.id.in_(took_part)), Case.state.in_(ENDS))
        .where(Experiment.started_at.is_not(None), Experiment.ended_at.is_(None))
    )


def _applied(actor: Actor) -> Select[Any]:
    """Whoever applied it elsewhere tells how it went; where that is nobody any more, the owner does."""
    who, mine = Application.applied_by_id, Case.owner_id == actor.id
    applied = _part("application", Case.id, Application.follow_up_on, Application.id)
    applied = applied.join(Experiment, Experiment.case_id == Case.id)
    return applied.join(Application, Application.experiment_id == Experiment.id).where(
        or_(who == actor.id, (who.is_(None) | is_gone(who)) & mine), Application.answered_at.is_(None)
    )


def _asked(actor: Actor) -> Select[Any]:
    """A hidden author is asked like anybody, and cannot evaluate."""
    own = [select(table.case_id).where(table.user_id == actor.id) for table in (CaseAuthor, SealedAuthor)]
    asked = _part("evaluation", EvaluationRound.case_id, EvaluationRequest.due_on)
    asked = asked.join_from(EvaluationRequest, EvaluationRound)
    return asked.where(
        EvaluationRequest.user_id == actor.id,
        EvaluationRequest.abstained_at.is_(None),
        EvaluationRound.closed_at.is_(None),
        *(EvaluationRound.case_id.not_in(cases) for cases in own),
    )


def _part(part: str, case_id: Any, on: Any, number: Any = None) -> Select[Any]:
    which = null().cast(Integer) if number is None else number
    said = (literal(part).label("part"), on.label("on"), which.label("number"))
    return select(*said, case_id.label("case_id")).where(on.is_not(None))


def _told_once(rows: list[Due]) -> Iterator[Due]:
    """The end of an experiment mostly is the next date too; of a kept work step that is its review."""
    ends = {(row.public_id, row.on) for row in rows if row.part == "end"}
    for row in rows:
        names = NAMES.get(row.part, {})
        if row.part != "next" or (row.public_id, row.on) not in ends:
            yield row._replace(part=names.get(row.state, row.part), number=row.number or 1)
