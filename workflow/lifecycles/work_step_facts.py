"""What a work step says of itself to the rules, and the guards that look at it."""

from dataclasses import dataclass

from workflow.actors import Relation
from workflow.lifecycles.work_step_states import (
    MOST_SIGNALS,
    STEP_TITLE_LENGTH,
    TRIAL_DAYS,
    Level,
    Origin,
    WorkStepState,
)
from workflow.problems import Problem


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """What the plan of a trial stop holds; `days` is its length, None while a date is missing.

    `is_over` says that its last day has passed. `signals` counts the guard signals whose baseline and
    threshold are fixed, `loose_signals` the others, and `readings_missing` those that have no reading yet.
    """

    has_scope: bool = False
    has_instead: bool = False
    has_units: bool = False
    is_harmless: bool = False
    days: int | None = None
    is_over: bool = False
    signals: int = 0
    loose_signals: int = 0
    readings_missing: int = 0


@dataclass(frozen=True, slots=True)
class WorkStepFacts:
    """What a work step says of itself; `was_tried` tells of a trial that ran, `trial` of one ahead or on."""

    state: str = WorkStepState.UNRECORDED
    authors: frozenset[int] = frozenset()
    owner: int | None = None
    receiver: int | None = None
    followers: frozenset[int] = frozenset()
    rule_owner: int | None = None
    clearer: int | None = None
    has_title: bool = False
    title_length: int = 0
    has_identity_code: bool = False
    has_next_date: bool = False
    origin: Origin | None = None
    has_citation: bool = False
    customer_benefit: Level | None = None
    staff_success: Level | None = None
    has_effort: bool = False
    has_noticers: bool = False
    has_shift: bool = False
    touches_customer: bool | None = None
    has_replacement: bool = False
    affects_staff: bool = False
    is_cleared: bool = False
    was_tried: bool = False
    trial: TrialFacts | None = None
    is_due: bool = False

    def relations(self, person: int | None) -> frozenset[Relation]:
        """What this person is to the work step; once a kept one's date has come, everybody may call it up."""
        held = {
            Relation.AUTHOR: person in self.authors,
            Relation.OWNER: person is not None and person == self.owner,
            Relation.RECEIVER: person is not None and person == self.receiver,
            Relation.FOLLOWER: person in self.followers,
            Relation.RULE_OWNER: person is not None and person == self.rule_owner,
            Relation.CLEARER: person is not None and person == self.clearer,
            Relation.CALLER: person is not None and self.is_due,
            Relation.CLOCK: person is None and self.is_due,
        }
        return frozenset(relation for relation, holds in held.items() if holds)


def titled(step: WorkStepFacts) -> Problem | None:
    """A title is given, and short enough for one line of a list."""
    if not step.has_title:
        return Problem.TITLE_MISSING
    return Problem.STEP_TITLE_TOO_LONG if step.title_length > STEP_TITLE_LENGTH else None


def free_of_identity_codes(step: WorkStepFacts) -> Problem | None:
    """No personal identity code stands in the text."""
    return Problem.IDENTITY_CODE_FOUND if step.has_identity_code else None


def owned(step: WorkStepFacts) -> Problem | None:
    """Somebody answers for it."""
    return None if step.owner is not None else Problem.STEP_OWNER_MISSING


def traced(step: WorkStepFacts) -> Problem | None:
    """It is said where the step comes from; "unknown" is an answer."""
    return None if step.origin else Problem.ORIGIN_MISSING


def cited(step: WorkStepFacts) -> Problem | None:
    """An external requirement is cited."""
    return Problem.CITATION_MISSING if step.origin is Origin.EXTERNAL and not step.has_citation else None


def valued(step: WorkStepFacts) -> Problem | None:
    """What the customer and the staff get from it is said."""
    return None if step.customer_benefit and step.staff_success else Problem.VALUE_MISSING


def counted(step: WorkStepFacts) -> Problem | None:
    """Its effort is told."""
    return None if step.has_effort else Problem.EFFORT_MISSING


def noticed(step: WorkStepFacts) -> Problem | None:
    """Who would notice is told."""
    return None if step.has_noticers else Problem.NOTICERS_MISSING


def shifted(step: WorkStepFacts) -> Problem | None:
    """To whom the work moves is told; "to nobody" is an answer."""
    return None if step.has_shift else Problem.SHIFT_MISSING


def lawful(step: WorkStepFacts) -> Problem | None:
    """Law and other outer requirements cannot be left undone."""
    return Problem.LAW_STANDS if step.origin is Origin.EXTERNAL else None


def guarded(step: WorkStepFacts) -> Problem | None:
    """It is said whether the customer is touched, and if so what the customer gets instead, through what."""
    if step.touches_customer is None:
        return Problem.CUSTOMER_UNANSWERED
    return Problem.REPLACEMENT_MISSING if step.touches_customer and not step.has_replacement else None


def cleared(step: WorkStepFacts) -> Problem | None:
    """Where tasks or positions change, the named person has cleared it."""
    return Problem.STAFF_EFFECT_OPEN if step.affects_staff and not step.is_cleared else None


def planned(step: WorkStepFacts) -> Problem | None:
    """A trial is planned: what stops, what is done instead, and where."""
    if step.trial is None:
        return Problem.TRIAL_PLAN_MISSING
    whole = step.trial.has_scope and step.trial.has_instead and step.trial.has_units
    return None if whole else Problem.TRIAL_PLAN_UNFINISHED


def bounded(step: WorkStepFacts) -> Problem | None:
    """The trial lasts 30, 60 or 90 days, and the last of them has not passed."""
    if step.trial is None:
        return None
    if step.trial.days not in TRIAL_DAYS:
        return Problem.TRIAL_DAYS_WRONG
    return Problem.TRIAL_IS_OVER if step.trial.is_over else None


def watched(step: WorkStepFacts) -> Problem | None:
    """One to four guard signals, each with baseline and threshold fixed beforehand."""
    if step.trial is None:
        return None
    is_whole = 1 <= step.trial.signals <= MOST_SIGNALS and not step.trial.loose_signals
    return None if is_whole else Problem.SIGNALS_MISSING


def harmless(step: WorkStepFacts) -> Problem | None:
    """Nobody's safety and no customer's right is at stake."""
    return Problem.HARM_UNANSWERED if step.trial and not step.trial.is_harmless else None


def read(step: WorkStepFacts) -> Problem | None:
    """After a trial every signal has a reading."""
    return Problem.SIGNALS_UNREAD if step.trial and _runs(step) and step.trial.readings_missing else None


def known(step: WorkStepFacts) -> Problem | None:
    """Where nobody knows what the customer gets, it is tried first."""
    is_tried = step.was_tried or _runs(step)
    return Problem.TRIAL_NEEDED if step.customer_benefit is Level.UNKNOWN and not is_tried else None


def _runs(step: WorkStepFacts) -> bool:
    return step.state == WorkStepState.TRIALLED
