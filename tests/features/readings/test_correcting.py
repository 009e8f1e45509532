"""Correcting a reading: both stay to be seen, figures use the new one, and the reason stands beside."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, User
from tests import factories
from tests.features.pilot import cases
from tests.features.readings.pages import correct, hearers, measures, readings, send, told, values
from tests.features.test_races import at_once
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
RIGHT = {"on": "2026-05-05", "value": "6,5"}


@pytest.fixture
def wrong(app: Flask, lead: FlaskClient, idea: Idea) -> int:
    """The id of a reading of 65 minutes on the 4th of May."""
    send(app, lead, idea, "65")
    with app.app_context():
        return readings()[0].id


def test_another_reading_takes_its_place_and_both_stay(
    app: Flask, lead: FlaskClient, idea: Idea, wrong: int, people: dict[str, User]
) -> None:
    assert correct(lead, wrong, **RIGHT).status_code == 303
    with app.app_context():
        assert values() == ["2026-05-04 65", "2026-05-05 6.5"]
        first, second = readings()
        assert first.correction is not None
        assert (first.correction.replacement_id, first.correction.reason) == (second.id, "Näppäilyvirhe.")
        assert [reading.id for reading in measures(idea)[0].valid_readings] == [second.id]
        (said,) = told(idea, Kind.READING_CORRECTED)
        assert (said["before"], said["before_on"], said["reading"], said["on"], said["reading_id"]) == (
            "65 min", "2026-05-04", "6,5 min", "2026-05-05", str(wrong),
        )  # fmt: skip
        assert hearers(idea, Kind.READING_CORRECTED) == {people["owner"].id}


def test_the_page_shows_what_was_corrected_by_whom_and_why(lead: FlaskClient, idea: Idea, wrong: int) -> None:
    correct(lead, wrong, **RIGHT)
    page = lead.get(f"/ideas/{idea.public_id}").text
    shown = (
        "<del>65 min</del>",
        "corrected on 10.5.2026 by Leena Lead: Näppäilyvirhe. → 6.5 min on 5.5.2026",
        "corrected a reading: 65 min → 6,5 min",
    )
    assert [words in page for words in shown] == [True] * 3
    assert page.count("<circle") == 1


def test_a_reading_that_was_never_taken_leaves_none(
    app: Flask, lead: FlaskClient, idea: Idea, wrong: int
) -> None:
    assert correct(lead, wrong, was_never="y").status_code == 303
    with app.app_context():
        assert (values(), measures(idea)[0].valid_readings) == (["2026-05-04 65"], [])
        assert told(idea, Kind.READING_CORRECTED)[0]["reading"] == "–"
        assert db.session.scalars(select(Entry).where(Entry.kind == Kind.READING_CORRECTED)).one().words
    assert "it was never taken" in lead.get(f"/ideas/{idea.public_id}").text


MISSING = [
    ({"on": "2026-05-05", "value": ""}, "value"),
    ({"on": "", "value": "6"}, "on"),
    ({**RIGHT, "reason": " "}, "reason"),
    ({**RIGHT, "reason": "Asiakas 131052-308T"}, "reason"),
    ({"on": "2026-05-11", "value": "6"}, "on"),
    ({"on": "2026-03-04", "value": "6"}, "on"),
    ({"on": "2026-05-04", "value": "65"}, "value"),
    ({"on": "2026-05-04", "value": "x"}, "value"),
]


@pytest.mark.parametrize(("said", "field"), MISSING)
def test_what_a_correction_lacks_is_told_at_its_field(
    app: Flask, lead: FlaskClient, wrong: int, said: dict[str, str], field: str
) -> None:
    answer = correct(lead, wrong, **said)
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    with app.app_context():
        assert values() == ["2026-05-04 65"]


def test_what_was_corrected_is_not_corrected_again_but_the_newer_one_is(
    app: Flask, lead: FlaskClient, wrong: int
) -> None:
    correct(lead, wrong, **RIGHT)
    answer = correct(lead, wrong, **RIGHT)
    assert (answer.status_code, "This has been corrected already" in answer.text) == (409, True)
    assert lead.get(f"/readings/{wrong}/correction").status_code == 409
    with app.app_context():
        newer = readings()[1].id
    assert correct(lead, newer, on="2026-05-05", value="7").status_code == 303


def test_of_two_at_once_one_is_taken_and_the_other_hears_of_it(
    app: Flask, idea: Idea, wrong: int, people: dict[str, User]
) -> None:
    path, said = f"/readings/{wrong}/correction", {**RIGHT, "reason": "Kaksi samaan aikaan."}
    clients = [factories.sign_in(app, people[who]) for who in ("lead", "owner")]
    answers = at_once([(client, path, {**said, "value": str(n)}) for n, client in enumerate(clients)])
    assert sorted(code for code, _text in answers) == [303, 409]
    assert "Kaksi samaan aikaan." in next(text for code, text in answers if code == 409)
    with app.app_context():
        assert len(values()) == 2


def test_who_enters_readings_corrects_them(
    app: Flask, idea: Idea, wrong: int, people: dict[str, User], client_of: SignIn
) -> None:
    codes = [correct(client_of(people[who]), wrong, **RIGHT).status_code for who in ("stranger", "member")]
    assert codes == [403, 303]


def test_a_reading_of_a_pilot_that_ended_can_still_be_corrected(
    app: Flask, lead: FlaskClient, people: dict[str, User]
) -> None:
    with app.app_context():
        ended = cases.measured(people["author"], people["lead"])
        factories.move(ended, "rethink", people["lead"], "Too few customers.")
        (number,) = [reading.id for reading in readings()]
    assert correct(lead, number, on="2026-05-01", value="7").status_code == 303
    with app.app_context():
        assert [measure.due_on for measure in measures(ended)] == [None]


def test_a_correction_that_reaches_the_stop_rule_says_so(
    app: Flask, lead: FlaskClient, idea: Idea, wrong: int
) -> None:
    correct(lead, wrong, on="2026-05-04", value="66")
    assert "66 min. The stop rule says: Jono" in lead.get(f"/ideas/{idea.public_id}").text


def test_the_day_of_the_next_reading_follows_from_what_holds(
    app: Flask, lead: FlaskClient, idea: Idea, wrong: int
) -> None:
    correct(lead, wrong, on="2026-04-27", value="6")
    with app.app_context():
        assert measures(idea)[0].due_on is not None
        assert str(measures(idea)[0].due_on) == "2026-05-04"
