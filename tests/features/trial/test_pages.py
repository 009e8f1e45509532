"""What the page of a work step and the notice say of a trial stop."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Unit, User, WorkStep
from tests import factories, steps
from tests.features.trial.cases import ends, place, post
from tests.statements import selects

SignIn = Callable[[User], FlaskClient]


@pytest.fixture(autouse=True)
def ten_days_in() -> Iterator[None]:
    """The trial runs from 5.3. to 4.4.2026; it is the 15th of March."""
    with time_machine.travel("2026-03-15T10:00:00+00:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 4, 4), "It ends in 20 days."),
        (date(2026, 3, 16), "It ends in 1 day."),
        (date(2026, 3, 15), "It ends today."),
        (date(2026, 3, 12), "It ended 3 days ago, and a decision is missing."),
    ],
)
def test_the_page_says_calmly_how_long_it_still_lasts(
    app: Flask, running: WorkStep, lead: FlaskClient, last: date, words: str
) -> None:
    with app.app_context():
        ends(running, last)
    assert words in lead.get(place(running)).text


def test_a_signal_is_a_picture_a_table_and_words(app: Flask, running: WorkStep, lead: FlaskClient) -> None:
    with app.app_context():
        steps.read(running, 2, date(2026, 3, 8))
        steps.read(running, 6, date(2026, 3, 12))
    page = lead.get(place(running)).text
    (picture,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert ('role="img"' in picture, picture.count("<circle"), picture.count("<polyline")) == (True, 2, 1)
    assert "The latest is 6 kpl viikossa" in picture
    assert re.findall(r"The threshold was reached on ([0-9.]+): 6 kpl", page) == ["12.3.2026"]
    assert "Readings as a table" in page


def test_without_a_reading_there_is_no_picture(running: WorkStep, lead: FlaskClient) -> None:
    page = lead.get(place(running)).text
    assert ("<svg class=" in page, "No readings yet." in page) == (False, True)


WAYS = ("/moves?name=resume", "/misses?back=yes", "/extension", '/readings"')


def test_each_is_offered_their_own_way_out(
    running: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    offered = {}
    for who in ("lead", "owner", "stranger"):
        page = client_of(people[who]).get(place(running)).text
        section = page.partition('id="trial"')[2].partition('id="history-section"')[0]
        offered[who] = [way in section for way in WAYS]
    assert offered == {
        "lead": [True, False, True, True],
        "owner": [True, False, False, True],
        "stranger": [False, True, False, False],
    }


def test_the_planner_sees_what_is_missing_and_others_no_tools(
    app: Flask, step: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    owner = client_of(people["owner"])
    assert "Plan a trial stop" in owner.get(place(step)).text
    post(owner, step, "trial-plan", aim="Raporttia ei tehdä.")
    page = owner.get(place(step)).text
    assert ("What the trial still needs" in page, "/trial-plan/signals" in page) == (True, True)
    seen = client_of(people["stranger"]).get(place(step)).text
    assert ("Raporttia ei tehdä." in seen, "/trial-plan" in seen) == (True, False)


def test_a_trial_that_ended_is_history_with_its_outcome(
    app: Flask, running: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    post(lead, running, "misses", words="Luvut puuttuivat.")
    with app.app_context():
        steps.advanced(running, "resume", people["lead"], "Kaivattiin.")
    page = lead.get(place(running)).text
    assert ("Trial stop that ended on 5.3.2026: resumed" in page, "Luvut puuttuivat." in page) == (True, True)


def test_the_page_takes_as_many_statements_for_many_misses_as_for_one(
    app: Flask, running: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    counts = []
    for number in range(3):
        post(lead, running, "misses", words=str(number))
        with app.app_context():
            steps.read(running, number, date(2026, 3, 6 + number))
        with selects(app) as found:
            assert lead.get(place(running)).status_code == 200
        counts.append(len(found))
    assert counts == [counts[0]] * 3


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_notice_is_in_both_languages_whoever_reads_it(
    app: Flask, running: WorkStep, home: Unit, client_of: SignIn, language: str
) -> None:
    with app.app_context():
        reader = factories.person(language=language)
    page = client_of(reader).get(place(running, "notice")).text
    body = page.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert (body.count('<span lang="fi">'), body.count('<span lang="sv">')) == (7, 7)
    told = (
        "Raporttia ei tehdä.",
        "5.3.2026–4.4.2026",
        "Etuuspalvelut",
        "Outi Owner",
        f"{place(running)}/misses",
    )
    assert [page.count(words) >= 1 for words in told] == [True] * 5
    assert (body.count("Raporttia ei tehdä."), 'lang="fi">Raporttia' in body) == (1, True)


def test_the_notice_takes_the_misses_while_the_trial_runs_only(
    app: Flask, step: WorkStep, running: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    action = f'action="{place(running)}/misses"'
    assert action in lead.get(place(running, "notice")).text
    with app.app_context():
        planned = steps.planned(steps.examined(people["author"], people["lead"]))
    page = lead.get(place(planned, "notice"))
    assert (page.status_code, "<form method" in page.text.partition("<main")[2]) == (200, False)


def test_what_has_no_trial_has_no_notice(app: Flask, people: dict[str, User], lead: FlaskClient) -> None:
    with app.app_context():
        step = steps.recorded(people["author"])
        idea = factories.submitted(people["author"])
    paths = (place(step, "notice"), f"/work-steps/{idea.public_id}/notice", "/work-steps/L-2026-9999/notice")
    assert [lead.get(path).status_code for path in paths] == [409, 404, 404]


def test_words_of_people_are_shown_as_words(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    post(lead, step, "trial-plan", aim="<script>alert(1)</script> äö 😀", instead="</dl>")
    for page in ("", "notice", "trial-plan"):
        text = lead.get(place(step, page)).text
        assert ("<script>alert" in text, "&lt;script&gt;alert(1)" in text) == (False, True), page
