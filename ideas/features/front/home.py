"""Gathers what the front page shows to this role."""

from dataclasses import dataclass, field
from datetime import datetime

from ideas.features.front import queries
from ideas.features.front.queries import News
from ideas.features.front.waiting import Waiting, unowned, waiting
from workflow.actors import Actor
from workflow.permissions import Action, may


@dataclass(frozen=True)
class Home:
    """The front page of one person; `states` is empty for those who do not look after the whole."""

    waiting: Waiting
    news: News
    unread: int
    states: dict[str, int] = field(default_factory=dict)


def home(actor: Actor, at: datetime) -> Home:
    """What this person finds when they come in."""
    leads = may(Action.DESK, actor.role)
    found = waiting(actor, at)
    found.unowned = unowned() if leads else 0
    looks_after = may(Action.SEE_SITUATION, actor.role) and not leads
    return Home(
        found,
        queries.news(actor, queries.ON_THE_FRONT),
        queries.unread(actor),
        queries.states(actor) if looks_after else {},
    )
