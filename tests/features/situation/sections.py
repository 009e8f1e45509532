"""Makes what sections of the situation view are drawn from, out of courses told by hand, and draws them."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from flask import Flask
from flask_babel import force_locale

from ideas.features.situation.subject import Subject
from ideas.web.fragments import fragment
from workflow.figures.counts import Counts
from workflow.figures.windows import Period, Window
from workflow.flow import Course, added, tally, visits

TODAY = date(2026, 11, 20)
SHAPES = ("polygon", "rect", "circle")


def idea(*moves: tuple[str, date], size: str = "") -> Course:
    """An idea that came to these states on these days."""
    return Course("idea", visits(moves), size)


def step(*moves: tuple[str, date]) -> Course:
    """A work step that came to these states on these days."""
    return Course("work-step", visits(moves))


def of(
    courses: Iterable[Course], *kinds: str, period: Period = Period.YEAR, first: date | None = None
) -> Subject:
    """What the page counts of these cases; of ideas only, if no kind is named."""
    cells = added([tally(course) for course in courses])
    counts = tuple(Counts.of(cells, kind) for kind in kinds or ("idea",))
    return Subject(Window.of(period, TODAY, first), TODAY, counts)


@dataclass(frozen=True)
class Drawn:
    """A section as it is shown: its words, its links and how many shapes of each class it has."""

    words: str
    links: tuple[str, ...]
    shapes: tuple[str, ...]
    ids: tuple[str, ...]
    named: tuple[str, ...]
    pictures: tuple[str, ...]


def draw(app: Flask, name: str, section: Hashable, **address: str) -> Drawn:
    """The section in English."""
    with app.test_request_context(), force_locale("en"):
        reader = Reader()
        said = {"section": section, "kinds": section, "address": tuple(address.items())}
        reader.feed(fragment(f"situation/_{name}.html", **said))
    return Drawn(
        " ".join(" ".join(reader.words).split()), tuple(reader.links), tuple(reader.shapes),
        tuple(reader.ids), tuple(reader.named), tuple(reader.pictures),
    )  # fmt: skip


class Reader(HTMLParser):
    """Takes a section apart."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.shapes: list[str] = []
        self.ids: list[str] = []
        self.named: list[str] = []
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what can be asked about."""
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.named += given.get("aria-labelledby", "").split()
        if tag == "a":
            self.links.append(given["href"])
        if tag in SHAPES:
            self.shapes.append(given.get("class", ""))
        if tag == "svg":
            self.pictures.append(given.get("role", "hidden" if "aria-hidden" in given else "part"))

    def handle_data(self, data: str) -> None:
        """Remember the words."""
        self.words.append(data)
