"""What an evaluator hands in, whom a lead asks and in what round, as the commands take it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ideas.models.criterion import Criterion
from ideas.models.evaluation import Knowledge


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's view: in words, by criterion with the words beside each, and how they know."""

    words: str
    scores: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    knowledge: Knowledge | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked to evaluate: a person by address, everybody of a unit, or both; and by when."""

    email: str = ""
    unit_id: int | None = None
    due_on: date | None = None

    @property
    def names_somebody(self) -> bool:
        """Whether anybody is asked at all."""
        return bool(self.email or self.unit_id)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a round begins: whether the author's name is hidden meanwhile, and what has changed."""

    is_blind: bool = False
    words: str = ""


class Unaskable(StrEnum):
    """Why a person is not asked to evaluate an idea."""

    AUTHOR = "author"
    JOINED = "joined"
    EVALUATED = "evaluated"
    CONFLICTED = "conflicted"


def name(criterion: Criterion) -> str:
    """The field of a criterion."""
    return f"criterion_{criterion.code.replace('-', '_')}"
