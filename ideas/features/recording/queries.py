"""Finds work steps that share words with a title, by plain comparison of texts."""

import re
from datetime import date
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from sqlalchemy import case, select

from ideas.access import visible
from ideas.extensions import db
from ideas.models.case import fold
from ideas.models.work_step import WorkStep
from workflow.actors import Actor
from workflow.lifecycles.work_step_states import STEP_TITLE_LENGTH

WORD = re.compile(r"[^\W_]{4,}")
STEM = 5
"""Letters of a word that are compared: what follows is mostly its ending."""
MOST_WORDS, MOST_FOUND = 12, 5


class Similar(NamedTuple):
    """One work step that is there already."""

    public_id: str
    title: str
    language: str
    state: str
    review_on: date | None


def similar(title: str | None, actor: Actor) -> list[Similar]:
    """The work steps that share most words with the title, the newest of equals first."""
    stems = stems_of(title or "")
    if not stems:
        return []
    shared = reduce(add, (case((WorkStep.folded.contains(stem), 1), else_=0) for stem in stems))
    columns: list[Any] = [getattr(WorkStep, name) for name in Similar._fields]
    nearest = (
        visible(select(*columns).where(shared > 0), actor)
        .order_by(shared.desc(), WorkStep.id.desc())
        .limit(MOST_FOUND)
    )
    return [Similar(*row) for row in db.session.execute(nearest)]


def stems_of(title: str) -> list[str]:
    """The beginnings of the longer words of a title, each once."""
    words = WORD.findall(fold(title[:STEP_TITLE_LENGTH]))
    return list(dict.fromkeys(word[:STEM] for word in words))[:MOST_WORDS]
