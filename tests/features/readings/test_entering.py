"""Entering readings: every measure on one page, what is left empty is not entered."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Case, Idea, User
from tests import factories, steps
from tests.features.pilot import cases
from tests.features.readings.pages import hearers, measures, place, readings, send, told, values
from tests.statements import selects
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]


def test_one_post_enters_a_number_for_each_measure(
    app: Flask, lead: FlaskClient, idea: Idea, people: dict[str, User]
) -> None:
    assert send(app, lead, idea, "6,50", "4", note="One week").status_code == 303
    with app.app_context():
        first, second = readings()
        assert (first.value, first.note, first.read_by_id) == (Decimal("6.5"), "One week", people["lead"].id)
        assert [(each["reading"], each["measure"], each["reading_id"]) for each in told(idea)] == [
            ("6,5 min", "Odotusaika", str(first.id)),
            ("4 pistettä (1–5)", "=Tyytyväisyys", str(second.id)),
        ]
        assert [measure.due_on for measure in measures(idea)] == [date(2026, 5, 11), date(2026, 5, 5)]


def test_what_is_left_empty_is_not_entered(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    assert send(app, lead, idea, "", "4").status_code == 303
    with app.app_context():
        assert values() == ["2026-05-04 4"]


def test_nothing_at_all_is_asked_for_again(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    answer = send(app, lead, idea, "", "")
    assert (answer.status_code, "Write at least one number." in answer.text) == (422, True)


def test_an_older_reading_does_not_bring_the_next_day_forward(
    app: Flask, lead: FlaskClient, idea: Idea
) -> None:
    send(app, lead, idea, "6")
    send(app, lead, idea, "7", on="2026-04-10")
    with app.app_context():
        assert measures(idea)[0].due_on == date(2026, 5, 11)


DAYS = [
    ("2026-03-04", 422, "It began on 5.3.2026."),
    ("2026-05-11", 422, "Choose 10.5.2026 or an earlier day."),
    ("2026-05-10", 303, ""),
    ("2026-03-05", 303, ""),
]


@pytest.mark.parametrize(("on", "code", "words"), DAYS)
def test_a_day_lies_between_the_beginning_and_today(
    app: Flask, lead: FlaskClient, idea: Idea, on: str, code: int, words: str
) -> None:
    answer = send(app, lead, idea, "6", on=on)
    assert (answer.status_code, words in answer.text) == (code, True)


def test_the_same_reading_twice_is_told_at_its_field(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    send(app, lead, idea, "6")
    answer = send(app, lead, idea, "6,0", "4")
    assert (answer.status_code, "This reading is there already." in answer.text) == (422, True)
    assert send(app, lead, idea, "7").status_code == 303
    with app.app_context():
        assert values() == ["2026-05-04 6", "2026-05-04 7"]


def test_what_reaches_the_stop_rule_is_said_calmly_and_the_owner_is_told(
    app: Flask, lead: FlaskClient, idea: Idea, people: dict[str, User], client_of: SignIn
) -> None:
    send(app, lead, idea, "60", "4")
    page = lead.get(f"/ideas/{idea.public_id}").text
    assert "Odotusaika: 60 min. The stop rule says: Jono ylittää tunnin." in page
    with app.app_context():
        assert [each.get("stop_rule") for each in told(idea)] == ["Jono ylittää tunnin.", None]
        assert hearers(idea, Kind.READING_ADDED) == {people["owner"].id}
    assert "The stop rule says: Jono ylittää tunnin." in client_of(people["owner"]).get("/news").text


def test_what_reaches_a_signals_threshold_is_said(
    app: Flask, lead: FlaskClient, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"])
        running = steps.advanced(steps.planned(step), "try-without", people["lead"])
        name = f"value_{measures(running)[0].id}"
    path = f"/work-steps/{running.public_id}"
    assert lead.post(f"{path}/readings", data={"on": "2026-05-04", name: "5"}).status_code == 303
    page = lead.get(path).text
    assert "Palautteet: 5 kpl viikossa. The threshold is reached: 5 kpl viikossa" in page
    with app.app_context():
        assert told(running)[0]["threshold"] == "5 kpl viikossa"


def test_who_takes_part_enters_readings_and_a_stranger_does_not(
    app: Flask, idea: Idea, people: dict[str, User], client_of: SignIn
) -> None:
    codes = [
        send(app, client_of(people[who]), idea, str(number)).status_code
        for number, who in enumerate(("member", "owner", "lead", "stranger", "author"))
    ]
    assert codes == [303, 303, 303, 403, 403]


def test_readings_belong_to_an_experiment_that_runs(
    app: Flask, lead: FlaskClient, people: dict[str, User]
) -> None:
    with app.app_context():
        planned = cases.planned(people["author"], people["lead"])
        ended = cases.measured(people["author"], people["lead"])
        factories.move(ended, "rethink", people["lead"], "Too few customers.")
    assert [send(app, lead, case, "6").status_code for case in (planned, ended)] == [409, 409]


def test_the_page_shows_the_unit_and_the_latest_reading(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    send(app, lead, idea, "6,5")
    page = lead.get(place(idea)).text
    shown = ("Odotusaika (min)", "Latest: 6.5 min on 4.5.2026", "Not read yet", 'value="2026-05-10"')
    assert [words in page for words in shown] == [True] * 4
    assert page.count('inputmode="decimal"') == 2


def test_pages_take_as_many_statements_for_many_readings_as_for_one(
    app: Flask, lead: FlaskClient, idea: Idea
) -> None:
    counts = []
    for number in range(3):
        send(app, lead, idea, str(number), str(number), on=f"2026-05-0{number + 1}")
        for path in (place(idea), f"/ideas/{idea.public_id}", place(idea, ".csv")):
            lead.get(path)
            with selects(app) as found:
                assert lead.get(path).status_code == 200
            counts.append(len(found))
    assert counts[3:] == counts[:3] * 2


def test_an_identity_code_in_the_note_is_told(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    answer = send(app, lead, idea, "6", note="Asiakas 131052-308T")
    assert (answer.status_code, "131052-308T" in answer.text.partition("<textarea")[0]) == (422, False)
    with app.app_context():
        assert (values(), db.session.get_one(Case, idea.id).version) == ([], idea.version)
