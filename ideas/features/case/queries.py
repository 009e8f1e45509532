"""Reads everything that the page of a case shows, in a fixed number of statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ideas import telling
from ideas.access import find, rights, was_there
from ideas.corrections import Effective, Mark, marks, standing
from ideas.features.case.loading import loading_of
from ideas.features.case.way import way
from ideas.lifecycle import LIFECYCLES, possible_moves
from ideas.models.case import Case
from ideas.models.comment import Comment
from ideas.models.entry import Entry
from ideas.models.idea import Idea
from ideas.models.work_step import WorkStep
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import WorkStepState

KINDS: Mapping[str, type[Case]] = {"I": Idea, "L": WorkStep}
"""The kind of a case by the letter with which its public id begins."""
REASONED = frozenset({IdeaState.DROPPED, WorkStepState.GIVEN_UP, WorkStepState.KEPT})
"""The states whose reason stands above everything else on the page."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the page tells from the log."""

    way: list[tuple[str, str | None, str]]
    timeline: list[telling.Row]
    thanks: list[telling.Row]
    marks: dict[int, Mark]
    ending: Effective[Entry] | None
    question: telling.Row | None


def page(public_id: str, actor: Actor) -> dict[str, Any]:
    """The case and everything its parts need, by the names that the template uses."""
    model = KINDS[public_id[0]]
    case = find(model, public_id, actor, *loading_of(model, actor))
    is_among = was_there(case, actor)
    return {
        "case": case,
        "actor": actor,
        "rights": rights(case, actor),
        "is_author": actor.id in case.author_ids,
        "moves": possible_moves(case, actor),
        "comments": [c for c in case.comments if is_among or _is_open_to_all(c, case.submitted_at)],
        "story": story(case, is_among),
    }


def story(case: Case, is_among: bool) -> Story:
    """The log of the case as this person may hear it."""
    entries = telling.entries(case)
    told = entries if is_among else telling.since_arrival(entries)
    asked = _latest(told, {Kind.INFO_ASKED}) if case.info_asked_on else None
    reasons = LIFECYCLES[case.kind].kinds_into(case.state) if case.state in REASONED else frozenset()
    return Story(
        way=way(case, entries),
        timeline=telling.rows((entry for entry in told if entry.kind is not Kind.THANKED), case),
        thanks=[telling.row_of(entry, case) for entry in told if entry.kind is Kind.THANKED],
        marks=marks(told),
        ending=next((each for each in reversed(standing(told)) if each.kind in reasons), None),
        question=telling.row_of(asked, case) if asked else None,
    )


def _latest(entries: list[Entry], kinds: Collection[Kind]) -> Entry | None:
    return next((entry for entry in reversed(entries) if entry.kind in kinds), None)


def _is_open_to_all(comment: Comment, submitted_at: datetime | None) -> bool:
    return submitted_at is not None and comment.at >= submitted_at
