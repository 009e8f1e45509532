"""The tree of units: its order in each language, its choices, and what lies below a unit."""

from datetime import UTC, datetime

from flask import Flask

from ideas.extensions import db
from ideas.models.unit import Unit
from ideas.transaction import command
from ideas.units import open_unit, unit_choices, unit_tree, within

AT = datetime(2026, 3, 5, 9, tzinfo=UTC)


@command
def organise() -> None:
    """Two units at the top, the later one before the earlier by name, with a unit below each."""
    later, earlier = Unit(name_fi="Ölyt", name_sv="Oljor"), Unit(name_fi="asiat", name_sv="Ärenden")
    for unit, parent in (
        (later, None),
        (Unit(name_fi="Alku"), later),
        (earlier, None),
        (Unit(name_fi="Zeta"), earlier),
    ):
        open_unit(unit, parent, at=AT)


def test_units_stand_below_their_own_and_by_name_in_the_reader_s_language(app: Flask) -> None:
    with app.app_context():
        organise()
        finnish, swedish = (
            [name for _id, name in unit_choices(unit_tree(language), language)] for language in ("fi", "sv")
        )
    assert finnish == ["asiat", "– Zeta", "Ölyt", "– Alku"]
    assert swedish == ["Oljor", "– Alku", "Ärenden", "– Zeta"]


def test_a_unit_holds_itself_and_what_lies_below_and_nothing_else(app: Flask) -> None:
    with app.app_context():
        organise()
        names = {unit.name_fi: unit.id for unit in unit_tree("fi")}
        held = set(db.session.scalars(within(names["asiat"])))
    assert held == {names["asiat"], names["Zeta"]}
