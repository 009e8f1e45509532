"""Telling what changed: who may, once, early too, with new readings, until the idea is finished."""

from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Idea, User
from tests import factories
from tests.factories import sign_in
from tests.features.follow_up.cases import (
    FIRST,
    SAID,
    SECOND,
    done_at_once,
    entries,
    follow_ups,
    owned,
    path,
    read,
    tell,
    without_follow_ups,
)
from tests.features.pilot import cases
from tests.statements import selects
from workflow.events import Kind


def test_an_adoption_plans_two_days(app: Flask, idea: Idea) -> None:
    with app.app_context():
        assert [each.due_on for each in follow_ups(idea)] == [FIRST, SECOND]
        assert factories.NOW.date() + timedelta(days=30) == FIRST
        assert read(idea).next_date == FIRST


def test_what_changed_is_kept_and_the_next_day_comes_up(
    app: Flask, idea: Idea, owner: FlaskClient, people: dict[str, User]
) -> None:
    assert tell(owner, idea, 1).status_code == 303
    with app.app_context():
        first, second = follow_ups(idea)
        assert (first.customer, first.staff, first.operation) == tuple(SAID.values())
        assert (first.answered_by_id, second.answered_at) == (people["owner"].id, None)
        (entry,) = entries(idea, Kind.FOLLOW_UP_ANSWERED)
        assert (entry.words, entry.data["next_date"]) == (SAID["customer"], SECOND.isoformat())
        assert read(idea).next_date == SECOND


def test_an_idea_is_finished_once_everything_is_told(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    page = f"/ideas/{idea.public_id}"
    assert "in follow-up" in owner.get(page).text
    for number in (2, 1):
        assert tell(owner, idea, number).status_code == 303
    text = owner.get(page).text
    assert ("in follow-up" in text, ">finished<" in text) == (False, True)
    with app.app_context():
        assert read(idea).next_date is None
        assert [entry.data["next_date"] for entry in entries(idea, Kind.FOLLOW_UP_ANSWERED)] == [
            FIRST.isoformat(), None,
        ]  # fmt: skip


def test_an_idea_adopted_before_anybody_asked_is_plainly_adopted(
    app: Flask, idea: Idea, owner: FlaskClient
) -> None:
    with app.app_context():
        without_follow_ups(idea)
    text = owner.get(f"/ideas/{idea.public_id}").text
    assert ("in follow-up" in text, ">finished<" in text, ">adopted<" in text) == (False, False, True)


def test_a_new_reading_stands_under_its_measure_and_in_the_answer(
    app: Flask, idea: Idea, owner: FlaskClient
) -> None:
    with app.app_context():
        number = cases.measure_id(idea)
    assert tell(owner, idea, 1, **{f"reading_{number}": "4,5"}).status_code == 303
    with app.app_context():
        pilot = read(idea).experiment
        assert pilot is not None
        assert [reading.value for reading in pilot.measures[0].readings][-1] == Decimal("4.5")
        assert [reading.value for reading in follow_ups(idea)[0].readings] == [Decimal("4.5")]
        assert entries(idea, Kind.FOLLOW_UP_ANSWERED)[0].data["readings"] == ["Odotusaika: 4,5 min"]
    assert "4.5</td>" in owner.get(f"/ideas/{idea.public_id}").text


def test_the_page_shows_what_was_promised_beside_the_form(idea: Idea, owner: FlaskClient) -> None:
    text = owner.get(path(idea, 1)).text
    promised = (
        "Asiakkaan ei tarvitse jonottaa.",
        "Rauha",
        "Vastaus heti",
        "Odotusaika",
        "12.5",
        "target 5 min",
    )
    assert [word for word in promised if word not in text] == []


def test_an_idea_done_at_once_has_no_measures_and_is_asked_all_the_same(
    app: Flask, owner: FlaskClient, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = done_at_once(people["author"], people["lead"])
        owned(idea, people["owner"])
    assert "reading_" not in owner.get(path(idea, 1)).text
    assert tell(owner, idea, 1).status_code == 303


@pytest.mark.parametrize(
    ("field", "wrong"), [("customer", ""), ("customer", "x" * 4001), ("staff", "010190-123M")]
)
def test_words_that_do_not_hold_are_said_and_kept(
    app: Flask, idea: Idea, owner: FlaskClient, field: str, wrong: str
) -> None:
    assert tell(owner, idea, 1, **{field: wrong}).status_code == 422
    with app.app_context():
        assert [each.answered_at for each in follow_ups(idea)] == [None, None]


@pytest.mark.parametrize(
    ("who", "code"), [("owner", 303), ("lead", 303), ("author", 403), ("stranger", 403), ("manager", 403)]
)
def test_who_tells_what_changed(app: Flask, idea: Idea, people: dict[str, User], who: str, code: int) -> None:
    client = sign_in(app, people[who])
    assert tell(client, idea, 1).status_code == code
    page = client.get(f"/ideas/{idea.public_id}").text
    assert (SAID["customer"] in page) == (code == 303)
    assert (path(idea, 2) in page) == (code == 303)


def test_an_answer_is_not_changed_and_a_number_that_is_not_there_is_not_asked(
    idea: Idea, owner: FlaskClient
) -> None:
    tell(owner, idea, 1)
    again = tell(owner, idea, 1, customer="Toinen vastaus")
    assert (again.status_code, "Toinen vastaus" in again.text) == (409, True)
    assert "This has been answered already." in again.text
    assert [owner.get(path(idea, number)).status_code for number in (1, 2, 3)] == [409, 200, 409]


def test_only_an_adopted_idea_is_followed_up(app: Flask, owner: FlaskClient, people: dict[str, User]) -> None:
    with app.app_context():
        idea = cases.measured(people["author"], people["lead"])
        owned(idea, people["owner"])
    places = [path(idea), path(idea, 1), f"/ideas/{idea.public_id}/pulse"]
    assert [owner.get(place).status_code for place in places] == [409, 409, 409]
    assert 'id="follow-ups"' not in owner.get(f"/ideas/{idea.public_id}").text


def test_the_log_leads_to_the_rows(app: Flask, idea: Idea, people: dict[str, User]) -> None:
    with app.app_context():
        owned(idea, None)
    client = sign_in(app, people["lead"])
    for number in (1, 2):
        assert tell(client, idea, number).status_code == 303
        result = app.test_cli_runner().invoke(args=["check-history"])
        assert result.exit_code == 0, result.output


def test_the_page_costs_no_more_however_much_was_told(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    with app.app_context():
        number = cases.measure_id(idea)
    counts = []
    for told in (0, 1, 2):
        if told:
            tell(owner, idea, told, **{f"reading_{number}": str(told)})
            owner.get(f"/ideas/{idea.public_id}")
        with selects(app) as found:
            assert owner.get(f"/ideas/{idea.public_id}").status_code == 200
        counts.append(len(found))
    assert len(set(counts)) == 1
