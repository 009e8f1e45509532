"""What a visit of the browser tests is: somebody opens a page, and may go on from there."""

from dataclasses import dataclass

from tests.browser.ways import Way

NOBODY = ""


@dataclass(frozen=True)
class Visit:
    """Somebody opens a page, and may go on from there in some way."""

    who: str
    path: str
    way: Way | None = None
    code: int = 200

    def __str__(self) -> str:
        way = f" ({self.way.__name__.replace('_', ' ')})" if self.way else ""
        return f"{self.path}{way} as {self.who or 'nobody'}"


@dataclass(frozen=True)
class Made:
    """What the demo has not, and was made for the tests."""

    comment: str
    attachment: str
    application: str
    invitation: str
