"""What an idea says of itself to the rules, and the guards that look at it."""

from dataclasses import dataclass

from workflow.actors import Relation
from workflow.lifecycles.idea_states import ESSENCE_LENGTH, TITLE_LENGTH, IdeaState, Size
from workflow.problems import Problem

TELLERS = 2
"""How many say the aim in their own words before a pilot starts."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of evaluation says of itself: who has answered, and whose interests clash.

    It is closed once the idea counts as evaluated, and decided once something has been decided about it.
    """

    is_closed: bool = False
    is_decided: bool = False
    evaluators: frozenset[int] = frozenset()
    conflicted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a pilot plan holds, or the pilot that runs.

    `members` take part, `tellers` of them have said the aim in their own words; `measures_unfixed` counts the
    measures that lack a part, `readings_missing` those that have no reading yet.
    """

    has_aim: bool = False
    has_both_visions: bool = False
    customer_measures: int = 0
    measures_unfixed: int = 0
    has_stop_rule: bool = False
    has_dates: bool = False
    has_units: bool = False
    has_hours: bool = False
    members: frozenset[int] = frozenset()
    tellers: frozenset[int] = frozenset()
    asked_what_to_give_up: bool = False
    readings_missing: int = 0
    is_concluded: bool = False


@dataclass(frozen=True, slots=True)
class IdeaFacts:
    """What an idea says of itself; `evaluations` counts the impartial ones of the round that still counts.

    `reviewers` are asked to evaluate, `evaluators` have done so in any round, `joined` take part in the idea,
    `conflicted` have said that their interests clash.
    """

    state: str = IdeaState.DRAFT
    authors: frozenset[int] = frozenset()
    owner: int | None = None
    reviewers: frozenset[int] = frozenset()
    evaluators: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    conflicted: frozenset[int] = frozenset()
    receiver: int | None = None
    sparrers: frozenset[int] = frozenset()
    followers: frozenset[int] = frozenset()
    has_title: bool = False
    title_length: int = 0
    essence_length: int = 0
    benefit_answered: bool = False
    publish_checked: bool = False
    has_identity_code: bool = False
    may_be_patentable: bool = False
    has_next_date: bool = False
    size: Size | None = None
    evaluations: int = 0
    evaluations_required: int = 1
    plan: PlanFacts | None = None

    def relations(self, person: int | None) -> frozenset[Relation]:
        """What this person is to the idea."""
        held = {
            Relation.AUTHOR: person in self.authors,
            Relation.OWNER: person is not None and person == self.owner,
            Relation.REVIEWER: person in self.reviewers | self.evaluators,
            Relation.RECEIVER: person is not None and person == self.receiver,
            Relation.SPARRER: person in self.sparrers,
            Relation.FOLLOWER: person in self.followers,
            Relation.MEMBER: self.plan is not None and person in self.plan.members,
        }
        return frozenset(relation for relation, holds in held.items() if holds)


def titled(idea: IdeaFacts) -> Problem | None:
    """A title is given, and short enough for one line of a list."""
    if not idea.has_title:
        return Problem.TITLE_MISSING
    return Problem.TITLE_TOO_LONG if idea.title_length > TITLE_LENGTH else None


def essence_given(idea: IdeaFacts) -> Problem | None:
    """The essence is given and short enough for a list."""
    if not idea.essence_length:
        return Problem.ESSENCE_MISSING
    return Problem.ESSENCE_TOO_LONG if idea.essence_length > ESSENCE_LENGTH else None


def benefit_answered(idea: IdeaFacts) -> Problem | None:
    """The customer's benefit is told, or "don't know yet"."""
    return None if idea.benefit_answered else Problem.BENEFIT_UNANSWERED


def publish_checked(idea: IdeaFacts) -> Problem | None:
    """The author has confirmed that the text holds no customer's data."""
    return None if idea.publish_checked else Problem.PUBLISH_CHECK_MISSING


def free_of_identity_codes(idea: IdeaFacts) -> Problem | None:
    """No personal identity code stands in the text."""
    return Problem.IDENTITY_CODE_FOUND if idea.has_identity_code else None


def free_of_inventions(idea: IdeaFacts) -> Problem | None:
    """Nothing in it may be patentable: publishing first would destroy its novelty."""
    return Problem.MAY_BE_PATENTABLE if idea.may_be_patentable else None


def evaluated_by_others(idea: IdeaFacts) -> Problem | None:
    """As many evaluations as the organisation asks for, beside the author's and owner's own."""
    return None if idea.evaluations >= idea.evaluations_required else Problem.EVALUATIONS_MISSING


def owned(idea: IdeaFacts) -> Problem | None:
    """Somebody answers for it."""
    return None if idea.owner is not None else Problem.OWNER_MISSING


def dated(idea: IdeaFacts) -> Problem | None:
    """It has a next date."""
    return None if idea.has_next_date else Problem.NEXT_DATE_MISSING


def small(idea: IdeaFacts) -> Problem | None:
    """The author or owner called it small."""
    return None if idea.size is Size.SMALL else Problem.NOT_SMALL


def planned(idea: IdeaFacts) -> Problem | None:
    """A pilot plan exists."""
    return None if idea.plan else Problem.PLAN_MISSING


def aimed(idea: IdeaFacts) -> Problem | None:
    """The plan has an aim."""
    return Problem.AIM_MISSING if idea.plan and not idea.plan.has_aim else None


def seen_from_both_sides(idea: IdeaFacts) -> Problem | None:
    """The plan has our vision and the customer's."""
    return Problem.VISIONS_MISSING if idea.plan and not idea.plan.has_both_visions else None


def measured_by_customers(idea: IdeaFacts) -> Problem | None:
    """At least one measure is of the customer's experience, with baseline and target."""
    return Problem.CUSTOMER_MEASURE_MISSING if idea.plan and not idea.plan.customer_measures else None


def measured_whole(idea: IdeaFacts) -> Problem | None:
    """Every measure has its direction, baseline, target, and says how and how often it is measured."""
    return Problem.MEASURES_UNFINISHED if idea.plan and idea.plan.measures_unfixed else None


def stoppable(idea: IdeaFacts) -> Problem | None:
    """The plan says when the pilot is stopped before its end."""
    return Problem.STOP_RULE_MISSING if idea.plan and not idea.plan.has_stop_rule else None


def staffed(idea: IdeaFacts) -> Problem | None:
    """The plan names who takes part, and sets hours aside for it."""
    plan = idea.plan
    return Problem.PEOPLE_MISSING if plan and not (plan.has_hours and plan.members) else None


def told_in_own_words(idea: IdeaFacts) -> Problem | None:
    """Two of the people who take part have said the aim in their own words."""
    plan = idea.plan
    return Problem.AIM_UNTOLD if plan and len(plan.tellers & plan.members) < TELLERS else None


def scheduled(idea: IdeaFacts) -> Problem | None:
    """The plan has its dates."""
    return Problem.DATES_MISSING if idea.plan and not idea.plan.has_dates else None


def placed(idea: IdeaFacts) -> Problem | None:
    """The plan names its units."""
    return Problem.UNITS_MISSING if idea.plan and not idea.plan.has_units else None


def asked_what_to_give_up(idea: IdeaFacts) -> Problem | None:
    """The plan answers what is given up for this."""
    return Problem.GIVE_UP_NOT_ASKED if idea.plan and not idea.plan.asked_what_to_give_up else None


def concluded(idea: IdeaFacts) -> Problem | None:
    """A pilot that runs has been judged in words before anything is decided."""
    runs = idea.plan if idea.state == IdeaState.PILOTED else None
    return Problem.CONCLUSION_MISSING if runs and not runs.is_concluded else None


def read(idea: IdeaFacts) -> Problem | None:
    """Every measure has a reading."""
    return Problem.READINGS_MISSING if idea.plan is None or idea.plan.readings_missing else None
