"""“We applied this”: who told, what they adapted, how it went, and what is told of it where."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Notification, SealedAuthor, Unit, User, WorkStep
from ideas.transaction import command
from ideas.web.clock import today
from tests import factories, steps
from tests.features.gallery.tried import (
    application,
    applied,
    failed,
    plain,
    told,
    tried,
)
from tests.statements import selects
from workflow.actors import Role
from workflow.events import Kind

ClientOf = Callable[[User], FlaskClient]


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, name="Leena Lead", language="en")


@pytest.fixture
def author(app: Flask) -> User:
    with app.app_context():
        return factories.person(name="Anna Author", home=factories.unit("Koti"), language="en")


@pytest.fixture
def step(app: Flask, author: User, lead: User) -> WorkStep:
    """A work step that is being tried without."""
    with app.app_context():
        return steps.trialled(author, lead)


@pytest.fixture
def elsewhere(app: Flask) -> Unit:
    with app.app_context():
        return factories.unit("Etuudet")


def place_of(app: Flask, step: WorkStep) -> str:
    with app.app_context():
        return f"/experiments/{tried(step).id}/applications"


def form(unit: Unit, days: int = 30, **more: str) -> dict[str, str]:
    day = today() + timedelta(days=days)
    return {"unit": str(unit.id), "adapted": "Vain aamuisin.", "follow_up_on": day.isoformat(), **more}


@command
def seal(step: WorkStep, person: User) -> None:
    """Let the person be a hidden author of it."""
    db.session.add(SealedAuthor(case_id=step.id, user_id=person.id, position=1))


def test_ones_own_unit_and_a_day_in_ninety_days_stand_there_already(
    app: Flask, client_of: ClientOf, author: User, step: WorkStep
) -> None:
    with app.app_context():
        day = (today() + timedelta(days=90)).isoformat()
    text = client_of(author).get(place_of(app, step)).text
    assert (f'<option selected value="{author.unit_id}">Koti' in text, f'value="{day}"' in text) == (
        True,
        True,
    )


def test_applying_keeps_what_was_adapted_and_tells_those_who_answer_for_it(
    app: Flask, client_of: ClientOf, author: User, lead: User, step: WorkStep, elsewhere: Unit
) -> None:
    with app.app_context():
        someone, sent = factories.person(name="Sami Soveltaja"), form(elsewhere, 30)
    assert client_of(someone).post(place_of(app, step), data=sent).status_code == 303
    with app.app_context():
        row, entry = application(), told(step, Kind.APPLIED)
        assert (row.unit_id, row.applied_by_id, row.adapted) == (elsewhere.id, someone.id, "Vain aamuisin.")
        assert row.follow_up_on == today() + timedelta(days=30)
        assert (entry.actor_id, entry.data, entry.words) == (
            someone.id,
            {"unit": "Etuudet"},
            "Vain aamuisin.",
        )
        heard = {each.user_id for each in db.session.query(Notification).filter_by(entry_id=entry.id)}
        assert heard == {author.id, lead.id}


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": ""}, {"unit": "999999"}, {"unit": "x"}, {"adapted": " "}, {"adapted": "x" * 4_001},
        {"adapted": "131052-308T"}, {"follow_up_on": ""}, {"follow_up_on": "2026-02-30"},
        {"follow_up_on": "9999-12-31"}, {"follow_up_on": "0001-01-01"},
    ],
)  # fmt: skip
def test_what_does_not_hold_is_told_and_kept_nowhere(
    app: Flask, client_of: ClientOf, author: User, step: WorkStep, elsewhere: Unit, wrong: dict[str, str]
) -> None:
    with app.app_context():
        sent = {**form(elsewhere), **wrong}
    answer = client_of(author).post(place_of(app, step), data=sent)
    assert (answer.status_code, "error-summary" in answer.text) == (422, True)


@pytest.mark.parametrize(("days", "code"), [(-1, 422), (0, 422), (1, 303), (730, 303), (731, 422)])
def test_the_day_of_asking_lies_ahead_within_two_years(
    app: Flask, client_of: ClientOf, author: User, step: WorkStep, elsewhere: Unit, days: int, code: int
) -> None:
    with app.app_context():
        sent = form(elsewhere, days)
    assert client_of(author).post(place_of(app, step), data=sent).status_code == code


def test_a_hidden_author_stays_unnamed_and_only_the_unit_they_chose_is_told(
    app: Flask, client_of: ClientOf, lead: User, step: WorkStep, elsewhere: Unit
) -> None:
    with app.app_context():
        hidden = factories.person(name="Piilo Piiloinen", home=factories.unit("Piilopaikka"), language="en")
        seal(step, hidden)
        sent, number = form(elsewhere), tried(step).id
    client = client_of(hidden)
    page = client.get(place_of(app, step)).text
    assert ("Your name is not shown here either" in page, '<option selected value="">' in page) == (
        True,
        True,
    )
    assert client.post(place_of(app, step), data=sent).status_code == 303
    with app.app_context():
        entry = told(step, Kind.APPLIED)
        assert (application().applied_by_id, entry.actor_id) == (None, None)
        answering = f"/applications/{application().id}/answer"
    assert client.post(answering, data={"outcome": "Hyvin meni."}).status_code == 303
    with app.app_context():
        assert (application().answered_by_id, told(step, Kind.APPLICATION_ANSWERED).actor_id) == (None, None)
    for path in (f"/experiments/{number}", f"/work-steps/{step.public_id}"):
        text = plain(client_of(lead), path)
        seen = [words in text for words in ("Etuudet", "Hyvin meni.", "Piilo", "Piilopaikka", hidden.email)]
        assert seen == [True, True, False, False, False]


def test_how_it_went_is_told_once_and_read_on_both_pages(
    app: Flask, client_of: ClientOf, author: User, lead: User, step: WorkStep, elsewhere: Unit
) -> None:
    with app.app_context():
        someone = factories.person(name="Sami Soveltaja", home=elsewhere, language="en")
        applied(step, elsewhere, someone)
        paths = (f"/experiments/{tried(step).id}", f"/work-steps/{step.public_id}")
        place = f"/applications/{application().id}/answer"
    for path in paths:
        page = plain(client_of(someone), path)
        assert "Applied in 1 other place: Etuudet What was adapted: Vain aamuisin." in page
        assert "How it went: not told yet, asked on 5.3.2026." in page
        assert "Tell how it went : Etuudet" in page
        assert "Tell how it went" not in plain(client_of(author), path)
    assert client_of(author).get(place).status_code == 403
    assert client_of(someone).post(place, data={"outcome": "  "}).status_code == 422
    assert client_of(someone).post(place, data={"outcome": "Jono lyheni meilläkin."}).status_code == 303
    assert client_of(lead).post(place, data={"outcome": "Toinen"}).status_code == 409
    assert [plain(client_of(author), p).count("How it went: Jono lyheni meilläkin.") for p in paths] == [1, 1]
    with app.app_context():
        assert told(step, Kind.APPLICATION_ANSWERED).words == "Jono lyheni meilläkin."


def test_on_the_page_of_an_idea_what_failed_can_still_be_applied(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        idea = failed(author, lead)
        number = tried(idea).id
    text = client_of(author).get(f"/ideas/{idea.public_id}").text
    assert (f"/experiments/{number}/applications" in text, f'"/experiments/{number}"' in text) == (True, True)


def test_a_case_without_an_experiment_says_nothing_of_applying(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        step = steps.planned(steps.examined(author, lead))
    assert "/experiments/" not in client_of(lead).get(f"/work-steps/{step.public_id}").text


def test_what_is_applied_costs_the_page_of_a_case_the_same_with_one_and_with_three(
    app: Flask, client_of: ClientOf, lead: User, step: WorkStep
) -> None:
    client, counts = client_of(lead), []
    for places in (("Yksi",), ("Kaksi", "Kolme")):
        with app.app_context():
            for place in places:
                applied(step, factories.unit(place), factories.person())
        with selects(app) as found:
            client.get(f"/work-steps/{step.public_id}")
        counts.append(len(found))
    assert counts[0] == counts[1]
