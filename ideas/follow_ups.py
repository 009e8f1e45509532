"""Plans when somebody tells what changed after an adoption, and says which day comes next."""

from datetime import date, timedelta

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.follow_up import FollowUp
from workflow.lifecycles.idea_states import FOLLOW_UP_DAYS, FollowUpStage, IdeaState


def plan_follow_ups(case: Case, adopted_on: date) -> date | None:
    """Write the follow-ups of an adoption; the day of the first. What an earlier adoption left open goes."""
    earlier = open_follow_ups(case)
    for days in FOLLOW_UP_DAYS:
        add_follow_up(case, adopted_on + timedelta(days=days))
    for each in earlier:
        leave_out(case, each)
    return next_follow_up(case)


def add_follow_up(case: Case, due_on: date) -> None:
    """Ask once more what changed, on that day; what is left out in the same command is left out after it."""
    number = max((each.number for each in case.follow_ups), default=0) + 1
    case.follow_ups.append(FollowUp(number=number, due_on=due_on))


def leave_out(case: Case, follow_up: FollowUp) -> None:
    """Do not ask on that day after all."""
    # In this order: what is taken out first is written without its case, which no row can be.
    db.session.delete(follow_up)
    case.follow_ups.remove(follow_up)


def open_follow_ups(case: Case) -> list[FollowUp]:
    """Those that nobody has answered, the earliest first."""
    waiting = [each for each in case.follow_ups if each.answered_at is None]
    return sorted(waiting, key=lambda each: (each.due_on, each.number))


def next_follow_up(case: Case) -> date | None:
    """The day of the earliest follow-up that nobody has answered; None where the idea is finished."""
    return next((each.due_on for each in open_follow_ups(case)), None)


def stage_of(case: Case) -> FollowUpStage | None:
    """How far an adopted idea is; None where it is not adopted, or nothing was ever asked."""
    if case.state != IdeaState.ADOPTED or not case.follow_ups:
        return None
    is_open = next_follow_up(case) is not None
    return FollowUpStage.IN_FOLLOW_UP if is_open else FollowUpStage.FINISHED
