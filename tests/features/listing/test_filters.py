"""Filters of the list: what is asked for in the address is what is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Direction, Follow, Theme, User
from ideas.transaction import command
from tests import factories
from tests.snapshots import once
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]


@dataclass
class House:
    """A few ideas that differ in everything one can filter by."""

    author: User
    lead: User
    ids: dict[str, str]
    units: dict[str, int]


@command
def words() -> tuple[int, int]:
    direction = Direction(name_fi="Asiakas ensin", name_sv=None, name_en=None)
    theme = Theme(name_fi="Asiointi", name_sv=None, name_en=None)
    db.session.add_all([direction, theme])
    db.session.flush()
    return direction.id, theme.id


@pytest.fixture
def house(app: Flask) -> House:
    """The house, made once."""
    return once(app, "ideas to filter", furnished)


def furnished() -> House:
    """Everything that is asked for."""
    direction, theme = words()
    top = factories.unit("Asiakaspalvelu")
    below = factories.unit("Puhelinpalvelu", top)
    other = factories.unit("Etuudet")
    author = factories.person(home=below)
    lead = factories.person(Role.LEAD)
    someone = factories.person(home=other)
    ideas = {
        "new": factories.submitted(author, title="Ääniviesti ÅÖ", direction_id=direction),
        "evaluated": factories.evaluated(author, lead, title="Takaisinsoitto", theme_id=theme),
        "dropped": factories.dropped(someone, lead),
        "hidden": factories.submitted(author, hidden=True, title="50 % alennus_kortista"),
        "draft": factories.draft(author, title="Luonnos takaisinsoitosta"),
    }
    command(db.session.add)(Follow(case_id=ideas["new"].id, user_id=lead.id, at=factories.NOW))
    names = {name: idea.public_id for name, idea in ideas.items()}
    return House(author, lead, names, {"top": top.id, "below": below.id, "other": other.id})


def shown(client: FlaskClient, house: House, address: str) -> list[str]:
    """The names of the ideas of the list, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200
    named = {public_id: name for name, public_id in house.ids.items()}
    return [named[found] for found in re.findall(r'<h3><a href="/ideas/(I-\d+-\d+)"', answer.text)]


def test_everything_submitted_is_listed_the_newest_first(house: House, client_of: ClientOf) -> None:
    assert shown(client_of(house.lead), house, "/ideas") == ["hidden", "dropped", "evaluated", "new"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?state=evaluated", ["evaluated"]),
        ("?state=dropped", ["dropped"]),
        ("?state=merged", []),
        ("?q=takaisinsoitto", ["evaluated"]),
        ("?q=TAKAISIN+puhelin", ["evaluated"]),
        ("?q=takaisin+olematon", []),
        ("?q=ääniviesti+åö", ["new"]),
        ("?q=A%CC%88a%CC%88niviesti", ["new"]),
        ("?q=%25", ["hidden"]),
        ("?q=n_k", []),
        ("?q=s_kortista", ["hidden"]),
        ("?q=%2F", []),
        ("?followed=1", ["new"]),
        ("?owner=nobody", ["hidden", "dropped", "new"]),
        ("?owner=me", []),
        ("?state=nonsense", ["hidden", "dropped", "evaluated", "new"]),
        ("?unit=999999", ["hidden", "dropped", "evaluated", "new"]),
        ("?unit=%00&sort=%00&after=%00", ["hidden", "dropped", "evaluated", "new"]),
        ("?sort=next-date", ["new", "evaluated", "hidden"]),
        ("?sort=oldest-in-state", ["new", "evaluated", "dropped", "hidden"]),
    ],
)
def test_a_filter_shows_what_it_says(
    house: House, client_of: ClientOf, address: str, expected: list[str]
) -> None:
    assert shown(client_of(house.lead), house, f"/ideas{address}") == expected


def test_a_unit_brings_its_sub_units(house: House, client_of: ClientOf) -> None:
    client = client_of(house.lead)
    assert shown(client, house, f"/ideas?unit={house.units['top']}") == ["hidden", "evaluated", "new"]
    assert shown(client, house, f"/ideas?unit={house.units['below']}") == ["hidden", "evaluated", "new"]
    assert shown(client, house, f"/ideas?unit={house.units['other']}") == ["dropped"]


def test_directions_themes_and_owners_are_offered_and_hold(house: House, client_of: ClientOf) -> None:
    client = client_of(house.lead)
    page = client.get("/ideas").text
    direction = re.findall(r'<option value="(\d+)">Asiakas ensin', page)
    theme = re.findall(r'<option value="(\d+)">Asiointi', page)
    owner = re.findall(r'id="owner".*?value="(\d+)"', page, re.DOTALL)
    assert shown(client, house, f"/ideas?direction={direction[0]}") == ["new"]
    assert shown(client, house, f"/ideas?theme={theme[0]}") == ["evaluated"]
    assert shown(client, house, f"/ideas?owner={owner[0]}") == ["evaluated"]


def test_mine_shows_my_drafts_first_and_my_hidden_ideas(house: House, client_of: ClientOf) -> None:
    assert shown(client_of(house.author), house, "/ideas?mine=1") == ["draft", "hidden", "evaluated", "new"]


def test_a_draft_of_another_is_neither_listed_nor_counted(house: House, client_of: ClientOf) -> None:
    text = client_of(house.lead).get("/ideas?q=luonnos").text
    assert "Luonnos takaisinsoitosta" not in text
    assert house.ids["draft"] not in text
    assert '<h2 id="found">0 ' in re.sub(r">\s+", ">", text)


def test_a_word_too_long_is_told_and_leaves_the_list_standing(house: House, client_of: ClientOf) -> None:
    answer = client_of(house.lead).get("/ideas?q=" + "x" * 201)
    assert (answer.status_code, "q-error" in answer.text) == (200, True)


def test_a_public_id_is_found_as_a_word(house: House, client_of: ClientOf) -> None:
    assert shown(client_of(house.lead), house, f"/ideas?q={house.ids['new'].lower()}") == ["new"]


def test_nobody_signed_in_is_shown_nothing(house: House, app: Flask) -> None:
    assert app.test_client().get("/ideas").status_code == 303


def test_a_merged_idea_is_shown_when_it_is_asked_for(app: Flask, house: House, client_of: ClientOf) -> None:
    with app.app_context():
        merged = factories.submitted(house.author, title="Sama ajatus")
        factories.move(merged, "merge", house.lead, target=house.ids["new"])
    house.ids["merged"] = merged.public_id
    client = client_of(house.lead)
    assert "merged" not in shown(client, house, "/ideas")
    assert shown(client, house, "/ideas?state=merged") == ["merged"]
