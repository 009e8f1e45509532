"""How many take part: who counts, what is told of which unit, and that nobody is told of by name."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask

from ideas.extensions import SETTINGS, db
from ideas.history import record
from ideas.models import Case, Idea, Unit, User
from ideas.participation import OfUnit, Participation, ideas_per_hundred, participation_by_unit
from ideas.transaction import command
from tests import factories, steps
from tests.factories import NOW
from tests.statements import selects
from workflow.events import Kind
from workflow.participation import CONTRIBUTIONS

SINCE, UNTIL = date(2025, 4, 1), date(2026, 3, 31)
DAYS = 365
GONE = datetime(2026, 3, 1, tzinfo=NOW.tzinfo)


@pytest.fixture
def house(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A house in which five people of whom three took part are enough to be told."""
    few = {"participation_people": 5, "participation_contributors": 3}
    monkeypatch.setitem(app.extensions, SETTINGS, app.extensions[SETTINGS].model_copy(update=few))
    return app


def staff(home: Unit | None, count: int) -> list[User]:
    """So many people of a unit."""
    return [factories.person(home=home) for _ in range(count)]


@command
def does(who: User, kind: Kind, case: Case, at: datetime = NOW) -> None:
    """One entry of that kind."""
    record(kind, at=at, actor_id=who.id, case=db.session.get_one(Case, case.id))


def comment(people: Iterable[User], idea: Idea) -> None:
    """A comment of each of them."""
    for who in people:
        does(who, Kind.COMMENTED, idea)


def lived(name: str, people: int, contributors: int, parent: Unit | None = None) -> Unit:
    """A unit in which so many work, and so many took part by an idea of their own."""
    unit = factories.unit(name, parent)
    for who in staff(unit, people)[:contributors]:
        factories.submitted(who)
    return unit


def told() -> dict[str, int | None]:
    """How many took part by the name of the unit, in the order in which they are told."""
    units = participation_by_unit(SINCE, UNTIL, "fi").units
    return {unit.name: unit.told.contributors if unit.told else None for unit in units}


def whole() -> Participation | None:
    """Who took part in the whole house."""
    return participation_by_unit(SINCE, UNTIL, "fi").whole


def contributors() -> int | None:
    """How many took part in the whole house."""
    found = whole()
    return found.contributors if found else None


def test_who_brought_or_gave_something_took_part_once(house: Flask) -> None:
    with house.app_context():
        people = staff(None, 9)
        ideas = [factories.submitted(people[0]), factories.submitted(people[0])]
        steps.recorded(people[1])
        factories.submitted(people[2], hidden=True)
        factories.draft(people[3])
        comment([*people[4:6], people[0], people[4]], ideas[0])
        assert whole() == Participation(people=9, contributors=5)


@pytest.mark.parametrize("kind", [*sorted(CONTRIBUTIONS), Kind.FOLLOWED, Kind.THANKED, Kind.DROPPED])
def test_what_counts_as_taking_part(house: Flask, kind: Kind) -> None:
    with house.app_context():
        author, other, *people = staff(None, 5)
        idea = factories.submitted(author)
        comment(people[:2], idea)
        does(other, kind, idea)
        assert contributors() == (4 if kind in CONTRIBUTIONS else 3)


def test_only_these_days_and_only_who_is_here_now(house: Flask) -> None:
    with house.app_context():
        author, other, *people = staff(None, 6)
        idea = factories.submitted(author)
        comment(people[:2], idea)
        first = datetime(2025, 3, 31, 21, 0, tzinfo=NOW.tzinfo)  # midnight in Helsinki
        moments = [first - timedelta(seconds=1), first + timedelta(days=365), first]
        found = []
        for moment in moments:
            does(other, Kind.COMMENTED, idea, moment)
            found.append(contributors())
        assert found == [3, 3, 4]
        comment([factories.person(deactivated_at=GONE)], idea)
        assert whole() == Participation(people=6, contributors=4)


def test_units_are_told_with_those_below_in_the_order_of_the_tree(house: Flask) -> None:
    with house.app_context():
        top = factories.unit("Laitos")
        lived("Beeta", 9, 8, top)
        lived("Alfa", 6, 3, top)
        assert told() == {"Laitos": 11, "Alfa": 3, "Beeta": 8}
        found = participation_by_unit(SINCE, UNTIL, "fi")
        assert found.whole == Participation(people=15, contributors=11)
        assert [unit.depth for unit in found.units] == [0, 1, 1]


def test_what_is_withheld_cannot_be_computed_from_the_others(house: Flask) -> None:
    with house.app_context():
        top = factories.unit("Laitos")
        small = lived("Pieni", 4, 2, top)
        lived("Keski", 6, 4, top)
        lived("Suuri", 9, 5, top)
        assert told() == {"Laitos": 11, "Keski": None, "Pieni": None, "Suuri": 5}
        for who in staff(small, 1):
            factories.submitted(who)
        assert told() == {"Laitos": 12, "Keski": 4, "Pieni": 3, "Suuri": 5}


def test_a_house_of_few_people_tells_nothing(house: Flask) -> None:
    with house.app_context():
        lived("Laitos", 4, 4)
        assert (whole(), told()) == (None, {"Laitos": None})


def test_an_empty_house_tells_nothing(house: Flask) -> None:
    with house.app_context():
        found = participation_by_unit(SINCE, UNTIL, "fi")
        assert (found.whole, found.units) == (None, ())


def test_a_hidden_author_counts_and_is_told_nowhere(house: Flask) -> None:
    with house.app_context():
        unit = factories.unit("Neuvonta")
        author = factories.person(name="Hilla Hiljainen", home=unit, id=7_654_321)
        people = staff(unit, 5)
        comment(people[:2], factories.submitted(people[0]))
        before = participation_by_unit(SINCE, UNTIL, "fi")
        factories.submitted(author, hidden=True)
        found = participation_by_unit(SINCE, UNTIL, "fi")
        seen = Participation(people=6, contributors=3)
        assert (before.whole, before.units[0].told) == (None, None)
        assert found == (seen, (OfUnit(unit.id, "Neuvonta", 0, seen),))
        assert [mark in repr(found) for mark in ("Hilla", "7654321")] == [False, False]


def test_a_hidden_author_of_a_small_unit_cannot_be_counted_out(house: Flask) -> None:
    with house.app_context():
        top = factories.unit("Laitos")
        small = factories.unit("Pieni", top)
        lived("Suuri", 9, 5, top)
        author = staff(small, 4)[0]
        seen = []
        for hidden in (False, True):
            if hidden:
                factories.submitted(author, hidden=True)
            seen.append(told())
        # The house is told, so the large unit beside the small one is not.
        assert seen == [
            {"Laitos": 5, "Pieni": None, "Suuri": None}, {"Laitos": 6, "Pieni": None, "Suuri": None},
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("people", "contributors", "percent"), [(40, 7, 18), (40, 1, 3), (7, 7, 100), (7, 0, 0)]
)
def test_shares_are_rounded(people: int, contributors: int, percent: int) -> None:
    assert Participation(people, contributors).percent == percent


@pytest.mark.parametrize(
    ("ideas", "people", "days", "found"),
    [(3, 40, 365, "7.5"), (15, 40, 365, "37.5"), (0, 7, 365, "0.0"), (1, 7, 27, None), (1, 0, 365, None)],
)
def test_ideas_are_told_of_a_hundred_people_in_a_year(
    ideas: int, people: int, days: int, found: str | None
) -> None:
    assert ideas_per_hundred(ideas, people, days) == (Decimal(found) if found else None)


def test_it_takes_as_many_queries_for_many_units_as_for_few(house: Flask) -> None:
    counts = []
    with house.app_context():
        for name in ("Alfa", "Beeta", "Gamma"):
            lived(name, 6, 3)
            db.session.remove()
            with selects(house) as found:
                participation_by_unit(SINCE, UNTIL, "fi")
            counts.append(len(found))
    assert counts == [2, 2, 2]
