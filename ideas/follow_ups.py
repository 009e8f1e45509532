"""Plans when somebody tells what changed after an adoption, and says which day comes next."""

from datetime import date, timedelta

from ideas.models.case import Case
from ideas.models.follow_up import FollowUp
from workflow.lifecycles.idea_states import FOLLOW_UP_DAYS


def plan_follow_ups(case: Case, adopted_on: date) -> date | None:
    """Write the follow-ups of an adoption; the day of the first."""
    for days in FOLLOW_UP_DAYS:
        due_on = adopted_on + timedelta(days=days)
        case.follow_ups.append(FollowUp(number=len(case.follow_ups) + 1, due_on=due_on))
    return next_follow_up(case)


def next_follow_up(case: Case) -> date | None:
    """The day of the earliest follow-up that nobody has answered; None where the idea is finished."""
    return min((each.due_on for each in case.follow_ups if each.answered_at is None), default=None)
