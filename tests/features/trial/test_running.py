"""A trial that runs: who is told, who missed it, the one extension, and what the page says."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.audiences import trial_audience
from ideas.extensions import db
from ideas.models import Entry, Noticer, Unit, User, WorkStep
from ideas.transaction import command
from tests import factories, steps
from tests.features.trial.cases import hearers, place, post, read, told, trial
from workflow.actors import Role
from workflow.events import Kind
from workflow.replay import replay

SignIn = Callable[[User], FlaskClient]
LATER = {"until": "2026-05-04", "words": "Kesken vielä."}


@pytest.fixture(autouse=True)
def ten_days_in() -> Iterator[None]:
    """The trial runs from 5.3. to 4.4.2026; it is the 15th of March."""
    with time_machine.travel("2026-03-15T10:00:00+00:00", tick=False):
        yield


@command
def notices(step: WorkStep, person: User) -> None:
    """That person would notice."""
    db.session.add(Noticer(case_id=step.id, user_id=person.id))


def test_those_who_would_notice_and_the_units_and_what_lies_below_are_the_audience(
    app: Flask, running: WorkStep, home: Unit, people: dict[str, User]
) -> None:
    with app.app_context():
        below = factories.person(home=factories.unit("Neuvonta", parent=home))
        factories.person(home=factories.unit("Muualla"))
        factories.person(home=home, deactivated_at=factories.NOW)
        notices(running, people["stranger"])
        expected = {people["author"].id, people["stranger"].id, below.id}
        assert set(trial_audience(read(running))) == expected


def test_without_a_trial_nobody_is_the_audience(app: Flask, step: WorkStep, people: dict[str, User]) -> None:
    with app.app_context():
        notices(step, people["stranger"])
        assert trial_audience(read(step)) == []


def test_one_tap_notes_who_missed_it_and_tells_the_owner(
    app: Flask, running: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    client = client_of(people["stranger"])
    assert [post(client, running, "misses").status_code for _ in range(2)] == [303, 303]
    with app.app_context():
        assert [miss.missed_by_id for miss in trial(running).misses] == [people["stranger"].id] * 2
        assert told(running, Kind.MISSED)[0].data == {"who": "", "wants_back": False}
        assert hearers(running, Kind.MISSED) == {people["owner"].id}


def test_a_double_click_is_one_miss(
    app: Flask, running: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    client = client_of(people["stranger"])
    assert [post(client, running, "misses", post_key="a" * 32).status_code for _ in range(2)] == [303, 303]
    with app.app_context():
        assert len(trial(running).misses) == 1


def test_who_asks_for_it_back_is_heard_by_the_owner_and_by_who_started_it(
    app: Flask, running: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    said = {"words": "Kuukauden luvut.", "who": "asiakas puhelimessa", "wants_back": "y"}
    assert post(client_of(people["author"]), running, "misses", **said).status_code == 303
    with app.app_context():
        (entry,) = told(running, Kind.MISSED)
        assert (entry.words, entry.data) == (
            "Kuukauden luvut.",
            {"who": "asiakas puhelimessa", "wants_back": True},
        )
        assert hearers(running, Kind.MISSED) == {people["owner"].id, people["lead"].id}
    page = client_of(people["lead"]).get(place(running)).text
    assert ["asiakas puhelimessa" in page, "Anna Author" in page, "Kuukauden luvut." in page] == [True] * 3


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"words": "x" * 4001}, "words"),
        ({"words": "Asiakas 131052-308T"}, "words"),
        ({"who": "131052-308T"}, "who"),
        ({"who": "x" * 201}, "who"),
        ({"who": "nolla\x00"}, "who"),
    ],
)
def test_customers_data_and_too_many_words_are_told_beside_the_field(
    app: Flask, running: WorkStep, lead: FlaskClient, said: dict[str, str], field: str
) -> None:
    answer = post(lead, running, "misses", **said)
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    with app.app_context():
        assert trial(running).misses == []


def test_only_what_is_left_out_can_be_missed(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    assert [post(lead, step, "misses").status_code, lead.get(place(step, "misses")).status_code] == [409, 409]


def test_a_hidden_author_who_misses_it_stays_hidden(app: Flask, home: Unit, client_of: SignIn) -> None:
    with app.app_context():
        author, lead = (
            factories.person(name="Piilo Tekijä", home=home),
            factories.person(Role.LEAD, language="en"),
        )
        step = steps.recorded(author, hidden=True)
        steps.written(step, **{**steps.EXAMINED, "owner_id": lead.id})
        steps.advanced(step, "examine", lead)
        steps.advanced(steps.planned(step), "try-without", lead)
    assert post(client_of(author), step, "misses").status_code == 303
    with app.app_context():
        assert [miss.missed_by_id for miss in trial(step).misses] == [None]
        assert told(step, Kind.MISSED)[0].actor_id is None
    page = client_of(lead).get(place(step)).text
    assert ("Piilo Tekijä" in page, "The author" in page) == (False, True)


def test_the_end_is_put_off_once_and_the_next_date_moves_with_it(
    app: Flask, running: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    codes = [post(lead, running, "extension", **LATER).status_code for _ in range(2)]
    assert (codes, lead.get(place(running, "extension")).status_code) == ([303, 409], 409)
    with app.app_context():
        row = trial(running)
        assert (row.extended_from, row.ends_on) == (date(2026, 4, 4), date(2026, 5, 4))
        assert read(running).next_date == date(2026, 5, 4)
        (entry,) = told(running, Kind.TRIAL_EXTENDED)
        assert (entry.words, entry.data) == ("Kesken vielä.", {"next_date": "2026-05-04", "day": "4.5.2026"})
        assert hearers(running, Kind.TRIAL_EXTENDED) == {people["author"].id, people["owner"].id}


def test_the_history_of_an_extended_trial_tells_the_day_that_the_row_has(
    app: Flask, running: WorkStep, lead: FlaskClient
) -> None:
    post(lead, running, "extension", **LATER)
    with app.app_context():
        row = read(running)
        entries = db.session.scalars(select(Entry).where(Entry.case_id == row.id).order_by(Entry.n)).all()
        replayed = replay("unrecorded", entries)
        assert (replayed.state, replayed.next_date) == (row.state, row.next_date)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": "2026-04-04"}, "until"),
        ({"until": "2026-07-04"}, "until"),
        ({"until": "2026-03-01"}, "until"),
        ({"until": ""}, "until"),
        ({"until": "9999-12-31"}, "until"),
        ({"words": " "}, "words"),
    ],
)
def test_an_extension_has_a_later_day_and_a_reason(
    app: Flask, running: WorkStep, lead: FlaskClient, changed: dict[str, str], field: str
) -> None:
    answer = post(lead, running, "extension", **{**LATER, **changed})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    with app.app_context():
        assert trial(running).ends_on == date(2026, 4, 4)


def test_leads_extend_and_nobody_else(running: WorkStep, people: dict[str, User], client_of: SignIn) -> None:
    codes = [
        post(client_of(people[who]), running, "extension", **LATER).status_code
        for who in ("owner", "stranger", "other_lead")
    ]
    assert codes == [403, 403, 303]


def test_the_second_of_two_who_extend_hears_that_somebody_was_faster(
    running: WorkStep, lead: FlaskClient
) -> None:
    seen = str(running.version)
    answers = [post(lead, running, "extension", **LATER, version=seen) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "Kesken vielä." in answers[1].text


def test_a_trial_that_is_long_overdue_can_still_be_extended_from_today(
    app: Flask, running: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    with time_machine.travel("2026-09-01T10:00:00+00:00", tick=False):
        lead = client_of(people["lead"])
        codes = [
            post(lead, running, "extension", **{**LATER, "until": day}).status_code
            for day in ("2026-12-01", "2026-11-30")
        ]
    assert codes == [422, 303]
