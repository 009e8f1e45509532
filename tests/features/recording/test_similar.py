"""What is there already, while a title is being written."""

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.features.recording.queries import stems_of
from ideas.models import User
from tests import factories, steps
from tests.features.case.pages import ClientOf, main_of
from tests.features.recording.posts import NEW, count
from workflow.actors import Role

SIMILAR = "/work-steps/similar"


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """Who named things, who looks, and a lead; they read English."""
    with app.app_context():
        return {
            "author": factories.person(name="Aino Nimeäjä", language="en"),
            "reader": factories.person(language="en"),
            "lead": factories.person(Role.LEAD, language="en"),
        }


def found(client: FlaskClient, title: str) -> list[str]:
    """The addresses that are offered."""
    text = client.get(SIMILAR, query_string={"title": title}).text
    return re.findall(r'href="/work-steps/(L-[0-9-]+)"', text)


@pytest.mark.parametrize(
    ("title", "stems"),
    [
        ("Viikkoraportin koostaminen", ["viikk", "koost"]),
        ("Me ja he", []),
        ("RAPORTTI, raportit!", ["rapor"]),
        ("a_b%c\\d", []),
        ("Öljyä ölJYT", ["öljyä", "öljyt"]),
        ("sanaa " * 40 + "loppu", ["sanaa"]),
        ("", []),
    ],
)
def test_a_title_is_compared_by_the_beginnings_of_its_words(title: str, stems: list[str]) -> None:
    assert stems_of(title) == stems


def test_most_words_in_common_come_first_and_five_at_most(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        one = steps.recorded(people["author"], title="Kokous")
        both = steps.recorded(people["author"], title="Viikon kokouksen PÖYTÄKIRJAT")
        told = steps.recorded(people["author"], title="Muu", description="Pöytäkirja kirjoitetaan kahdesti.")
        steps.recorded(people["author"], title="Aivan toinen asia")
    client = client_of(people["reader"])
    assert found(client, "Pöytäkirjan kokousversio") == [both.public_id, told.public_id, one.public_id]
    with app.app_context():
        newer = [steps.recorded(people["author"], title="Kokoukset").public_id for _number in range(5)]
    assert found(client, "kokous") == newer[::-1]
    assert (found(client, "100 %_ ja"), found(client, "Virkamatka"), found(client, "x" * 5000)) == (
        [],
        [],
        [],
    )


def test_every_state_is_shown_and_a_kept_one_with_its_day(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        steps.recorded(people["author"])
        steps.given_up(people["author"], people["lead"])
        steps.kept(people["author"], people["lead"], review_on=date(2027, 2, 3))
    text = client_of(people["reader"]).get(SIMILAR, query_string={"title": "Viikkoraportti"}).text
    told = ("recorded", "given up", "kept until 3.2.2027", "</html>", "Aino Nimeäjä")
    assert [words in text for words in told] == [True, True, True, False, False]


def test_without_script_a_button_shows_them_and_keeps_what_was_written(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        old = steps.recorded(people["author"])
    client = client_of(people["reader"])
    sent = {"title": "Viikkoraportti", "question": "travel", "travel_minutes": "abc", "then": "look"}
    answer = client.post(NEW, data={**sent, "description": "Sanani", "hides_author": "hidden"})
    text = main_of(answer.text)
    shown = (f"/work-steps/{old.public_id}", 'value="abc"', "Sanani")
    assert (answer.status_code, [words in text for words in shown]) == (200, [True] * 3)
    assert ("error-summary" in text, 'id="title-error"' in text) == (False, False)
    refused = client.post(NEW, data={**sent, "then": ""})
    assert (refused.status_code, f"/work-steps/{old.public_id}" in main_of(refused.text)) == (422, True)
    alone = client.post(NEW, data={"title": "Virkamatka", "then": "look"})
    assert "Nothing similar has been named yet." in alone.text
    with app.app_context():
        assert count() == 1
