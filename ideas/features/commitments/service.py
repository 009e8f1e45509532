"""Keeps what leads promise of the open states; who comes second on one state is told, on others nobody is."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ideas.commitments import Held, Place, commit_to, stored
from ideas.transaction import command, wait_for_turn
from workflow.actors import Actor


class Overtaken(Exception):
    """Somebody set the same state meanwhile."""


class Wanted(NamedTuple):
    """What a person asks of a state, and what they had seen there, as it is written."""

    held: Held
    seen: str

    @property
    def is_untouched(self) -> bool:
        """Whether the person left it as they had seen it."""
        return written(self.held) == self.seen


def written(held: Held) -> str:
    """What is held of a state, as a form carries it: compared, and never read back."""
    return f"{held.promised_days}/{held.most_cases}"


@command
def promise(wanted: Mapping[Place, Wanted], *, actor: Actor, at: datetime) -> None:
    """Promise what was changed, all of it or nothing."""
    wait_for_turn("commitments")
    now = stored()
    changed = {place: each for place, each in wanted.items() if not each.is_untouched}
    if any(written(now[place]) != each.seen for place, each in changed.items()):
        raise Overtaken
    for place, each in changed.items():
        commit_to(place, each.held, actor_id=actor.id, at=at)
