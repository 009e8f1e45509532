"""The life cycle of a work step: the table of its moves."""

from workflow.events import Kind
from workflow.lifecycles import work_step_facts as so
from workflow.lifecycles.work_step_facts import WorkStepFacts
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState
from workflow.machine import Ask, Prompt, Transition, Upcoming, Workflow
from workflow.permissions import Action

_EXAMINED = (so.owned, so.traced, so.cited, so.valued, so.counted, so.noticed, so.shifted)
_S = WorkStepState

WORK_STEP = Workflow[WorkStepFacts](
    "work-step",
    initial=_S.UNRECORDED,
    arrival=_S.RECORDED,
    open_states=OPEN_STEP_STATES,
    trying=_S.TRIALLED,
    weighing=frozenset({_S.RECORDED, _S.EXAMINED}),
    transitions=(
        Transition(
            "record", frozenset({_S.UNRECORDED}), _S.RECORDED, Action.RECORD, Kind.RECORDED,
            guards=(so.titled, so.free_of_identity_codes), upcoming=Upcoming.PROMISED,
        ),
        Transition(
            "examine", frozenset({_S.RECORDED}), _S.EXAMINED, Action.EXAMINE, Kind.EXAMINED,
            guards=_EXAMINED, upcoming=Upcoming.PROMISED,
        ),
        Transition(
            "try-without", frozenset({_S.EXAMINED}), _S.TRIALLED, Action.TRY_WITHOUT, Kind.TRIALLED,
            guards=(
                so.lawful, so.cleared, so.guarded, so.planned, so.bounded, so.watched, so.harmless,
            ),
            upcoming=Upcoming.END_OF_EXPERIMENT,
        ),
        Transition(
            "give-up", frozenset({_S.EXAMINED, _S.TRIALLED}), _S.GIVEN_UP, Action.GIVE_UP, Kind.GIVEN_UP,
            guards=(so.lawful, so.known, so.cleared, so.guarded, so.read), prompt=Prompt.REASON,
            asks=(Ask.ENDING,), invites=(Ask.REVIEW_ON,), upcoming=Upcoming.VERIFICATION, ends=True,
            four_eyes=True,
        ),
        Transition(
            "keep", OPEN_STEP_STATES, _S.KEPT, Action.KEEP, Kind.KEPT,
            prompt=Prompt.REASON, asks=(Ask.KEEPING, Ask.REVIEW_ON), upcoming=Upcoming.REVIEW, ends=True,
        ),
        Transition(
            "resume", frozenset({_S.TRIALLED, _S.GIVEN_UP}), _S.EXAMINED, Action.RESUME, Kind.RESUMED,
            prompt=Prompt.MISSED, upcoming=Upcoming.PROMISED,
        ),
        Transition(
            "reconsider", frozenset({_S.KEPT}), _S.EXAMINED, Action.RECONSIDER, Kind.RECONSIDERED,
            prompt=Prompt.CHANGE, upcoming=Upcoming.PROMISED,
        ),
        Transition(
            "return", frozenset({_S.KEPT}), _S.EXAMINED, Action.RETURN, Kind.RETURNED,
            upcoming=Upcoming.PROMISED,
        ),
    ),
)  # fmt: skip
"""Source: the organisation's way of giving up; adding a move is a line here and its words."""
