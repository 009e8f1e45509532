"""Naming a work step: a title is enough, each question asks its own, nothing written is lost."""

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, SealedAuthor
from tests import factories
from tests.features.case.pages import ClientOf, main_of
from tests.features.recording.posts import NEW, TITLE, count, step, values
from workflow.actors import Role

ALL = {
    "minutes_likely": "25", "travel_minutes": "90", "events_per_year": "48,5", "replaced_by": "Video",
    "place": "Inari", "visits_per_year": "1 200", "open_hours_per_week": "4.5",
    "happens_now": "Ovi on kiinni.",
}  # fmt: skip
STORED = {
    "minutes_likely": Decimal(25), "travel_minutes": Decimal(90), "events_per_year": Decimal("48.5"),
    "replaced_by": "Video", "place": "Inari", "visits_per_year": 1200,
    "open_hours_per_week": Decimal("4.5"), "happens_now": "Ovi on kiinni.",
}  # fmt: skip
NOTHING: dict[str, Any] = {**dict.fromkeys(STORED), "replaced_by": "", "place": "", "happens_now": ""}
CODE = "131052-308T"


@pytest.mark.parametrize("role", list(Role))
def test_anybody_names_one_with_a_title_alone(app: Flask, client_of: ClientOf, role: Role) -> None:
    with app.app_context():
        home = factories.unit()
        author = factories.person(role, home=home, language="en")
    client = client_of(author)
    answer = client.post(NEW, data={"title": f"  {TITLE} ", "unit_id": home.id, "language": "en"})
    with app.app_context():
        row = step()
        shown = values(row, "title", "state", "step_kind", "question", "unit_id", "language", "hides_author")
        assert shown == {
            "title": TITLE, "state": "recorded", "step_kind": "work-step", "question": None,
            "unit_id": home.id, "language": "en", "hides_author": False,
        }  # fmt: skip
        assert (row.author_ids, [person.id for person in row.authors]) == (
            frozenset({author.id}),
            [author.id],
        )
        day = f"{row.next_date:%-d.%-m.%Y}"
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/work-steps/{row.public_id}")
    page = client.get(answer.headers["Location"]).text
    assert ("Thank you." in page, f"an answer in words by {day}" in page) == (True, True)


@pytest.mark.parametrize(
    ("question", "asked", "kind"),
    [
        ("", (), "work-step"),
        ("no-benefit", (), "work-step"),
        ("too-little", ("minutes_likely", "events_per_year"), "work-step"),
        ("travel", ("travel_minutes", "events_per_year", "replaced_by"), "travel"),
        ("never-served", ("place", "visits_per_year", "happens_now"), "service-point"),
        ("once-a-week", ("place", "open_hours_per_week", "happens_now"), "opening-hours"),
    ],
)
def test_what_the_question_does_not_ask_is_left_out(
    app: Flask, client_of: ClientOf, question: str, asked: tuple[str, ...], kind: str
) -> None:
    with app.app_context():
        author = factories.person()
    sent = {**ALL, "title": TITLE, "question": question, "reasons": ["no-success", "overlapping"]}
    assert client_of(author).post(NEW, data=sent).status_code == 303
    with app.app_context():
        row = step()
        expected = {name: STORED[name] if name in asked else NOTHING[name] for name in STORED}
        if question == "travel":
            expected["minutes_likely"] = Decimal()
        assert values(row, *STORED) == expected
        assert (row.question or "", row.step_kind) == (question, kind)
        assert sorted(doubt.reason for doubt in row.doubts) == ["no-success", "overlapping"]


@pytest.mark.parametrize(
    ("question", "hours"),
    [("too-little", "20.2083"), ("travel", "72.7500"), ("never-served", None), ("", None)],
)
def test_what_was_said_is_counted_at_once(
    app: Flask, client_of: ClientOf, question: str, hours: str | None
) -> None:
    with app.app_context():
        author = factories.person()
    client_of(author).post(NEW, data={**ALL, "title": TITLE, "question": question})
    with app.app_context():
        assert step().estimated_hours == (Decimal(hours) if hours else None)


@pytest.mark.parametrize(
    ("question", "field"), [("too-little", "minutes_likely"), ("travel", "travel_minutes")]
)
def test_the_address_of_a_question_draws_its_fields_open(
    app: Flask, client_of: ClientOf, question: str, field: str
) -> None:
    with app.app_context():
        client = client_of(factories.person())
    for asked, is_hidden in ((question, False), ("nonsense", True), ("", True)):
        text = main_of(client.get(f"{NEW}?question={asked}").text)
        before = text.partition(f'id="{field}"')[0].rpartition("data-asked-by=")[2].partition(">")[0]
        assert (" hidden" in before, f'value="{question}" checked' in text.replace("checked ", "")) in (
            (is_hidden, False), (is_hidden, not is_hidden)
        )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "question"),
    [
        ("title", "", ""), ("title", "   ", ""), ("title", "x" * 121, ""), ("title", "a\x00b", ""),
        ("title", f"Asiakas {CODE}", ""), ("description", f"Rivi\nAsiakas {CODE}", ""),
        ("description", "x" * 20_001, ""), ("process", "x" * 201, ""), ("process", CODE, ""),
        ("place", CODE, "never-served"), ("happens_now", CODE, "once-a-week"),
        ("replaced_by", CODE, "travel"),
        ("place", "x" * 201, "once-a-week"), ("minutes_likely", "paljon", "too-little"),
        ("minutes_likely", "-1", "too-little"), ("events_per_year", "99999999", "travel"),
        ("open_hours_per_week", "169", "once-a-week"), ("visits_per_year", "1,5", "never-served"),
        ("visits_per_year", "9999999999", "never-served"), ("question", "sixth", ""), ("step_kind", "x", ""),
        ("waste", "x", ""), ("reasons", "x", ""), ("unit_id", "999", ""), ("unit_id", "x", ""),
        ("language", "xx", ""), ("hides_author", "perhaps", ""),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_lost(
    app: Flask, client_of: ClientOf, field: str, value: str, question: str
) -> None:
    with app.app_context():
        author = factories.person()
    sent = {"title": TITLE, "question": question, "description": "Pitkä kuvaus", field: value}
    answer = client_of(author).post(NEW, data=sent)
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    kept = [words for name, words in sent.items() if name in ("title", "description") and name != field]
    assert all(words in main_of(answer.text) for words in kept)
    with app.app_context():
        assert count() == 0


def test_an_identity_code_is_told_by_its_place_and_not_repeated(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person(language="en")
    answer = client_of(author).post(NEW, data={"title": TITLE, "description": f"Ensin\n{CODE} ja {CODE}"})
    error = answer.text.partition('id="description-error"')[2].partition("</div>")[0]
    assert ["line 2, characters 1–11" in error, "line 2, characters 16–26" in error] == [True, True]
    assert CODE not in error


def test_the_same_form_sent_twice_is_one_work_step(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        client = client_of(factories.person())
    sent = {"title": TITLE, "post_key": "a" * 32}
    first, second = client.post(NEW, data=sent), client.post(NEW, data=sent)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    with app.app_context():
        assert count() == 1


def test_a_hidden_author_stands_in_the_sealed_table_alone(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        house = factories.unit("Talo")
        small = factories.unit("Pieni", parent=house)
        author = factories.person(home=small, name="Salla Salainen")
        colleagues = [factories.person(home=house) for _number in range(4)]
    sent = {"title": TITLE, "unit_id": small.id, "hides_author": "hidden"}
    place = client_of(author).post(NEW, data=sent).headers["Location"]
    with app.app_context():
        row = step()
        assert (row.hides_author, row.authors, row.unit_id) == (True, [], house.id)
        assert db.session.scalars(select(SealedAuthor.user_id)).all() == [author.id]
        about = select(Entry.actor_id).where(Entry.case_id == row.id)
        assert db.session.scalars(about).all() == [None]
    text = client_of(colleagues[0]).get(place).text
    assert ("Salla Salainen" in text, "Pieni" in main_of(text)) == (False, False)


def test_letters_of_every_kind_come_through(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    title = "Čáhppes – 議事録 <b>&amp;</b> 🙂 ‮"
    place = client_of(author).post(NEW, data={"title": title}).headers["Location"]
    assert "<b>&amp;</b>" not in main_of(client_of(author).get(place).text)
    with app.app_context():
        assert step().title == title.strip()


def test_a_visitor_signs_in_first(app: Flask) -> None:
    client = app.test_client()
    assert [client.get(NEW).status_code, client.post(NEW, data={"title": TITLE}).status_code] == [303, 401]
    with app.app_context():
        assert count() == 0
