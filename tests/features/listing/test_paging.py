"""Pages of the list: nothing is missed or doubled, and a page costs the same however many rows it has."""

import base64
import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from ideas import paging
from ideas.extensions import db
from ideas.models import Base, CaseAuthor, User
from ideas.paging import Cursor
from ideas.transaction import command
from tests import factories
from tests.statements import selects
from workflow.actors import Actor, Role
from workflow.permissions import Visibility

ClientOf = Callable[[User], FlaskClient]
LINK = re.compile(r'rel="next" href="([^"]+)"')
DAY = date(2026, 4, 1)
READER = Actor(1, Role.EMPLOYEE)
SORTS = ("newest", "next-date", "support", "oldest-in-state")


@command
def many(author: User, count: int) -> None:
    """Submitted ideas by the hundred, several of them at the same moment; too slow through commands."""
    cases = [
        {
            "id": number, "kind": "idea", "public_id": f"I-2025-{number}", "title": f"Idea {number}",
            "essence": "", "description": "", "folded": f"idea {number}", "language": "fi",
            "state": "submitted", "visibility": Visibility.OPEN, "hides_author": False,
            "support_count": number % 4, "created_at": factories.NOW, "version": 1,
            "next_date": DAY + timedelta(days=number % 3),
            "submitted_at": factories.NOW + timedelta(hours=number % 12),
            "state_since": factories.NOW + timedelta(hours=number % 7),
        }
        for number in range(10_001, 10_001 + count)
    ]  # fmt: skip
    tables = Base.metadata.tables
    db.session.execute(insert(tables["case"]), cases)
    plain = {"benefit": "", "matters": "", "wanted_change": "", "staff_benefit": "", "give_up_words": ""}
    flags = dict.fromkeys(
        ("is_social", "is_physical", "is_digital", "is_publish_checked", "may_be_patentable"), False
    )
    db.session.execute(insert(tables["idea"]), [{"id": case["id"], **plain, **flags} for case in cases])
    authors = [{"case_id": case["id"], "user_id": author.id, "position": 0} for case in cases]
    db.session.execute(insert(CaseAuthor), authors)


def walk(client: FlaskClient, address: str) -> list[list[str]]:
    """The public ids of every page, from the first to the last."""
    pages = []
    while address:
        text = client.get(address).text
        pages.append(re.findall(r'<h3><a href="/ideas/(I-\d+-\d+)"', text))
        found = LINK.search(text)
        address = found.group(1).replace("&amp;", "&") if found else ""
    return pages


@pytest.mark.parametrize("sort", SORTS)
def test_every_idea_stands_on_one_page_once(app: Flask, client_of: ClientOf, sort: str) -> None:
    with app.app_context():
        person = factories.person()
        many(person, 60)
    pages = walk(client_of(person), f"/ideas?sort={sort}")
    listed = [public_id for page in pages for public_id in page]
    assert [len(page) for page in pages] == [25, 25, 10]
    assert (len(listed), len(set(listed))) == (60, 60)


def test_what_comes_in_meanwhile_shifts_no_page(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person = factories.person()
        many(person, 50)
    client = client_of(person)
    first = client.get("/ideas").text
    with app.app_context():
        factories.submitted(person, title="Tuli välissä")
    following = LINK.search(first)
    assert following is not None
    listed = re.findall(r'<h3><a href="/ideas/(I-\d+-\d+)"', first + client.get(following.group(1)).text)
    assert (len(listed), len(set(listed))) == (50, 50)


def test_filters_stay_in_the_address_of_the_next_page(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person = factories.person()
        many(person, 40)
    found = LINK.search(client_of(person).get("/ideas?q=idea&state=submitted&sort=support&mine=1").text)
    assert found is not None
    said = found.group(1).replace("&amp;", "&").partition("?")[2].split("&")
    said.remove(next(part for part in said if part.startswith("after=")))
    assert sorted(said) == ["mine=1", "q=idea", "sort=support", "state=submitted"]


def test_the_count_stops_at_two_hundred(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person = factories.person(language="en")
        many(person, 201)
    text = re.sub(r"\s+", " ", client_of(person).get("/ideas").text)
    assert "More than 200 ideas" in text


def test_the_list_costs_the_same_with_one_row_and_with_three(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person = factories.person(home=factories.unit())
        factories.draft(person)
        factories.submitted(person)
    client, counts = client_of(person), []
    for _ in range(2):
        with selects(app) as found:
            client.get("/ideas?mine=1&q=puhelin")
        counts.append(len(found))
        with app.app_context():
            factories.submitted(factories.person())
            factories.submitted(person)
            factories.submitted(person)
    assert counts[0] == counts[1] <= 8


def test_a_full_list_costs_at_most_eight_statements(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person = factories.person(home=factories.unit())
        factories.draft(person)
        many(person, 60)
    client = client_of(person)
    with selects(app) as found:
        client.get("/ideas?mine=1")
    assert len(found) <= 8


def packed(said: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode()


@pytest.mark.parametrize(
    "word",
    [
        "x", "%%%", "a" * 500, packed(["newest"]), packed(["support", 1]), packed(["newest", "1"]),
        packed(["newest", -1]), packed(["newest", 2**70]), packed(["newest", None]), packed(["newest", True]),
        packed(["newest", "2026-01-01T00:00:00+00:00", 1]), packed({"a": 1}), packed({"a": 1, "b": 2}),
        packed([]), packed(1), "ä", "[" * 199, packed(["newest", 1.5]),
    ],
)  # fmt: skip
def test_a_cursor_that_is_none_of_ours_is_the_first_page(word: str) -> None:
    assert paging.read(word, "newest", READER) is None


def test_a_cursor_comes_back_as_it_was_written() -> None:
    assert paging.read(paging.write("any", 4), "any", READER) == Cursor(4, READER)


@pytest.mark.parametrize("sort", SORTS)
def test_the_address_of_a_page_tells_no_moment(app: Flask, client_of: ClientOf, sort: str) -> None:
    with app.app_context():
        person = factories.person()
        many(person, 30)
    client = client_of(person)
    following = LINK.search(client.get(f"/ideas?sort={sort}").text)
    assert following is not None
    (word,) = re.findall(r"after=([\w-]+)", following.group(1))
    said, number = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    assert (said, number in range(10_001, 10_031)) == (sort, True)


@pytest.mark.parametrize("sort", SORTS)
def test_behind_a_row_that_is_gone_or_unseen_stands_the_first_page(
    app: Flask, client_of: ClientOf, sort: str
) -> None:
    with app.app_context():
        person = factories.person()
        many(person, 30)
        unseen = factories.draft(factories.person(), submitted_at=factories.NOW, next_date=DAY)
    client = client_of(person)
    first = walk(client, f"/ideas?sort={sort}")
    for number in (99_999, unseen.id):
        assert walk(client, f"/ideas?sort={sort}&after={paging.write(sort, number)}") == first


def test_a_later_page_costs_what_the_first_one_does(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person = factories.person()
        many(person, 60)
    client, counts = client_of(person), []
    for after in ("", f"&after={paging.write('newest', 10_030)}"):
        with selects(app) as found:
            client.get(f"/ideas?sort=newest{after}")
        counts.append(len(found))
    assert counts[0] == counts[1]
