"""Whatever is sent, to whatever address, the answer is a page and never a fault of ours."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.features.crowd import Crowd, address, crowd, takes
from tests.statements import statements_with

HUGE = "9" * 5_000
GARBAGE = {
    "nothing": "", "nul": "a\x00b", "bidi": "\u202eNimi\u2066", "half": "\ufffd\ufffe", "long": "x" * 30_000,
    "negative": "-1", "large": "99999999999999999999", "huge": HUGE, "superscript": "²",
    "infinite": "1e999", "nan": "NaN", "first-day": "0001-01-01", "last-day": "9999-12-31",
    "path": "/../../etc/passwd", "template": "{{7*7}}", "quote": "'or/**/1=1--", "nested": "[" * 1_500,
    "packed": '[["words", "\\ud800\\u0000"]]', "mail": "a\x00@example.org", "last-number": "9999999999,9999",
    "yes": "yes", "one": "1",
}  # fmt: skip
FIELDS = (
    "wanted", "then", "name", "kept", "kept_path", "next", "draft_key", "version", "post_key", "up_to",
    "remove", "language", "words", "email", "password", "chosen", "discard", "prepared",
)  # fmt: skip
NUMBERS = ["2147483648", "9223372036854775808", HUGE, "²", "%00"]
CODES = ["I-2026-0001%00", "%ED%A0%80", "x" * 3_000]

BEFORE_THE_DOOR = ("nul", "nested")
"""What is sent to a form whose page is refused: they are turned away before anything of it is read."""
TURNS = 4
"""How often each form is sent."""
Opener = tuple[str, str]
"""Who sends a form, and where it lies."""


@dataclass(frozen=True)
class Form:
    """One form, wherever it lies and whoever opens it: the same address with the same fields."""

    rule: str
    names: tuple[str, ...]
    is_of_step: bool
    is_refused: bool


Forms = dict[Form, list[Opener]]


def rules(app: Flask) -> list[Rule]:
    """Every address but those of files."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static.file"]


def fields_of(text: str) -> set[str]:
    """The names of all fields on a page."""
    return set(re.findall(r'name="([^"]+)"', text)) - {"csrf_token", "viewport", "color-scheme"}


def addresses(world: Crowd, method: str) -> dict[str, str]:
    """Every address that takes the method with its rule, about ideas and a step that is tried without."""
    taking = [rule for rule in rules(world.app) if method in (rule.methods or ())]
    names = {case: world.names(case) for case in ("draft", "open", "trialled")}
    found = {address(rule, names[case]): rule.rule for rule in taking for case in names if takes(rule, case)}
    return dict(sorted(found.items()))


def forms(world: Crowd) -> Forms:
    """Every form with all who send it, an author and a lead, and all the places where it lies."""
    found: Forms = defaultdict(list)
    places = {
        place: rule
        for place, rule in addresses(world, "POST").items()
        if not place.startswith(("/sign-out", "/me/sessions"))
    }
    for who in ("author", "lead"):
        client = world.client(who)
        for place, rule in places.items():
            page = client.get(f"{place}?name=drop")
            names = tuple(sorted(fields_of(page.text) | set(FIELDS)))
            is_of_step, is_refused = place.startswith("/work-steps/"), page.status_code in (403, 404)
            found[Form(rule, names, is_of_step, is_refused)].append((who, place))
    return found


@pytest.fixture(scope="module")
def known() -> Forms:
    """Every form; everything is always made the same, so they are read once."""
    return {}


@pytest.mark.parametrize("turn", range(TURNS))
def test_other_garbage_in_each_field_is_answered(
    app: Flask, turn: int, known: Forms, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one post each field gets another kind, and in each turn others; tests/faults sends far more."""
    world = crowd(app)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    known.update({} if known else forms(world))
    clients = {who: world.client(who) for who in ("author", "lead")}
    faults = []
    for number, (form, openers) in enumerate(known.items()):
        who, place = openers[turn % len(openers)]
        answer = clients[who].post(place, data=_mixed(form, number + turn))
        faults += [(who, place, answer.status_code)] if answer.status_code >= 500 else []
    assert (faults, built) == ([], [])


def _mixed(form: Form, number: int) -> dict[str, list[str]]:
    """Each field with a kind of its own; what is turned away at the door would hide the rest."""
    if form.is_refused or number % TURNS == 0:
        return {name: [GARBAGE[BEFORE_THE_DOOR[number % 2]], "other"] for name in form.names}
    words = [word for kind, word in GARBAGE.items() if kind not in BEFORE_THE_DOOR]
    return {name: [words[(7 * number + n) % len(words)], "other"] for n, name in enumerate(form.names)}


def test_garbage_in_an_address_is_answered(
    app: Flask, share: Callable[[Iterable[Rule]], list[Rule]], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = crowd(app)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    client, faults = world.client("lead"), []
    for rule in share(rule for rule in rules(app) if rule.arguments):
        for word in [*NUMBERS, *CODES]:
            place = address(rule, dict.fromkeys(world.names("open"), word))
            for method in sorted({"GET", "POST"} & (rule.methods or set())):
                code = client.open(place, method=method).status_code
                faults += [(rule.rule, word[:20], method, code)] if code >= 500 else []
    assert faults == []


def opens(client: FlaskClient, place: str) -> bool:
    """Whether the page is shown to them."""
    with client.get(place) as answer:
        return answer.status_code != 403


@pytest.fixture
def built(app: Flask) -> Iterator[list[str]]:
    """The statements that were put together from what somebody sent."""
    with statements_with(app, GARBAGE["quote"].strip("'")) as found:
        yield found


QUESTIONS = ("after", "q", "state", "unit", "owner", "direction", "theme", "mine", "sort", "page", "before",
             "period", "view", "key", "next", "name", "text", "role", "active", "year",
             "question", "reason", "origin", "evidence", "kind", "title", "ended", "group",
             "version")  # fmt: skip


def test_garbage_in_a_question_is_answered(
    app: Flask,
    share: Callable[[Iterable[int]], list[int]],
    built: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lists read what is asked of them, and a lead and an admin share the kinds; one case reads little."""
    world = crowd(app)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    clients, faults = [world.client(who) for who in ("lead", "admin")], []
    kinds = list(GARBAGE.items())[::3]
    for number, place in enumerate(addresses(world, "GET")):
        is_of_case = any(character.isdigit() for character in place)
        # Who may not open it is turned away before anything of the question is read.
        asking = [each for each in clients if opens(each, place)] or clients
        for turn in range(number, number + 1) if is_of_case else share(range(len(kinds))):
            kind, word = kinds[turn % len(kinds)]
            with asking[turn % len(asking)].get(place, query_string=dict.fromkeys(QUESTIONS, word)) as answer:
                faults += [(place, kind)] if answer.status_code >= 500 else []
    assert (faults, built) == ([], [])
