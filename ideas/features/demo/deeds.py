"""Which deed of the tables is done by which function."""

from collections.abc import Callable, Mapping

from ideas.features.demo import (
    deciding,
    examining,
    following,
    gestures,
    handling,
    judging,
    piloting,
    verifying,
)
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import Deed

DEEDS: Mapping[str, Callable[[Scene, Deed], None]] = {
    "begin": gestures.write,
    "comment": gestures.comment,
    "support": gestures.support,
    "follow": gestures.follow,
    "join": gestures.join,
    "thank": gestures.thank,
    "spar": gestures.spar,
    "assign": handling.assign,
    "next-date": handling.set_next_date,
    "ask-info": handling.ask_information,
    "answer": handling.answer,
    "offer": handling.offer,
    "open-round": judging.open_round,
    "close-round": judging.close_round,
    "ask-review": judging.ask,
    "abstain": judging.abstain,
    "review": judging.evaluate,
    "prepare": judging.prepare,
    "edit": gestures.edit,
    "merge": deciding.merge,
    "plan": piloting.plan,
    "reading": piloting.read,
    "conclude": piloting.conclude,
    "amend": piloting.amend,
    "correct": piloting.correct,
    "tell": following.tell,
    "apply": following.apply,
    "tell-elsewhere": following.tell_elsewhere,
    "pulse": following.take_pulse,
    "name": examining.name,
    "find": examining.find_out,
    "evidence": examining.add_evidence,
    "need": examining.show_need,
    "clear": examining.clear,
    "tick": examining.tick,
    "plan-trial": piloting.plan_trial,
    "miss": piloting.miss,
    "ends-soon": piloting.call_to_mind,
    "overdue": piloting.call_to_mind,
    "verify": verifying.verify,
    "place": verifying.place,
}
"""Whatever is missing here is a move of a life cycle."""


def do(scene: Scene, deed: Deed) -> None:
    """Do what a line of the tables says."""
    DEEDS.get(deed.do, deciding.move)(scene, deed)
