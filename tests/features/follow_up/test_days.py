"""The days on which it is asked what changed: moved, added, left out, and never none."""

from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Idea, User
from ideas.transaction import command
from tests import factories
from tests.factories import sign_in
from tests.features.follow_up.cases import FIRST, SECOND, entries, follow_ups, owned, path, read, tell
from workflow.events import Kind

DAYS = {"day_1": FIRST.isoformat(), "day_2": SECOND.isoformat(), "added": ""}


@pytest.fixture(autouse=True)
def _soon_after() -> object:
    """Some days after the adoption."""
    with time_machine.travel(datetime(2026, 3, 10, 9, 0), tick=True):
        yield


def days(app: Flask, idea: Idea) -> list[tuple[int, date]]:
    with app.app_context():
        return [(each.number, each.due_on) for each in follow_ups(idea)]


def post(client: FlaskClient, idea: Idea, **changed: object) -> int:
    return client.post(path(idea), data={**DAYS, **changed}).status_code


def test_a_day_can_be_moved_and_one_more_added(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    assert post(owner, idea, day_1="2026-07-01", added="2026-09-01") == 303
    assert days(app, idea) == [(1, date(2026, 7, 1)), (2, SECOND), (3, date(2026, 9, 1))]
    with app.app_context():
        assert read(idea).next_date == SECOND
        (entry,) = entries(idea, Kind.FOLLOW_UP_SET)
        assert entry.data["next_date"] == SECOND.isoformat()
        assert entry.data["day"] == "3.6.2026, 1.7.2026, 1.9.2026"


def test_a_day_can_be_left_out_while_one_stays(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    assert post(owner, idea, left_out=["1", "2"]) == 422
    assert post(owner, idea, left_out="1") == 303
    assert days(app, idea) == [(2, SECOND)]
    assert post(owner, idea, left_out="2") == 422
    assert post(owner, idea, left_out="2", added="2026-12-01") == 303
    assert days(app, idea) == [(3, date(2026, 12, 1))]


def test_what_is_answered_stays(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    tell(owner, idea, 1)
    assert "day_1" not in owner.get(path(idea)).text
    assert post(owner, idea, left_out="1", day_1="2026-08-01") == 422
    assert days(app, idea) == [(1, FIRST), (2, SECOND)]


def test_a_finished_idea_can_be_asked_once_more(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    tell(owner, idea, 1), tell(owner, idea, 2)
    assert post(owner, idea) == 422
    assert post(owner, idea, added="2027-01-04") == 303
    assert days(app, idea)[-1] == (3, date(2027, 1, 4))
    with app.app_context():
        assert read(idea).next_date == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-03-05", 422), ("2026-03-04", 422), ("2026-03-09", 422), ("2026-03-10", 303),
        ("2029-03-05", 303), ("2029-03-06", 422), ("9999-12-31", 422), ("0001-01-01", 422), ("", 422),
    ],
)  # fmt: skip
def test_a_day_comes_after_the_adoption_and_within_three_years(
    idea: Idea, owner: FlaskClient, day: str, code: int
) -> None:
    assert post(owner, idea, day_1=day) == code
    assert post(owner, idea, added=day) == (code if day else 303) or code == 303


def test_a_day_that_has_passed_may_stay_while_another_is_moved(
    app: Flask, idea: Idea, people: dict[str, User]
) -> None:
    with time_machine.travel(datetime(2026, 4, 20, 9, 0), tick=True):
        client = sign_in(app, people["owner"])
        assert post(client, idea, day_2="2026-06-10") == 303
    assert days(app, idea) == [(1, FIRST), (2, date(2026, 6, 10))]


@pytest.mark.parametrize(("who", "code"), [("owner", 303), ("lead", 303), ("author", 403), ("stranger", 403)])
def test_who_sets_the_days(app: Flask, idea: Idea, people: dict[str, User], who: str, code: int) -> None:
    client = sign_in(app, people[who])
    assert post(client, idea) == code
    assert (f'"{path(idea)}"' in client.get(f"/ideas/{idea.public_id}").text) == (code == 303)


def test_whoever_was_slower_is_told(idea: Idea, owner: FlaskClient) -> None:
    tell(owner, idea, 1)
    assert post(owner, idea, version=str(idea.version)) == 409


def test_the_desk_leaves_the_next_date_to_the_follow_ups(app: Flask, idea: Idea, owner: FlaskClient) -> None:
    assert (
        owner.post(f"/ideas/{idea.public_id}/next-date", data={"next_date": "2026-12-01"}).status_code == 409
    )
    with app.app_context():
        _ask(idea)
    author = _author_of(app, idea)
    assert author.post(f"/ideas/{idea.public_id}/answer", data={"words": "Näin se on."}).status_code == 303
    with app.app_context():
        assert read(idea).next_date == FIRST


@command
def _ask(idea: Idea) -> None:
    db.session.get_one(Idea, idea.id).info_asked_on = factories.NOW.date()


def _author_of(app: Flask, idea: Idea) -> FlaskClient:
    with app.app_context():
        author = read(idea).authors[0]
        db.session.expunge(author)
    return sign_in(app, author)


def test_the_log_leads_to_the_rows(app: Flask, idea: Idea, people: dict[str, User]) -> None:
    with app.app_context():
        owned(idea, None)
    client = sign_in(app, people["lead"])
    assert [post(client, idea, left_out="1"), post(client, idea, day_2="2026-05-05")] == [303, 303]
    assert app.test_cli_runner().invoke(args=["check-history"]).exit_code == 0
