"""Preparing a decision: everything is checked as if it were made, and nothing happens."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User
from tests import factories
from tests.features.pending.batch import BATCH, DROP, SECRET, choices, prepare, rows, state
from tests.features.pilot import cases

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]
BUTTON = 'name="later"'


def test_a_prepared_decision_is_a_row_and_nothing_else(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    before, (entries, told, held) = state(app, idea), rows(app)
    answer = prepare(client_of(people["lead"]), idea)
    assert (answer.status_code, answer.location) == (303, BATCH)
    assert (state(app, idea), rows(app)) == (before, (entries, told, held + 1))


@pytest.mark.parametrize("name", ["pilot", "adopt-at-once", "drop"])
def test_a_lead_is_offered_to_tell_it_later(app: Flask, client_of: SignIn, people: People, name: str) -> None:
    with app.app_context():
        idea = cases.planned(people["author"], people["lead"])
    assert BUTTON in client_of(people["other"]).get(f"/ideas/{idea.public_id}/moves?name={name}").text


@pytest.mark.parametrize(("name", "code"), [("evaluate", 403), ("merge", 403)])
def test_only_what_ends_the_weighing_can_wait(
    app: Flask, client_of: SignIn, people: People, name: str, code: int
) -> None:
    with app.app_context():
        idea, target = factories.submitted(people["author"]), factories.submitted(people["author"])
        factories.evaluate(idea, people["lead"])
        factories.answer_for(idea, people["owner"])
    client = client_of(people["lead"])
    assert BUTTON not in client.get(f"/ideas/{idea.public_id}/moves?name={name}").text
    assert prepare(client, idea, name, target=target.public_id).status_code == code


@pytest.mark.parametrize(
    ("answers", "code"),
    [({"words": "Why."}, 422), ({**DROP, "version": "99"}, 409), ({**DROP, "reason_code": "x"}, 422)],
)
def test_what_could_not_be_made_cannot_be_prepared(
    app: Flask, client_of: SignIn, people: People, answers: dict[str, str], code: int
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    before = rows(app)
    answer = prepare(client_of(people["lead"]), idea, **answers)
    assert (answer.status_code, rows(app)) == (code, before)


def test_guards_are_asked_when_it_is_prepared(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = factories.evaluated(people["author"], people["lead"])
    before = rows(app)
    assert (prepare(client_of(people["lead"]), idea, "pilot", x="").status_code, rows(app)) == (409, before)


@pytest.mark.parametrize("who", ["author", "owner", "stranger", "manager"])
def test_neither_an_author_who_leads_nor_anybody_else_prepares(
    app: Flask, client_of: SignIn, people: People, who: str
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
        factories.answer_for(idea, people["owner"])
    before = rows(app)
    assert (prepare(client_of(people[who]), idea).status_code, rows(app)) == (403, before)


def test_a_second_lead_does_not_write_over_what_the_first_prepared(
    app: Flask, client_of: SignIn, people: People
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    prepare(client_of(people["lead"]), idea)
    answer = prepare(client_of(people["other"]), idea, **{**DROP, "words": "My own words."})
    assert (answer.status_code, "My own words." in answer.text, rows(app)[2]) == (409, True, 1)


def test_editing_begins_with_everything_that_was_written(
    app: Flask, client_of: SignIn, people: People
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    prepare(client_of(people["lead"]), idea)
    client, (before,) = client_of(people["other"]), choices(client_of(people["other"]))
    page = client.get(f"/ideas/{idea.public_id}/moves?name=drop").text
    written = (SECRET, "A secret budget.", 'selected value="not-now"')
    assert [words in page for words in written] == [True] * 3
    seen = before.partition(":")[2]
    answer = prepare(client, idea, **{**DROP, "words": "Better words.", "prepared": seen})
    after = choices(client)
    assert (answer.status_code, rows(app)[2], len(after), after == [before]) == (303, 1, 1, False)
    assert "Better words." in client.get(BATCH).text


def test_a_discarded_decision_was_never_there(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    before, client = rows(app), client_of(people["lead"])
    prepare(client, idea)
    number = choices(client)[0].partition(":")[0]
    answers = [client.post(BATCH, data={"discard": number}).status_code for _ in range(2)]
    assert (answers, rows(app)) == ([303, 303], before)
