"""Reads everything that the page of an idea shows, in a fixed number of statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ideas import telling
from ideas.access import find, rights, was_there
from ideas.features.case.way import way
from ideas.lifecycle import possible_moves
from ideas.models.attachment import Attachment
from ideas.models.case import Case, CaseAuthor
from ideas.models.comment import Comment
from ideas.models.entry import Entry
from ideas.models.evaluation import Evaluation, EvaluationRequest
from ideas.models.experiment import Experiment, ExperimentUnit, Measure
from ideas.models.idea import Idea
from ideas.models.involvement import Follow, Join, Sparring, Support
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea import IDEA
from workflow.lifecycles.idea_states import IdeaState

ENDINGS = IDEA.kinds_into(IdeaState.DROPPED)


@dataclass(frozen=True, slots=True)
class Story:
    """What the page tells from the log."""

    way: list[tuple[str, str | None, str]]
    timeline: list[telling.Row]
    thanks: list[telling.Row]
    ending: Entry | None
    question: telling.Row | None


def page(public_id: str, actor: Actor) -> dict[str, Any]:
    """The idea and everything its parts need, by the names that the template uses."""
    idea = find(Idea, public_id, actor, *_loading(actor))
    is_among = was_there(idea, actor)
    return {
        "idea": idea,
        "actor": actor,
        "rights": rights(idea, actor),
        "is_author": actor.id in idea.author_ids,
        "moves": possible_moves(idea, actor),
        "comments": [c for c in idea.comments if is_among or _is_open_to_all(c, idea.submitted_at)],
        "story": story(idea, is_among),
    }


def story(idea: Idea, is_among: bool) -> Story:
    """The log of the idea as this person may hear it."""
    entries = telling.entries(idea)
    told = entries if is_among else telling.since_arrival(entries)
    asked = _latest(told, {Kind.INFO_ASKED}) if idea.info_asked_on else None
    return Story(
        way=way(idea, entries),
        timeline=telling.rows(entry for entry in told if entry.kind is not Kind.THANKED),
        thanks=[telling.row_of(entry) for entry in told if entry.kind is Kind.THANKED],
        ending=_latest(told, ENDINGS) if idea.state == IdeaState.DROPPED else None,
        question=telling.row_of(asked) if asked else None,
    )


def _latest(entries: list[Entry], kinds: Collection[Kind]) -> Entry | None:
    return next((entry for entry in reversed(entries) if entry.kind in kinds), None)


def _is_open_to_all(comment: Comment, submitted_at: datetime | None) -> bool:
    return submitted_at is not None and comment.at >= submitted_at


def _loading(actor: Actor) -> list[ORMOption]:
    """Short lists come along in the first statement, of long ones only what is this person's own."""
    return [
        *(joinedload(one) for one in (Case.unit, Case.theme, Idea.direction, Case.owner, Case.receiver)),
        joinedload(Case.merged_into).load_only(Case.public_id, Case.title, Case.language),
        joinedload(Case.named_authors).joinedload(CaseAuthor.user),
        joinedload(Case.sealed_authors),
        joinedload(Case.follows.and_(Follow.user_id == actor.id)),
        joinedload(Case.supports.and_(Support.user_id == actor.id)),
        joinedload(Case.sparrings.and_(Sparring.user_id == actor.id)),
        joinedload(Case.evaluation_requests).joinedload(EvaluationRequest.user),
        selectinload(Case.evaluations).options(
            joinedload(Evaluation.evaluator), joinedload(Evaluation.scores)
        ),
        selectinload(Case.experiments).options(
            joinedload(Experiment.measures).joinedload(Measure.readings),
            joinedload(Experiment.units).joinedload(ExperimentUnit.unit),
        ),
        selectinload(Case.comments).joinedload(Comment.author),
        selectinload(Case.attachments).joinedload(Attachment.uploader),
        selectinload(Case.joins).joinedload(Join.user),
    ]
