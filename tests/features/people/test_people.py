"""The list of people and the page of one: who sees them, what changes, and what is remembered."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from ideas.extensions import db
from tests import factories
from tests.features.people.administration import admin, again, role_form, told
from workflow.actors import Role
from workflow.events import Kind

PATHS = ["/people", "/people/invite", "/people/1", "/people/1/deactivate", "/people/1/link", "/units"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.LEAD, Role.MANAGER])
def test_only_administrators_keep_people(app: Flask, path: str, role: Role) -> None:
    with app.app_context():
        person = factories.person(role)
    client = factories.sign_in(app, person)
    assert (client.get(path).status_code, client.post(path).status_code in {403, 405}) == (403, True)


FOUND = {
    "": {"Åsa Öhman", "Aino Lehtinen"},
    "text=öhm": {"Åsa Öhman"},
    "unit=1": {"Åsa Öhman"},
    "active=no": {"Oskar Nyström"},
    "active=all&role=lead": {"Oskar Nyström"},
    "text=%25": set(),
    "role=nonsense": {"Åsa Öhman", "Aino Lehtinen"},
}


def test_the_list_finds_people_by_what_is_asked(app: Flask) -> None:
    with app.app_context():
        home = factories.unit()
        factories.person(name="Åsa Öhman", home=home)
        factories.person(name="Aino Lehtinen")
        factories.person(Role.LEAD, name="Oskar Nyström", deactivated_at=factories.NOW)
    client = admin(app)[1]
    names = ("Åsa Öhman", "Aino Lehtinen", "Oskar Nyström")
    pages = {query: client.get(f"/people?{query}").text for query in FOUND}
    assert {query: {name for name in names if name in page} for query, page in pages.items()} == FOUND


def test_the_list_has_pages(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        for number in range(50):
            factories.person(name=f"Aino {number:02}")
    first, second = client.get("/people?text=&endpoint=x").text, client.get("/people?page=2").text
    assert ("Aino 49" in first, "page=2" in first, '/people/1"' in first) == (True, True, False)
    assert ("Aino 49" in second, "page=1" in second, '/people/1"' in second) == (False, True, True)


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30])
def test_a_page_that_is_not_there_is_no_fault(app: Flask, page: str) -> None:
    assert admin(app)[1].get(f"/people?page={page}").status_code == 200


def test_the_list_takes_as_many_queries_for_three_people_as_for_one(app: Flask) -> None:
    client, counts = admin(app)[1], []
    statements: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
        home = factories.unit()
    for _ in range(2):
        statements.clear()
        client.get("/people")
        counts.append(len(statements))
        with app.app_context():
            factories.person(home=home)
            factories.person(home=home)
    assert counts[0] == counts[1]


def test_role_and_unit_change_and_the_log_keeps_both_sides(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        home, person = factories.unit("Arkisto"), factories.person()
    answer = client.post(f"/people/{person.id}", data=role_form(person, Role.LEAD, home.id))
    with app.app_context():
        now = again(person)
        assert (answer.status_code, now.role, now.unit_id) == (303, Role.LEAD, home.id)
        assert told(Kind.ROLE_CHANGED) == [{"before": "employee", "after": "lead"}]
        assert [(row["before"], row["after"]) for row in told(Kind.UNIT_CHANGED)] == [(None, "Arkisto")]
    assert "Arkisto" in client.get(f"/people/{person.id}").text


def test_saving_without_a_change_writes_nothing(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        person = factories.person()
    client.post(f"/people/{person.id}", data=role_form(person, Role.EMPLOYEE))
    with app.app_context():
        assert (again(person).version, told(Kind.ROLE_CHANGED), told(Kind.UNIT_CHANGED)) == (1, [], [])


@pytest.mark.parametrize("version", ["", "0", "x", "²"])
def test_who_has_not_seen_the_present_person_changes_nothing(app: Flask, version: str) -> None:
    client = admin(app)[1]
    with app.app_context():
        person = factories.person()
    answer = client.post(f"/people/{person.id}", data={**role_form(person, Role.LEAD), "version": version})
    with app.app_context():
        assert (answer.status_code, again(person).role) == (422, Role.EMPLOYEE)
    assert 'value="1"' in answer.text


def test_a_change_takes_effect_at_the_next_request(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        person = factories.person(Role.ADMIN)
    theirs = factories.sign_in(app, person)
    before = theirs.get("/people").status_code
    client.post(f"/people/{person.id}", data=role_form(person, Role.EMPLOYEE))
    assert (before, theirs.get("/people").status_code) == (200, 403)


def test_closing_an_account_ends_its_sessions_and_it_can_be_opened_again(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        person = factories.person()
    theirs = factories.sign_in(app, person)
    client.post(f"/people/{person.id}/deactivate")
    closed = theirs.get("/me").status_code
    client.post(f"/people/{person.id}/reactivate")
    with app.app_context():
        assert (closed, theirs.get("/me").status_code, again(person).is_deactivated) == (303, 303, False)
        assert [len(told(kind)) for kind in (Kind.DEACTIVATED, Kind.REACTIVATED)] == [1, 1]


def test_closing_warns_of_ideas_the_person_answers_for(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        owner, author = factories.person(language="en"), factories.person()
        for _ in range(2):
            factories.answer_for(factories.submitted(author), owner)
        factories.answer_for(factories.dropped(author, factories.person(Role.LEAD)), owner)
    client.post("/me", data={"language": "en"})
    page = client.get(f"/people/{owner.id}/deactivate").text
    assert page.count("answers for 2 ideas and work steps") == 1
    assert page.count("Make somebody one first") == 0
    assert client.get(f"/people/{author.id}/deactivate").text.count("Nothing under way waits") == 1


def test_closing_says_on_whose_desk_it_shows_and_where_nobody_would_see_it(app: Flask) -> None:
    client = admin(app)[1]
    client.post("/me", data={"language": "en"})
    with app.app_context():
        only = factories.person(Role.LEAD, name="Leena Vastaava")
        factories.answer_for(factories.submitted(factories.person()), only)
    closing = f"/people/{only.id}/deactivate"
    assert client.get(closing).text.count("there is no other lead") == 1
    with app.app_context():
        factories.person(Role.LEAD, name="Lauri Toinen")
    assert client.get(closing).text.count("hand it over: Lauri Toinen.") == 1


def test_a_move_is_said_to_show_on_the_desk_and_is_remembered(app: Flask) -> None:
    client = admin(app)[1]
    client.post("/me", data={"language": "en"})
    with app.app_context():
        place, owner = factories.unit(), factories.person(home=factories.unit("Muu"))
        page = f"/people/{owner.id}"
        assert client.get(page).text.count("shows on the review desk") == 0
        factories.answer_for(factories.submitted(factories.person()), owner)
    assert client.get(page).text.count("shows on the review desk") == 1
    client.post(page, data={"role": "employee", "unit": str(place.id), "version": str(owner.version)})
    with app.app_context():
        assert again(owner).moved_at is not None


def test_whose_account_was_closed_long_ago_is_listed_to_be_erased(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        long_ago = factories.person(name="Oskar Nyström", deactivated_at=datetime(2019, 1, 1, tzinfo=UTC))
        factories.person(name="Aino Lehtinen", deactivated_at=datetime.now(UTC) - timedelta(days=1800))
    page = client.get("/people").text
    assert [name in page for name in ("Oskar Nyström", "Aino Lehtinen")] == [True, False]
    assert f'<a href="/people/{long_ago.id}/erase">' in page


def test_nobody_of_that_number_is_not_found(app: Flask) -> None:
    client = admin(app)[1]
    assert [client.get(path).status_code for path in ("/people/999", "/units/999")] == [404, 404]
