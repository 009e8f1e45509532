"""Every address of work steps, asked by everybody, wherever the step is: the permission table as text."""

from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from ideas.extensions import db
from ideas.models import Case
from ideas.transaction import command
from tests.features.crowd import STEPS, VISITORS, Crowd, address, crowd, takes
from tests.features.test_routes import (
    AUTHORS,
    GALLERY,
    HOUSE,
    KEYS,
    OTHERS,
    OWN,
    PUBLIC,
    SECRET,
    STAFF,
    UNWISE,
    digest,
    rules,
)
from workflow.lifecycles.work_step import WORK_STEP

EVERY = "recorded unnamed examined trialled given-up"
BEFORE = "recorded unnamed examined"
UNDECIDED = "recorded unnamed examined trialled"
TOLD, GIVEN_UP = "trialled", "given-up"
OFFICE = "lead owner"

STEP = {
    "attachments.add": (f"{AUTHORS} owner", EVERY, EVERY), "attachments.download": (STAFF, EVERY, ""),
    "attachments.remove": (f"{AUTHORS} owner", EVERY, EVERY), "case.page": (STAFF, EVERY, ""),
    "comments.add": (STAFF, EVERY, EVERY), "comments.edit": ("author", EVERY, ""),
    "comments.remove": ("author", EVERY, EVERY),
    "correction.correct": ("lead", "examined trialled given-up", "examined trialled given-up"),
    "desk.accept": ("", "", EVERY),
    "desk.answer": (AUTHORS, EVERY, EVERY), "desk.ask": (OFFICE, EVERY, EVERY),
    "desk.decline": ("", EVERY, EVERY), "desk.next_date": (OFFICE, EVERY, EVERY),
    "desk.owner": ("lead", EVERY, EVERY), "desk.transfer": (OFFICE, EVERY, EVERY),
    "examination.clearance": ("clearer", UNDECIDED, UNDECIDED), "examination.evidence": (STAFF, EVERY, EVERY),
    "examination.examination": (OFFICE, EVERY, BEFORE),
    "examination.need": ("rule_owner", UNDECIDED, UNDECIDED),
    "examination.remove_evidence": (f"author {OFFICE}", EVERY, EVERY),
    "examination.tick": (OFFICE, "", EVERY), "gallery.answer": ("stranger lead", TOLD, TOLD),
    "gallery.apply": (STAFF, TOLD, TOLD), "gallery.experiment": (STAFF, TOLD, ""),
    "involvement.follow": (OTHERS, "", EVERY),
    "involvement.join": (OTHERS, EVERY, EVERY), "involvement.support": (OTHERS, "", EVERY),
    "involvement.thank": (STAFF, EVERY, EVERY), "pilot.amendment": (OFFICE, "", ""),
    "readings.add": (OFFICE, TOLD, TOLD),
    "readings.bring": (OFFICE, TOLD, TOLD), "readings.correct": (OFFICE, TOLD, TOLD),
    "readings.export": (STAFF, EVERY, ""), "readings.template": (OFFICE, TOLD, ""),
    "unsealing.hidden_name": ("admin", EVERY, EVERY),
    "recording.edit": (AUTHORS, EVERY, UNDECIDED), "trial.extend": ("lead", TOLD, TOLD),
    "trial.miss": (STAFF, TOLD, TOLD), "trial.notice": (STAFF, EVERY, ""),
    "trial.plan": (OFFICE, EVERY, "examined"), "trial.signal": (OFFICE, "examined", "examined"),
    "verification.place": (OFFICE, GIVEN_UP, GIVEN_UP), "verification.verify": (OFFICE, GIVEN_UP, GIVEN_UP),
}  # fmt: skip
"""Who may do it, and where a work step must be to show the page and to take the post; else it is refused."""
UNNAMED = {
    "comments.edit": AUTHORS, "comments.remove": AUTHORS,
    "examination.remove_evidence": f"{AUTHORS} {OFFICE}",
}  # fmt: skip
"""What was written under a hidden name is any hidden author's."""
MOVES = {
    "record": STAFF, "examine": "lead", "try-without": "lead", "give-up": "lead", "keep": "lead",
    "resume": OFFICE, "reconsider": "lead", "return": "",
}  # fmt: skip
"""Who is asked the questions of a move, wherever the work step is."""
CARELESS = UNWISE | {"examination.remove_evidence"}
DONE = {200, 303, 422}
BROKEN = {"minutes_likely": "x"}
"""What keeps a form that lacks nothing from being carried out."""


@pytest.fixture
def world(app: Flask) -> Crowd:
    """Everybody and every case."""
    return crowd(app)


def of_steps(app: Flask) -> list[Rule]:
    """The addresses about one work step but that of its moves, which have a table of their own."""
    elsewhere = {*PUBLIC, *OWN, *SECRET, *HOUSE, "moves.move"}
    about_one = [rule for rule in rules(app) if rule.arguments and takes(rule, "recorded")]
    return [rule for rule in about_one if rule.endpoint not in elsewhere]


def allowed(rule: Rule, who: str, step: str, method: str) -> set[int]:
    """The answers that the table allows."""
    if who in ("visitor", "deactivated"):
        return {303 if method == "GET" else 401}
    people, shown, taken = STEP[rule.endpoint]
    if rule.endpoint in GALLERY and step != TOLD:
        return {404}
    if step == "unnamed":
        people = UNNAMED.get(rule.endpoint, people)
    if who not in people.split():
        return {403}
    return DONE if step in (shown if method == "GET" else taken).split() else {409}


def asked(world: Crowd, client: FlaskClient, method: str, who: str) -> list[tuple[str, str, int]]:
    """Every address of every work step with the answer, where the table does not allow that answer."""
    wrong = []
    for step in STEPS:
        names = world.names(step)
        for rule in of_steps(world.app):
            right = allowed(rule, who, step, method)
            if method not in (rule.methods or ()):
                continue
            if method == "POST" and rule.endpoint in CARELESS and right == DONE:
                continue
            data = BROKEN if method == "POST" else None
            with client.open(address(rule, names), method=method, data=data) as answer:
                if answer.status_code not in right:
                    wrong.append((f"{method} {rule.rule}", step, answer.status_code))
    return wrong


def test_every_address_of_work_steps_stands_in_the_table(app: Flask) -> None:
    assert sorted(STEP) == sorted({rule.endpoint for rule in of_steps(app)})


@pytest.mark.parametrize("who", VISITORS)
def test_who_may_open_what_and_opening_changes_nothing(world: Crowd, who: str) -> None:
    client = world.client(who)
    before = digest(world.app)
    assert asked(world, client, "GET", who) == []
    assert digest(world.app) == before


@pytest.mark.parametrize("who", VISITORS)
def test_who_may_post_what(world: Crowd, who: str) -> None:
    assert asked(world, world.client(who), "POST", who) == []


def test_every_move_stands_in_the_table() -> None:
    assert list(MOVES) == [transition.name for transition in WORK_STEP.transitions]


@pytest.mark.parametrize("who", VISITORS)
def test_who_is_asked_the_questions_of_a_move(world: Crowd, who: str) -> None:
    client, wrong = world.client(who), []
    for step in STEPS:
        for name, people in MOVES.items():
            place = f"/work-steps/{world.cases[step].public_id}/moves?name={name}"
            right = _move(who, people)
            codes = [client.get(place).status_code]
            codes += [] if right == [200] else [client.post(place).status_code]
            wrong += [(step, name, codes)] if codes != right else []
    assert wrong == []


def _move(who: str, people: str) -> list[int]:
    if who in ("visitor", "deactivated"):
        return [303, 401]
    return [200] if who in people.split() else [403, 403]


@pytest.mark.parametrize("who", ["stranger", "rule_owner", "lead", "admin"])
def test_a_work_step_that_is_not_seen_answers_as_one_that_is_not_there(world: Crowd, who: str) -> None:
    client, names = world.client(who), world.names("examined")
    with world.app.app_context():
        withdraw(world.cases["examined"])
    absent: dict[str, object] = {**dict.fromkeys(names, 999_999), "public_id": "L-2026-9999"}
    for rule in of_steps(world.app):
        for method in {"GET", "POST"} & (rule.methods or set()):
            there, gone = (_answer(client, method, address(rule, of)) for of in (names, absent))
            assert (rule.rule, there) == (rule.rule, gone)


def test_the_number_of_one_kind_leads_nowhere_among_the_other(world: Crowd) -> None:
    client = world.client("lead")
    for rule in (rule for rule in rules(world.app) if "public_id" in rule.arguments):
        kind = "examined" if rule.rule.startswith("/ideas/") else "open"
        for method in {"GET", "POST"} & (rule.methods or set()):
            place = address(rule, world.names("open") | {"public_id": world.cases[kind].public_id})
            if rule.rule.startswith("/<case:"):
                place = place.replace("/ideas/I-", "/work-steps/I-")
            assert (place, client.open(place, method=method).status_code) == (place, 404)


@command
def withdraw(case: Case) -> None:
    """Let nobody but its authors know of it."""
    row = db.session.get_one(Case, case.id)
    row.visibility = row.visibility.PRIVATE


def _answer(client: FlaskClient, method: str, place: str) -> tuple[int, str]:
    """The code, and the page but for its own address."""
    with closing(client.open(place, method=method)) as answer:
        return answer.status_code, KEYS.sub("", answer.text).replace(place, "")
