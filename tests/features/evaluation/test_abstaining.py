"""Abstaining: who may, what a conflict of interest shuts, and who reads why."""

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.models import Idea, User
from tests import factories
from tests.features.evaluation.handing import (
    JUDGEMENT,
    SignIn,
    abstain,
    ask,
    hand_in,
    open_round,
    recorded,
    requests,
)
from workflow.events import Kind

WHY = "My sister wrote it."


def test_whoever_was_asked_abstains_and_the_log_does_not_say_why(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    ask(client_of(people["lead"]), idea, people["asked"].email)
    assert abstain(client_of(people["asked"]), idea, "conflict", WHY) == 303
    with app.app_context():
        (entry,) = recorded(idea, Kind.ABSTAINED)
        (request,) = db.session.get_one(Idea, idea.id).rounds[0].requests
        assert (entry.words, entry.data) == ("", {})
        assert (request.has_conflict, request.words) == (True, WHY)


@pytest.mark.parametrize("who", ["lead", "asked", "author", "owner", "stranger"])
def test_the_timeline_tells_nobody_that_somebody_abstained(
    client_of: SignIn, people: dict[str, User], idea: Idea, who: str
) -> None:
    ask(client_of(people["lead"]), idea, people["asked"].email)
    abstain(client_of(people["asked"]), idea, "conflict", WHY)
    page = client_of(people[who]).get(f"/ideas/{idea.public_id}").text
    assert [words in page for words in ("abstained from evaluating", WHY)] == [False, False]


def test_with_a_conflict_one_neither_evaluates_nor_reads_until_it_is_decided(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead, other = client_of(people["lead"]), client_of(people["other"])
    hand_in(lead, idea)
    assert abstain(other, idea, "conflict") == 303
    assert (hand_in(other, idea), abstain(other, idea)) == (409, 409)
    place, reads = f"/ideas/{idea.public_id}", []
    moves = [
        ("evaluate", "", {}),
        ("drop", "Ei.", {"reason_code": "not-now", "condition": "Rahaa."}),
    ]
    for name, words, data in moves:
        with app.app_context():
            factories.move(idea, name, people["lead"], words, **data)
        reads.append(JUDGEMENT["judgement"] in other.get(place).text)
    assert reads == [False, True]


def test_a_conflict_holds_in_the_next_round_too(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead, other = client_of(people["lead"]), client_of(people["other"])
    hand_in(lead, idea)
    abstain(other, idea, "conflict")
    with app.app_context():
        factories.move(idea, "evaluate", people["lead"])
    assert open_round(lead, idea, words="The law has changed.") == 303
    assert hand_in(other, idea) == 409


def test_without_a_conflict_one_may_think_better_of_it(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    ask(client_of(people["lead"]), idea, people["asked"].email)
    asked = client_of(people["asked"])
    assert (abstain(asked, idea), hand_in(asked, idea)) == (303, 303)
    with app.app_context():
        assert requests(idea) == []


def test_a_lead_who_was_not_asked_may_abstain(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    assert abstain(client_of(people["other"]), idea) == 303
    with app.app_context():
        assert requests(idea) == [people["other"].id]


@pytest.mark.parametrize("who", ["author", "owner", "stranger"])
def test_who_was_not_asked_has_nothing_to_abstain_from(
    client_of: SignIn, people: dict[str, User], idea: Idea, who: str
) -> None:
    assert abstain(client_of(people[who]), idea) == 403


def test_who_has_evaluated_does_not_abstain(client_of: SignIn, people: dict[str, User], idea: Idea) -> None:
    lead = client_of(people["lead"])
    assert (hand_in(lead, idea), abstain(lead, idea)) == (303, 409)


def test_whether_interests_clash_must_be_said(client_of: SignIn, people: dict[str, User], idea: Idea) -> None:
    lead = client_of(people["lead"])
    assert [abstain(lead, idea, reason) for reason in ("", "lazy")] == [422, 422]
