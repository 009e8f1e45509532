"""Whatever is sent, to whatever address, the answer is a page and never a fault of ours."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.features.crowd import Crowd, address, crowd, takes

HUGE = "9" * 5_000
GARBAGE = {
    "nothing": "", "nul": "a\x00b", "bidi": "\u202eNimi\u2066", "half": "\ufffd\ufffe", "long": "x" * 100_000,
    "negative": "-1", "large": "99999999999999999999", "huge": HUGE, "superscript": "²",
    "infinite": "1e999", "nan": "NaN", "first-day": "0001-01-01", "last-day": "9999-12-31",
    "path": "/../../etc/passwd", "template": "{{7*7}}", "quote": "' or 1=1 --", "nested": "[" * 3_000,
    "packed": '[["words", "\\ud800\\u0000"]]', "mail": "a\x00@example.org", "last-number": "9999999999,9999",
    "yes": "yes", "one": "1",
}  # fmt: skip
FIELDS = (
    "wanted", "then", "name", "kept", "kept_path", "next", "draft_key", "version", "post_key", "up_to",
    "remove", "language", "words", "email", "password", "chosen", "discard", "prepared",
)  # fmt: skip
NUMBERS = ["2147483648", "9223372036854775808", HUGE, "²", "%00"]
CODES = ["I-2026-0001%00", "%ED%A0%80", "x" * 3_000]


Known = dict[str, dict[str, tuple[bool, list[str]]]]


def rules(app: Flask) -> list[Rule]:
    """Every address but those of files."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def fields_of(text: str) -> set[str]:
    """The names of all fields on a page."""
    return set(re.findall(r'name="([^"]+)"', text)) - {"csrf_token", "viewport", "color-scheme"}


def addresses(world: Crowd, method: str) -> list[str]:
    """Every address that takes the method, about ideas and a work step that is tried without."""
    taking = [rule for rule in rules(world.app) if method in (rule.methods or ())]
    names = {case: world.names(case) for case in ("draft", "open", "trialled")}
    return sorted({address(rule, names[case]) for rule in taking for case in names if takes(rule, case)})


def forms(world: Crowd, who: str) -> dict[str, tuple[bool, list[str]]]:
    """Whether the page of every address is refused them, and the names of all fields on it, in order."""
    client = world.client(who)
    places = [
        place for place in addresses(world, "POST") if not place.startswith(("/sign-out", "/me/sessions"))
    ]
    pages = {place: client.get(f"{place}?name=drop") for place in places}
    return {
        place: (page.status_code in (403, 404), sorted(fields_of(page.text) | set(FIELDS)))
        for place, page in pages.items()
    }


@pytest.fixture(scope="module")
def known() -> Known:
    """The fields of every form by who sends it; everything is always made the same, so they are read once."""
    return {}


@pytest.mark.parametrize("who", ["author", "lead"])
@pytest.mark.parametrize("kind", GARBAGE)
def test_garbage_in_every_field_is_answered(
    app: Flask, kind: str, who: str, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = crowd(app)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    if who not in known:
        known[who] = forms(world, who)
    client = world.client(who)
    faults = []
    for place, (is_refused, names) in known[who].items():
        # Whom the page itself is refused is turned away before anything of the form is read.
        if is_refused and kind not in ("nul", "nested"):
            continue
        answer = client.post(place, data={name: [GARBAGE[kind], "other"] for name in names})
        faults += [(place, answer.status_code)] if answer.status_code >= 500 else []
    assert faults == []


@pytest.mark.parametrize("who", ["lead"])
def test_garbage_in_an_address_is_answered(app: Flask, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = crowd(app)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    client, faults = world.client(who), []
    for rule in (rule for rule in rules(app) if rule.arguments):
        for word in [*NUMBERS, *CODES]:
            place = address(rule, dict.fromkeys(world.names("open"), word))
            codes = (client.get(place).status_code, client.post(place).status_code)
            faults += [(rule.rule, word[:20], codes)] if max(codes) >= 500 else []
    assert faults == []


QUESTIONS = ("after", "q", "state", "unit", "owner", "direction", "theme", "mine", "sort", "page", "before",
             "period", "view", "key", "next", "name", "text", "role", "active", "year",
             "question", "reason", "origin", "evidence", "kind", "title", "ended", "group",
             "version")  # fmt: skip


@pytest.mark.parametrize("who", ["lead", "admin"])
def test_garbage_in_a_question_is_answered(app: Flask, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = crowd(app)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    client, faults = world.client(who), []
    kinds = list(GARBAGE.items())[::3]
    for number, place in enumerate(addresses(world, "GET")):
        # Lists read what is asked of them; a page of one case reads little, so they share the kinds.
        is_of_case = any(character.isdigit() for character in place)
        for kind, word in kinds[number % len(kinds) :][:1] if is_of_case else kinds:
            with client.get(place, query_string=dict.fromkeys(QUESTIONS, word)) as answer:
                faults += [(place, kind)] if answer.status_code >= 500 else []
    assert faults == []
