"""What every deed of the demo needs: who is who, which case is which, and what day it is there."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from ideas.cells import closed_days
from ideas.features.demo import script
from ideas.features.demo.organisation import House
from ideas.features.demo.script import Deed
from ideas.models import Case, Idea, User, WorkStep
from workflow.actors import Actor, Role
from workflow.calendar import add_working_days

LEAD_TIME = 14
"""Days between the plan and the start of an experiment that has not begun yet."""
CLOCK = Actor(None, Role.EMPLOYEE)


@dataclass
class Scene:
    """The house and the cases that have been begun in it, each by its key."""

    house: House
    zone: ZoneInfo
    today: date
    cases: dict[str, Case] = field(default_factory=dict)

    def case(self, deed: Deed) -> Case:
        """The case that the deed is about."""
        return self.cases[deed.case]

    def idea(self, deed: Deed) -> Idea:
        """The idea that the deed is about."""
        case = self.case(deed)
        assert isinstance(case, Idea)  # the tables say so  # noqa: S101
        return case

    def work_step(self, deed: Deed) -> WorkStep:
        """The work step that the deed is about."""
        case = self.case(deed)
        assert isinstance(case, WorkStep)  # the tables say so  # noqa: S101
        return case

    def person(self, deed: Deed) -> User:
        """The person who does it."""
        return self.house.people[deed.by]

    def actor(self, deed: Deed) -> Actor:
        """The person who does it, as the rules know them; or nobody, where it comes about by itself."""
        return Actor(self.person(deed).id, self.person(deed).role) if deed.by else CLOCK

    def other(self, deed: Deed) -> User:
        """The person to whom it is done."""
        return self.house.people[deed.says["to"]]

    def day(self, deed: Deed) -> date:
        """The day on which it is done."""
        return deed.at.astimezone(self.zone).date()

    def start_of(self, deed: Deed, move: str) -> date:
        """The day on which an experiment that is planned now starts, by the move that starts it."""
        story = {**script.ideas(), **script.work_steps()}[deed.case]["history"]
        starts = [line["ago"] for line in story if line["do"] == move and line["ago"] <= deed.says["ago"]]
        planned = later(self.day(deed), LEAD_TIME)
        return script.working_day(self.today, starts[0]) if starts else planned


def later(day: date, days: int) -> date:
    """So many days later, or on the working day after that."""
    return add_working_days(day + timedelta(days=days - 1), 1, closed_days())


def number(value: float | None) -> Decimal | None:
    """A number of the tables as the columns keep it."""
    return None if value is None else Decimal(str(value))
