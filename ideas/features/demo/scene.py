"""What every deed of the demo needs: who is who, which idea is which, and what day it is there."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from ideas.features.demo.organisation import House
from ideas.features.demo.script import Step
from ideas.models import Idea, User
from workflow.actors import Actor


@dataclass
class Scene:
    """The house and the ideas that have been begun in it, each by its key."""

    house: House
    zone: ZoneInfo
    ideas: dict[str, Idea] = field(default_factory=dict)

    def idea(self, step: Step) -> Idea:
        """The idea that the step is about."""
        return self.ideas[step.idea]

    def person(self, step: Step) -> User:
        """The person who does it."""
        return self.house.people[step.by]

    def actor(self, step: Step) -> Actor:
        """The person who does it, as the rules know them."""
        person = self.person(step)
        return Actor(person.id, person.role)

    def other(self, step: Step) -> User:
        """The person to whom it is done."""
        return self.house.people[step.says["to"]]

    def day(self, step: Step) -> date:
        """The day on which it is done."""
        return step.at.astimezone(self.zone).date()
