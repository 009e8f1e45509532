"""The whole sheet of a period and unit, for the page and for paper."""

from typing import NamedTuple

from ideas.counting import count
from ideas.features.sheet.lines import Line, lines
from ideas.features.sheet.queries import Handled, Voice, handlings, voices
from ideas.outcomes import Lesson, Outcome, lessons, outcomes
from ideas.scope import Scope
from workflow.figures.windows import Window, beginning


class Sheet(NamedTuple):
    """Everything that the management group reads."""

    window: Window
    lines: tuple[Line, ...]
    voices: tuple[Voice, ...]
    outcomes: tuple[Outcome, ...]
    lessons: tuple[Lesson, ...]
    handlings: tuple[Handled, ...]

    @property
    def seen(self) -> str:
        """Which ideas stand on it, so that what was handled is what was read."""
        return seen(self.voices)


def sheet(scope: Scope, language: str) -> Sheet:
    """What the sheet says now."""
    cells = count(scope)
    window = scope.window(beginning(cells))
    return Sheet(
        window,
        lines(cells, scope, window),
        voices(scope, window, language),
        outcomes(scope, window),
        lessons(scope, window),
        handlings(),
    )


def window_of(scope: Scope) -> Window:
    """The days of the sheet alone."""
    return scope.window(beginning(count(scope)))


def seen(found: tuple[Voice, ...]) -> str:
    """The ideas by their numbers."""
    return " ".join(voice.public_id for voice in found)
