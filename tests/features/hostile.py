"""Sends hostile values in the fields of a form: in all at once, until it is taken or refuses nothing more.

What is refused is mended and the rest is sent again, so that each value is judged in each field, and stored
in every field that takes it, in a few requests instead of one for each field.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient

from tests.stories.pages import Attributes, kinds_of

IDENTITY_CODE = "131052-308T"
FORMULA = "=1+1"
LONG = "x" * 30_000
"""Longer than any text may be, and short enough for a form that has it in every field to pass the door."""
HOSTILE = (
    "1e400", "-0", "\u22120", "NaN", "sNaN", "Infinity", "1" + "0" * 30, "\u0663", "\uff11\uff12", "101",
    "-1", "0,00001", "0,0001", "100000000", "9999999999,9999", "9999-12-31", "0001-01-01", "2026-02-30",
    "a\x00b", LONG, FORMULA, "<script>alert(1)</script>", "\u202ea", "L-2026-0001", "a\rb\nc",
    IDENTITY_CODE,
)  # fmt: skip
NO_CHOICE = ("-1", "9999999999,9999", "a\x00b", LONG, "L-2026-0001")
"""What is sent where one chooses: whatever is none of the choices is refused in the same way."""
WORDS = ("-1", "a\x00b", LONG, FORMULA, "<script>alert(1)</script>", "\u202ea", "a\rb\nc", IDENTITY_CODE)
"""What is sent where words fit: to them one number is like another."""
RAW = ("%ED%A0%80", "%00", "%FF%FE", "%F4%90%80%80", "a%0Db%0Ac")
FORM = "application/x-www-form-urlencoded"
Sent = Mapping[str, str] | Mapping[str, str | list[str]]
Send = Callable[[set[str]], tuple[int, str]]
"""Sends the form with a hostile value in those fields; returns the code and the page of the answer."""


class RefusedReader(HTMLParser):
    """Collects the names of the fields that a page marks as refused."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take in the element if it is a field that is marked."""
        said = dict(attrs)
        if said.get("aria-invalid") == "true" and said.get("name"):
            self.names.add(str(said["name"]))


def drawn(number: int, is_thorough: bool) -> Sequence[str]:
    """The values for a form: all where it is thorough; else every fourth, for the next form the next ones."""
    return HOSTILE if is_thorough else (*HOSTILE[number % 4 : -1 : 4], IDENTITY_CODE)


def faults_of(
    client: FlaskClient, place: str, fields: Sent, home: str, values: Sequence[str]
) -> Iterator[object]:
    """The faults that any of the values makes in any field, or on the page that shows what was taken."""

    def send(names: set[str], value: str) -> tuple[int, str]:
        answer = client.post(place, data={**fields, **dict.fromkeys(names, value)})
        return answer.status_code, answer.text

    sent = _values_for(client.get(place).text, send, set(fields))
    for value in values:
        names = {name for name in fields if value in sent[name]}
        for code, guilty in answers(partial(send, value=value), names):
            if code >= 500:
                yield value[:20], code, guilty
            if code == 303 and client.get(home).status_code >= 500:
                yield value[:20], home, guilty


def _values_for(
    page: str, send: Callable[..., tuple[int, str]], names: set[str]
) -> dict[str, tuple[str, ...]]:
    """What is sent in each field: a field for words is an area, or does not mind a formula that others do."""
    choices, areas = kinds_of(page)
    code, answer = send(names, value=FORMULA)
    refused = refused_in(answer) & names if code == 422 else set()
    words = areas | (names - refused if refused else set())
    few = {**dict.fromkeys(words, WORDS), **dict.fromkeys(choices, NO_CHOICE)}
    return {name: few.get(name, HOSTILE) for name in names}


def faults_of_bytes(client: FlaskClient, place: str, fields: Sent) -> Iterator[object]:
    """The faults that bytes make which are no text."""
    for raw in RAW:

        def send(names: set[str], raw: str = raw) -> tuple[int, str]:
            answer = client.post(place, data=_encoded(fields, names, raw), content_type=FORM)
            return answer.status_code, answer.text

        yield from ((raw, code, guilty) for code, guilty in answers(send, set(fields)) if code >= 500)


def answers(send: Send, names: set[str]) -> Iterator[tuple[int, set[str]]]:
    """Every answer with the fields it is about: all, then what was not refused, at last one by one."""
    while names:
        code, page = send(names)
        yield code, names
        if code == 303:
            return
        refused = refused_in(page)
        if not refused & names:
            alone = sorted(names) if len(names) > 1 else []
            yield from ((send({name})[0], {name}) for name in alone)
            return
        names = names - refused


def refused_in(page: str) -> set[str]:
    """The names of the fields that the page marks as refused."""
    reader = RefusedReader()
    reader.feed(page)
    return reader.names


def _encoded(fields: Sent, names: set[str], raw: str) -> str:
    rest = urlencode({key: value for key, value in fields.items() if key not in names}, doseq=True)
    return "&".join(filter(None, [rest, *(f"{quote(name)}={raw}" for name in sorted(names))]))
