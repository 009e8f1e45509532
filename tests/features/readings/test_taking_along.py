"""The readings as a file: every number with its unit, corrections beside, and nothing that runs."""

import csv
import io
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Idea, User
from tests import factories
from tests.features.readings.pages import correct, place, readings, send

SignIn = Callable[[User], FlaskClient]


def rows(client: FlaskClient, idea: Idea, delimiter: str) -> list[dict[str, str]]:
    answer = client.get(place(idea, ".csv"))
    assert answer.headers["Content-Disposition"].endswith(f"readings-{idea.public_id}.csv")
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_every_reading_stands_there_with_its_unit_and_its_correction(
    app: Flask, lead: FlaskClient, idea: Idea
) -> None:
    send(app, lead, idea, "65", note="Maanantai")
    with app.app_context():
        correct(lead, readings()[0].id, on="2026-05-05", value="6,5")
    first, second = rows(lead, idea, ",")
    assert list(first.values()) == [
        "4.5.2026", "Odotusaika", "65", "min", "Maanantai", "Leena Lead", "10.5.2026", "Leena Lead",
        "Näppäilyvirhe.", "5.5.2026", "6.5",
    ]  # fmt: skip
    assert (second["Day"], second["Reading"], second["Corrected on"]) == ("5.5.2026", "6.5", "")


def test_no_text_can_be_a_formula(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    send(app, lead, idea, "", "-4", note='=HYPERLINK("https://example.org")')
    (row,) = rows(lead, idea, ",")
    assert (row["Measure"], row["Note"]) == ("'=Tyytyväisyys", '\'=HYPERLINK("https://example.org")')
    assert row["Reading"] == "-4"


def test_whoever_sees_the_idea_takes_them_along_in_their_own_language(
    app: Flask, lead: FlaskClient, idea: Idea, client_of: SignIn
) -> None:
    send(app, lead, idea, "6,5")
    with app.app_context():
        reader = factories.person(language="fi")
    (row,) = rows(client_of(reader), idea, ";")
    assert list(row.values())[:4] == ["4.5.2026", "Odotusaika", "6,5", "min"]


def test_without_an_experiment_there_is_no_file(
    app: Flask, lead: FlaskClient, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    assert [lead.get(place(idea, page)).status_code for page in (".csv", "/template.csv")] == [409, 409]
