"""Hands over at once everything that somebody who has left answered for, or was asked to take over."""

from datetime import datetime
from typing import NamedTuple

from ideas.features.desk.left import legacy
from ideas.features.desk.service import ask_to_take_over, name_owner, named, opened
from ideas.transaction import command, note_case
from workflow.actors import Actor
from workflow.permissions import Action


class HandedOver(NamedTuple):
    """How many cases it was, and whether whoever handed them over took them at once."""

    number: int
    is_taken: bool


@command
def hand_over(person_id: int, email: str, words: str, *, actor: Actor, at: datetime) -> HandedOver:
    """Ask a colleague to take over each of the cases for which nobody has been asked yet."""
    receiver, found = named(email), legacy(person_id, actor).to_offer
    # Whoever names themselves has said yes.
    is_taken = receiver.id == actor.id
    for row in found:
        case = opened(row.public_id, Action.ASSIGN if is_taken else Action.OFFER, actor, None)
        if is_taken:
            name_owner(case, receiver, actor, at)
        else:
            ask_to_take_over(case, receiver, words, actor, at)
    # It is about many: who sends it again is led back to where they were.
    note_case(None)
    return HandedOver(len(found), is_taken)
