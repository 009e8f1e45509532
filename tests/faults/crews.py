"""Owns the workers of a house under fire: a few at a time, of whom one is killed and another takes over."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

from tests.faults.houses import WORKER, House, end, kill
from tests.features.mail.smtp import Postbox

TOGETHER = 2


@dataclass
class Crew:
    """Some workers of one house, whose mail goes to one server."""

    house: House
    environment: Mapping[str, str]
    members: list[BaseProcess] = field(default_factory=list)

    def call(self) -> None:
        """Let one more come."""
        self.members.append(self.house.start(*WORKER, more=self.environment))

    def lose_one(self) -> None:
        """Kill the one who has been there longest without a word; another one comes."""
        kill(self.members.pop(0))
        self.call()

    def leave(self) -> None:
        """Let all end in order: what they have in their hands is finished."""
        for each in self.members:
            end(each)


@contextmanager
def working(house: House, box: Postbox, number: int = TOGETHER) -> Iterator[Crew]:
    """Some workers, who end in order with the block."""
    crew = Crew(house, _sending_to(box))
    try:
        for _ in range(number):
            crew.call()
        yield crew
        crew.leave()
        # A younger one may have been ended before it had begun.
        assert crew.members[0].exitcode == 0
    finally:
        for each in crew.members:
            kill(each)


def _sending_to(box: Postbox) -> dict[str, str]:
    """The settings under which mail goes there."""
    return {f"TILAA_{name.upper()}": str(value) for name, value in box.settings().items()}
