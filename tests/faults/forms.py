"""Owns what is posted at random: every form of every page, with the fields and the values that it offers."""

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from urllib.parse import urlsplit

from ideas.lifecycle import LIFECYCLES
from tests.features.crowd import Crowd
from tests.features.test_hostile import FIELDS, GARBAGE, QUESTIONS, addresses

SENDERS = ("visitor", "author", "lead", "manager", "admin")
LEFT_OUT = ("/sign-out", "/me/sessions")
"""Whoever sends these is signed out, and nothing that follows is read."""
NOT_OURS = ("csrf_token", "post_key")
NAMES = sorted({line.name for cycle in LIFECYCLES.values() for line in cycle.transitions})
PLAUSIBLE = (
    "Sana", "Tämä on syy.", "1", "2", "42", "3,5", "2026-12-31", "5.3.2026", "y", "yes", "other", "nothing",
    "person1@example.org", "I-2026-0001", "W-2026-0001", *NAMES,
)  # fmt: skip
FILE_NAMES = ("muistio.txt", "kuva.png", "kuva.jpg", "muistio.pdf", "muistio.docx", "../x\x00.txt", "")
Fields = dict[str, list[str]]
"""The values that a form offers for each field."""
Data = dict[str, object]


@dataclass
class Form:
    """Where a form goes, what it offers, and who was shown it."""

    place: str
    fields: Fields = field(default_factory=lambda: defaultdict(list))
    files: set[str] = field(default_factory=set)
    senders: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """Reads the forms of one page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[Form]()
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "form" and said.get("method", "get").lower() == "post":
            self._form = Form(urlsplit(said.get("action") or self.page).path)
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "option":
            self._form.fields[self._select].append(value)
        elif name and tag in ("input", "textarea", "select", "button"):
            self._select = name
            self._form.fields[name].append(value)
            if said.get("type") == "file":
                self._form.files.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def every_form(world: Crowd) -> list[Form]:
    """Every form that anybody is shown, and every address that takes a post though nobody is shown a form."""
    found: dict[str, Form] = {}
    for sender, form in _shown(world):
        known = found.setdefault(form.place, Form(form.place))
        known.senders.add(sender)
        known.files |= form.files
        for name, values in form.fields.items():
            known.fields[name] += values
    for place in addresses(world, "POST"):
        found.setdefault(place, Form(place, {name: [] for name in FIELDS + QUESTIONS}, senders={*SENDERS}))
    return [form for place, form in sorted(found.items()) if not place.startswith(LEFT_OUT)]


def _shown(world: Crowd) -> Iterator[tuple[str, Form]]:
    for sender in SENDERS:
        client = world.client(sender)
        for place in addresses(world, "GET"):
            with client.get(place) as answer:
                if answer.mimetype == "text/html" and answer.status_code == 200:
                    reader = Reader(place)
                    reader.feed(answer.get_data(as_text=True))
                    yield from ((sender, form) for form in reader.forms)


def spoilt(form: Form, kind: str) -> Data:
    """The same garbage in every field, and something after it."""
    return {name: [GARBAGE[kind], "other"] for name in form.fields if name not in NOT_OURS}


def filled_in(form: Form, chance: Random) -> Data:
    """What is sent: much of it could be meant so, some is garbage, some is missing or there twice."""
    names = [name for name in form.fields if name not in NOT_OURS and chance.random() > 0.1]
    return {name: _file(chance) if name in form.files else _values(form, name, chance) for name in names}


def _values(form: Form, name: str, chance: Random) -> list[str]:
    offered = NAMES if name == "name" else form.fields[name] or PLAUSIBLE
    number = chance.choice([1, 1, 1, 2])
    pools = chance.choices([offered, PLAUSIBLE, list(GARBAGE.values())], [5, 3, 3], k=number)
    return [chance.choice(pool) for pool in pools]


def _file(chance: Random) -> tuple[io.BytesIO, str]:
    """Some bytes, perhaps with the beginning of a kind that is taken."""
    begin = chance.choice([b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\xff\xd8\xff"])
    return io.BytesIO(begin + chance.randbytes(chance.randrange(2_000))), chance.choice(FILE_NAMES)
