"""Editing what was said of a work step: by its author, while it is open, logged before and after."""

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.models import CaseAuthor, Entry, User, WorkStep
from ideas.transaction import command
from tests import factories, steps
from tests.features.case.pages import ClientOf, main_of, version_in
from tests.features.recording.posts import TITLE, edits, step, values
from workflow.actors import Role
from workflow.hours import Basis

SENT = {"title": TITLE, "step_kind": "work-step"}


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """Who named it, and a lead; they read English."""
    with app.app_context():
        return {
            "author": factories.person(name="Aino Nimeäjä", language="en"),
            "lead": factories.person(Role.LEAD, language="en"),
        }


def place_of(row: WorkStep) -> str:
    return f"/work-steps/{row.public_id}/edit"


def test_only_what_changed_is_logged_before_and_after(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        row = steps.recorded(people["author"])
    client = client_of(people["author"])
    sent = {
        **SENT, "title": "Kokousmuistio", "question": "too-little", "minutes_likely": "7,5",
        "events_per_year": "400", "reasons": ["overlapping", "no-success"], "waste": "searching",
        "version": version_in(client.get(place_of(row)).text),
    }  # fmt: skip
    answer = client.post(place_of(row), data=sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/work-steps/{row.public_id}")
    with app.app_context():
        assert edits() == [{
            "title": [TITLE, "Kokousmuistio"], "question": [None, "too-little"], "waste": [None, "searching"],
            "minutes_likely": [None, "7,5"], "events_per_year": [None, "400"],
            "reasons": [[], ["no-success", "overlapping"]],
        }]  # fmt: skip
    shown = client.get(f"/work-steps/{row.public_id}").text
    assert (f"{TITLE}</del>" in shown, "Kokousmuistio</ins>" in shown) == (True, True)


def test_what_is_changed_is_found_and_counted_anew(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        row = steps.recorded(people["author"])
    effort = {"question": "too-little", "minutes_likely": "7,5", "events_per_year": "400"}
    sent = {**SENT, **effort, "title": "Kokousmuistio", "version": row.version}
    assert client_of(people["author"]).post(place_of(row), data=sent).status_code == 303
    with app.app_context():
        assert values(step(), "folded", "estimated_hours", "basis", "version") == {
            "folded": "kokousmuistio", "estimated_hours": Decimal(50), "basis": "per-event",
            "version": row.version + 1,
        }  # fmt: skip


def test_what_is_stored_is_shown_and_saving_it_again_says_nothing(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        asked: dict[str, Any] = {
            "question": "once-a-week",
            "place": "Inari",
            "open_hours_per_week": Decimal("4.50"),
        }
        row = steps.recorded(people["author"], happens_now="Ovi on kiinni.", process="Neuvonta", **asked)
    client = client_of(people["author"])
    text = main_of(client.get(place_of(row)).text)
    assert [f'value="{words}"' in text for words in (TITLE, "Inari", "4,5", "Neuvonta")] == [True] * 4
    sent = {**SENT, "question": "once-a-week", "place": "Inari", "open_hours_per_week": "4,5"}
    again = {**sent, "happens_now": "Ovi on kiinni.", "process": "Neuvonta", "version": row.version}
    assert client.post(place_of(row), data=again).status_code == 303
    with app.app_context():
        assert (edits(), step().version) == ([], row.version)


def test_a_stale_version_is_told_with_the_words_kept(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        row = steps.recorded(people["author"])
        second = factories.person()
        command(db.session.add)(CaseAuthor(case_id=row.id, user_id=second.id, position=1))
    first, late = client_of(people["author"]), client_of(second)
    assert (
        first.post(place_of(row), data={**SENT, "process": "Ensin", "version": row.version}).status_code
        == 303
    )
    lost = late.post(place_of(row), data={**SENT, "process": "Toisen sanat", "version": row.version})
    assert (lost.status_code, "Toisen sanat" in lost.text, "Aino Nimeäjä" in lost.text) == (409, True, True)
    with app.app_context():
        assert edits() == [{"process": ["", "Ensin"]}]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""), ("title", "x" * 121), ("title", "131052-308T"), ("description", "a\x00b"),
        ("step_kind", ""), ("step_kind", "x"), ("minutes_likely", "x"), ("process", "x" * 201),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_said_at_its_field(
    app: Flask, client_of: ClientOf, people: dict[str, User], field: str, value: str
) -> None:
    with app.app_context():
        row = steps.recorded(people["author"])
    sent = {**SENT, "question": "too-little", "waste": "waiting", "version": row.version, field: value}
    answer = client_of(people["author"]).post(place_of(row), data=sent)
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    assert '<option selected value="waiting">' in answer.text
    with app.app_context():
        assert edits() == []


def test_others_may_not_edit(app: Flask, client_of: ClientOf, people: dict[str, User]) -> None:
    with app.app_context():
        row = steps.examined(people["author"], people["lead"])
        others = [factories.person(role) for role in Role]
    for other in [*others, people["lead"]]:
        client = client_of(other)
        posted = client.post(place_of(row), data={**SENT, "version": row.version})
        assert (client.get(place_of(row)).status_code, posted.status_code) == (403, 403)
    with app.app_context():
        assert edits() == []


def test_effort_that_others_counted_is_no_longer_the_authors(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        row = steps.examined(people["author"], people["lead"])
    client = client_of(people["author"])
    assert 'name="minutes_likely"' not in client.get(place_of(row)).text
    sent = {**SENT, "question": "too-little", "minutes_likely": "900", "events_per_year": "1"}
    assert client.post(place_of(row), data={**sent, "version": row.version}).status_code == 303
    with app.app_context():
        counted = values(step(), "minutes_likely", "events_per_year", "basis", "estimated_hours")
        assert counted == {
            "minutes_likely": Decimal(25), "events_per_year": None, "basis": Basis.PER_PERSON,
            "estimated_hours": Decimal(120),
        }  # fmt: skip


def test_what_is_decided_stays_and_says_why(app: Flask, client_of: ClientOf, people: dict[str, User]) -> None:
    with app.app_context():
        row = steps.given_up(people["author"], people["lead"])
    client = client_of(people["author"])
    page = client.get(place_of(row))
    assert (page.status_code, "given up" in page.text, 'name="title"' in page.text) == (200, True, False)
    answer = client.post(place_of(row), data={**SENT, "title": "Uusi", "version": row.version})
    assert answer.status_code == 409
    with app.app_context():
        assert step().title == TITLE


def test_a_hidden_author_edits_unnamed(app: Flask, client_of: ClientOf, people: dict[str, User]) -> None:
    with app.app_context():
        row = steps.recorded(people["author"], hidden=True)
    client = client_of(people["author"])
    client.post(place_of(row), data={**SENT, "process": "Neuvonta", "version": row.version})
    with app.app_context():
        said = db.session.query(Entry.actor_id).filter(Entry.case_id == row.id).all()
        assert [actor_id for (actor_id,) in said] == [None, None]
        assert edits() == [{"process": ["", "Neuvonta"]}]
