"""Which rows come along with a case on its page, so that their number does not grow with what it holds."""

import functools

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ideas.models import (
    Amendment,
    Application,
    Attachment,
    Case,
    CaseAuthor,
    Comment,
    Conclusion,
    CriteriaVersion,
    Criterion,
    Decision,
    Evaluation,
    EvaluationRequest,
    EvaluationRound,
    Evidence,
    Experiment,
    ExperimentGroup,
    ExperimentMember,
    ExperimentUnit,
    Follow,
    FollowUp,
    Idea,
    Join,
    Measure,
    Miss,
    Noticer,
    Pairing,
    Reading,
    ReadingCorrection,
    Reallocation,
    Sparring,
    Support,
    Verification,
    WorkStep,
)
from workflow.actors import Actor

SHORT = (Case.public_id, Case.title, Case.language, Case.state, Case.kind)
"""What is told of another case."""


def loading_of(model: type[Case], actor: Actor) -> list[ORMOption]:
    """What comes along with a case of this kind."""
    return [*_of_any(actor), *(_of_an_idea() if model is Idea else _of_a_work_step())]


def _of_any(actor: Actor) -> list[ORMOption]:
    """Short lists come along in the first statement, of long ones only what is this person's own."""
    return [
        *(joinedload(one) for one in (Case.unit, Case.theme, Case.owner, Case.receiver)),
        joinedload(Case.merged_into).load_only(*SHORT),
        joinedload(Case.named_authors).joinedload(CaseAuthor.user),
        joinedload(Case.sealed_authors),
        joinedload(Case.follows.and_(Follow.user_id == actor.id)),
        joinedload(Case.supports.and_(Support.user_id == actor.id)),
        joinedload(Case.sparrings.and_(Sparring.user_id == actor.id)),
        selectinload(Case.comments).joinedload(Comment.author),
        selectinload(Case.attachments).joinedload(Attachment.uploader),
        selectinload(Case.joins).joinedload(Join.user),
    ]


# The same for everybody, so it is put together once.
@functools.cache
def _of_an_idea() -> list[ORMOption]:
    return [
        joinedload(Idea.direction),
        joinedload(Idea.pairings).joinedload(Pairing.work_step).load_only(*SHORT),
        selectinload(Case.rounds).options(
            selectinload(EvaluationRound.requests).joinedload(EvaluationRequest.user),
            selectinload(EvaluationRound.evaluations).options(
                joinedload(Evaluation.evaluator), joinedload(Evaluation.scores)
            ),
            joinedload(EvaluationRound.version)
            .joinedload(CriteriaVersion.criteria)
            .joinedload(Criterion.steps),
        ),
        selectinload(Case.follow_ups).options(
            joinedload(FollowUp.answered_by), joinedload(FollowUp.readings)
        ),
        *_of_experiments(),
    ]


def _of_experiments() -> list[ORMOption]:
    """Readings, people and uses elsewhere are many of each, and would multiply each other."""
    readings = selectinload(Measure.readings)
    corrected = joinedload(Reading.correction)
    return [
        selectinload(Case.experiments).options(
            joinedload(Experiment.conclusion).joinedload(Conclusion.concluded_by),
            joinedload(Experiment.units).joinedload(ExperimentUnit.unit),
            joinedload(Experiment.customer_groups).joinedload(ExperimentGroup.customer_group),
            selectinload(Experiment.members).joinedload(ExperimentMember.user),
            selectinload(Experiment.applications).options(
                joinedload(Application.unit),
                joinedload(Application.applied_by),
                joinedload(Application.answered_by),
            ),
            selectinload(Experiment.measures).options(
                joinedload(Measure.amendments).joinedload(Amendment.amended_by),
                readings.options(joinedload(Reading.read_by)),
                readings.options(corrected.joinedload(ReadingCorrection.corrected_by)),
            ),
        )
    ]


@functools.cache
def _of_a_work_step() -> list[ORMOption]:
    return [
        *(joinedload(one) for one in (WorkStep.rule_owner, WorkStep.clearer)),
        *(joinedload(one) for one in (WorkStep.doubts, WorkStep.removals)),
        joinedload(WorkStep.noticers).joinedload(Noticer.user),
        joinedload(WorkStep.pairings).joinedload(Pairing.idea).load_only(*SHORT),
        selectinload(WorkStep.evidence).joinedload(Evidence.added_by),
        selectinload(WorkStep.decisions).options(
            joinedload(Decision.decided_by),
            joinedload(Decision.verifications).joinedload(Verification.verified_by),
            joinedload(Decision.reallocations).joinedload(Reallocation.unit),
        ),
        selectinload(Case.experiments).selectinload(Experiment.misses).joinedload(Miss.missed_by),
        *_of_experiments(),
    ]
