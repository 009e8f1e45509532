"""The life cycle of an idea: the table of its moves."""

from workflow.events import Kind
from workflow.lifecycles import idea_facts as so
from workflow.lifecycles.idea_facts import IdeaFacts
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.machine import Ask, Prompt, Transition, Upcoming, Workflow
from workflow.permissions import Action

_PUBLISHABLE = (
    so.titled,
    so.essence_given,
    so.benefit_answered,
    so.publish_checked,
    so.free_of_identity_codes,
    so.free_of_inventions,
)
_PLANNED = (
    so.planned,
    so.aimed,
    so.seen_from_both_sides,
    so.measured_by_customers,
    so.measured_whole,
    so.stoppable,
    so.scheduled,
    so.placed,
    so.staffed,
    so.told_in_own_words,
    so.asked_what_to_give_up,
)
_S = IdeaState

IDEA = Workflow[IdeaFacts](
    "idea",
    initial=_S.DRAFT,
    arrival=_S.SUBMITTED,
    open_states=OPEN_STATES,
    trying=_S.PILOTED,
    weighing=frozenset({_S.SUBMITTED, _S.EVALUATED}),
    transitions=(
        Transition(
            "submit", frozenset({_S.DRAFT}), _S.SUBMITTED, Action.SUBMIT, Kind.SUBMITTED,
            guards=_PUBLISHABLE, upcoming=Upcoming.PROMISED,
        ),
        Transition(
            "evaluate", frozenset({_S.SUBMITTED}), _S.EVALUATED, Action.EVALUATE, Kind.EVALUATED,
            guards=(so.evaluated_by_others, so.owned, so.dated), four_eyes=True,
        ),
        Transition(
            "pilot", frozenset({_S.EVALUATED}), _S.PILOTED, Action.PILOT, Kind.PILOTED,
            guards=_PLANNED, upcoming=Upcoming.END_OF_EXPERIMENT, four_eyes=True,
        ),
        Transition(
            "adopt", frozenset({_S.PILOTED}), _S.ADOPTED, Action.ADOPT, Kind.ADOPTED,
            guards=(so.read, so.concluded), prompt=Prompt.VERDICT,
            asks=(Ask.NEEDED_HOURS, Ask.GIVE_UP), invites=(Ask.WORK_STEPS, Ask.GIVE_UP_WORDS),
            upcoming=Upcoming.FOLLOW_UP, ends=True, four_eyes=True,
        ),
        Transition(
            "adopt-at-once", frozenset({_S.EVALUATED}), _S.ADOPTED, Action.ADOPT, Kind.ADOPTED_AT_ONCE,
            guards=(so.small,), prompt=Prompt.DEED, asks=(Ask.DOER, Ask.DEADLINE),
            invites=(Ask.NEEDED_HOURS, Ask.GIVE_UP, Ask.WORK_STEPS, Ask.GIVE_UP_WORDS),
            upcoming=Upcoming.FOLLOW_UP, ends=True, four_eyes=True,
        ),
        Transition(
            "rethink", frozenset({_S.PILOTED}), _S.EVALUATED, Action.RETHINK, Kind.RETHOUGHT,
            guards=(so.concluded,), prompt=Prompt.LESSON, upcoming=Upcoming.PROMISED,
        ),
        Transition(
            "drop", OPEN_STATES, _S.DROPPED, Action.DROP, Kind.DROPPED,
            guards=(so.concluded,), prompt=Prompt.REASON, asks=(Ask.REASON_CODE, Ask.CONDITION),
            upcoming=Upcoming.CLEARED, ends=True, four_eyes=True,
        ),
        Transition(
            "withdraw", frozenset({_S.SUBMITTED}), _S.DROPPED, Action.WITHDRAW, Kind.WITHDRAWN,
            upcoming=Upcoming.CLEARED, ends=True,
        ),
        Transition(
            "reopen", frozenset({_S.DROPPED}), _S.SUBMITTED, Action.REOPEN, Kind.REOPENED,
            prompt=Prompt.CHANGE, upcoming=Upcoming.PROMISED,
        ),
        Transition(
            "merge", frozenset({_S.SUBMITTED, _S.EVALUATED}), _S.MERGED, Action.MERGE, Kind.MERGED,
            asks=(Ask.TARGET,), upcoming=Upcoming.CLEARED, ends=True,
        ),
    ),
)  # fmt: skip
"""Source: the organisation's way of handling an idea; adding a move is a line here and its words."""
