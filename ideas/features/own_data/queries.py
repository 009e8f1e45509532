"""Counts what is kept of a person, for the page that tells it."""

from dataclasses import dataclass

from ideas.features.own_data.gathering import files_of, gather
from workflow.actors import Actor


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept of a person, by kind."""

    parts: dict[str, int]
    files: int

    def __getitem__(self, name: str) -> int:
        return self.parts.get(name, 0)


def kept(actor: Actor) -> Kept:
    """How much is kept of this person."""
    return Kept({name: len(rows) for name, rows in gather(actor)}, len(files_of(actor)))
