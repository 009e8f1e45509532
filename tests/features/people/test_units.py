"""The tree of units."""

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Unit
from tests import factories
from tests.features.people.administration import admin, told
from workflow.events import Kind


def units() -> dict[str, str]:
    """Every unit's name with its path."""
    return {unit.name_fi: unit.path for unit in db.session.scalars(select(Unit))}


def test_a_unit_is_added_below_another(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        top = factories.unit("Etuuspalvelut")
    client.post("/units", data={"name_fi": "Eläkkeet", "name_sv": "Pensioner", "parent": str(top.id)})
    with app.app_context():
        assert units() == {"Etuuspalvelut": f"/{top.id}/", "Eläkkeet": f"/{top.id}/{top.id + 1}/"}
        assert [row["unit"] for row in told(Kind.UNIT_ADDED)] == ["Eläkkeet"]
    assert all(name in client.get("/units").text for name in units_of(app))


def units_of(app: Flask) -> list[str]:
    """The names of all units."""
    with app.app_context():
        return list(units())


def test_a_unit_is_renamed_and_the_log_keeps_the_old_name(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        unit = factories.unit("Arkisto")
    for _ in range(2):
        client.post(f"/units/{unit.id}", data={"name_fi": "Asiakirjat", "name_en": "Records"})
    with app.app_context():
        kept = [row["names"] for row in told(Kind.UNIT_RENAMED)]
        assert kept == [{"fi": ["Arkisto", "Asiakirjat"], "en": [None, "Records"]}]


@pytest.mark.parametrize("name", ["", "  ", "a" * 201, "Arki\u202esto"])
def test_a_unit_has_a_name_that_can_be_read(app: Flask, name: str) -> None:
    client = admin(app)[1]
    assert client.post("/units", data={"name_fi": name, "parent": ""}).status_code == 422


@pytest.mark.parametrize("used_by", ["nobody", "a person", "a unit", "an idea"])
def test_only_a_unit_in_no_use_is_removed(app: Flask, used_by: str) -> None:
    client = admin(app)[1]
    with app.app_context():
        unit = factories.unit("Arkisto")
        if used_by == "a person":
            factories.person(home=unit)
        if used_by == "a unit":
            factories.unit("Kellari", unit)
        if used_by == "an idea":
            factories.draft(factories.person(), unit_id=unit.id)
    client.post(f"/units/{unit.id}/remove")
    with app.app_context():
        removed = used_by == "nobody"
        assert ("Arkisto" not in units(), len(told(Kind.UNIT_REMOVED))) == (removed, int(removed))


def test_the_tree_has_a_depth_that_its_paths_can_hold(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        unit = factories.unit("1")
        for number in range(2, 13):
            unit = factories.unit(str(number), unit)
    assert client.post("/units", data={"name_fi": "13", "parent": str(unit.id)}).status_code == 422


def test_units_below_units_stand_in_the_tree(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        deepest = factories.unit("Puhelinpalvelu", factories.unit("Yhteyskeskus", factories.unit("Palvelut")))
    assert f'<a href="/units/{deepest.id}">Puhelinpalvelu</a>' in client.get("/units").text
