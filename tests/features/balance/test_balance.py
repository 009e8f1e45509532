"""The balance: what is summed on either side, in which year and unit, and what stays apart."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.features.balance.tally import Tally
from ideas.models import User
from tests import factories, steps
from tests.features.balance import cases
from tests.statements import selects
from workflow.actors import Role
from workflow.evidence import EvidenceClass
from workflow.hours import Range
from workflow.lifecycles.idea_states import GiveUp
from workflow.lifecycles.work_step_states import Shift

ClientOf = Callable[[User], FlaskClient]


@pytest.fixture
def people(app: Flask) -> tuple[User, User]:
    """An author and a lead, both reading English."""
    with app.app_context():
        return factories.person(language="en"), factories.person(Role.LEAD, language="en")


def both(sum: Tally) -> tuple[int, int]:
    """Whole hours taken on, and freed and verified."""
    return int(sum.needed), int(sum.verified)


def test_only_what_is_verified_is_summed_and_the_rest_stays_apart(
    app: Flask, people: tuple[User, User]
) -> None:
    with app.app_context():
        author, lead = people
        cases.given_up(author, lead, verified="90.5")
        cases.given_up(author, lead, verified="0.0001")
        cases.given_up(author, lead)
        cases.adopted(author, lead, "12.5")
        cases.adopted(author, lead, None)
        sum = cases.seen(lead).total
        assert (sum.verified, sum.steps, sum.verified_steps) == (Decimal("90.5001"), 3, 2)
        assert sum.waiting == Range(Decimal(96), Decimal(120), Decimal(144))
        assert (sum.needed, sum.ideas, sum.unsaid) == (Decimal("12.5"), 2, 1)


def test_sums_are_exact_to_the_fourth_decimal(app: Flask, people: tuple[User, User]) -> None:
    with app.app_context():
        author, lead = people
        for _ in range(10):
            cases.adopted(author, lead, "0.1")
            cases.given_up(author, lead, verified="0.7001")
        sum = cases.seen(lead).total
        assert (sum.needed, sum.verified) == (Decimal(1), Decimal("7.001"))


def test_of_two_verifications_the_latest_counts(app: Flask, people: tuple[User, User]) -> None:
    with app.app_context():
        author, lead = people
        step = cases.given_up(author, lead, verified="100")
        cases.verify(step, lead, "40")
        sum = cases.seen(lead).total
        assert (sum.verified, sum.verified_steps, sum.waiting_steps) == (Decimal(40), 1, 0)


def test_a_step_that_was_resumed_or_kept_does_not_count(app: Flask, people: tuple[User, User]) -> None:
    with app.app_context():
        author, lead = people
        step = cases.given_up(author, lead, verified="100")
        cases.place(step, lead, "10", "Soitot", True)
        cases.resume(step, lead)
        steps.kept(author, lead)
        steps.trialled(author, lead)
        page = cases.seen(lead)
        assert (page.total.steps, page.total.verified, len(page.uses)) == (0, Decimal(0), 0)


def test_a_unit_counts_with_its_sub_units_and_the_order_is_the_alphabet(
    app: Flask, people: tuple[User, User]
) -> None:
    with app.app_context():
        lead = people[1]
        house, other = factories.unit("Palvelut"), factories.unit("Etuudet")
        below = factories.unit("Asiakaspisteet", parent=house)
        for home, hours in ((house, "1"), (below, "2"), (other, "4"), (None, "8")):
            author = factories.person(home=home)
            cases.given_up(author, lead, verified=hours)
            cases.adopted(author, lead, hours)
        page, part = cases.seen(lead), cases.seen(lead, unit=house)
        told = [(row.unit.name_fi if row.unit else None, *both(row.tally)) for row in page.units]
        assert told == [("Etuudet", 4, 4), ("Palvelut", 3, 3), ("Asiakaspisteet", 2, 2), (None, 8, 8)]
        assert [both(page.total), both(part.total)] == [(15, 15), (3, 3)]
        assert [row.unit.name_fi for row in part.units if row.unit] == ["Palvelut", "Asiakaspisteet"]


MOMENTS = [
    (datetime(2025, 12, 31, 21, 59, tzinfo=UTC), 2025),
    (datetime(2025, 12, 31, 22, 0, tzinfo=UTC), 2026),
    (datetime(2014, 6, 1, tzinfo=UTC), 2016),
]


@pytest.mark.parametrize(("at", "year"), MOMENTS)
def test_an_idea_counts_for_the_year_in_the_house_in_which_it_was_taken_into_use(
    app: Flask, people: tuple[User, User], at: datetime, year: int
) -> None:
    with app.app_context():
        cases.adopted(*people, "5", at=at)
        assert [(told, *both(sum)) for told, sum in cases.seen(people[1]).years] == [(year, 5, 0)]
        assert [cases.seen(people[1], str(each)).total.ideas for each in (2025, 2026)] == [
            int(year == 2025),
            int(year == 2026),
        ]


@pytest.mark.parametrize(("on", "year"), [(date(2025, 12, 31), 2025), (date(2026, 1, 1), 2026)])
def test_a_work_step_counts_for_the_year_of_its_decision(
    app: Flask, people: tuple[User, User], on: date, year: int
) -> None:
    with app.app_context():
        step = cases.given_up(*people, verified="7", shifted_to=Shift.CUSTOMER)
        cases.place(step, people[1], "7", "Soitot", True)
        cases.decide_on(step, on)
        for each in (2025, 2026):
            page = cases.seen(people[1], str(each))
            assert page.total.steps == len(page.uses) == len(page.moved) == int(each == year)


def test_years_without_anything_stand_between_those_with_something(
    app: Flask, people: tuple[User, User]
) -> None:
    with app.app_context():
        cases.decide_on(cases.given_up(*people, verified="7"), date(2024, 5, 5))
        cases.adopted(*people, "3")
        told = [(year, *both(sum)) for year, sum in cases.seen(people[1]).years]
        assert told == [(2024, 0, 7), (2025, 0, 0), (2026, 3, 0)]


def test_the_use_of_the_time_is_told_by_purpose_customers_first(
    app: Flask, people: tuple[User, User]
) -> None:
    with app.app_context():
        step = cases.given_up(*people, verified="100")
        for hours, purpose, for_customers in (
            ("10", "Soitot", True), ("5.5", "Soitot", True), ("20", "Koulutus", False),
        ):  # fmt: skip
            cases.place(step, people[1], hours, purpose, for_customers)
        assert cases.seen(people[1]).uses == [
            (True, "Soitot", Decimal("15.5")), (False, "Koulutus", Decimal(20)),
        ]  # fmt: skip


def test_the_side_of_the_customer_is_told_and_never_netted(app: Flask, people: tuple[User, User]) -> None:
    with app.app_context():
        found: dict[str, Any] = {
            "shifted_to": Shift.CUSTOMER, "shifted_to_whom": "Hakija", "shifted_hours": Decimal(30),
            "customer_minutes": Decimal("7.5"), "customer_events": Decimal(100),
        }  # fmt: skip
        cases.given_up(*people, verified="60", **found)
        page = cases.seen(people[1])
        assert (page.total.verified, page.total.customer_hours) == (Decimal(60), Decimal("12.5"))
        assert [(row.to_whom, row.hours) for row in page.moved] == [("Hakija", Decimal(30))]


def test_a_sum_is_as_good_as_its_weakest_part(app: Flask, people: tuple[User, User]) -> None:
    with app.app_context():
        cases.measure(cases.given_up(*people))
        alone = cases.seen(people[1]).total
        cases.given_up(*people)
        together = cases.seen(people[1]).total
        assert (alone.evidence, together.evidence) == (EvidenceClass.A, EvidenceClass.C)
        assert together.waiting.likely == Decimal(240)


def test_ideas_without_room_are_named_with_their_reason(app: Flask, people: tuple[User, User]) -> None:
    with app.app_context():
        author, lead = people
        paired = cases.adopted(author, lead, "5", title="Paired")
        cases.pair(paired, steps.examined(author, lead), lead)
        half = cases.adopted(author, lead, None, title="Hours missing")
        cases.pair(half, steps.examined(author, lead), lead)
        nothing: dict[str, Any] = {"give_up": GiveUp.NOTHING, "give_up_words": "Se tekee itsensä."}
        cases.adopted(author, lead, "0", title="Nothing", **nothing)
        factories.evaluated(author, lead, title="Not there yet")
        told = [(idea.title, idea.is_paired, idea.words) for idea in cases.seen(lead).unsettled]
        assert told == [("Hours missing", True, ""), ("Nothing", False, "Se tekee itsensä.")]


def test_what_a_person_may_not_know_of_is_in_no_sum(app: Flask, people: tuple[User, User]) -> None:
    with app.app_context():
        author, lead = people
        step = cases.given_up(author, lead, verified="60", shifted_to=Shift.CUSTOMER)
        cases.place(step, lead, "10", "Salaisuus", True)
        cases.hide(step)
        mine, theirs = cases.seen(author), cases.seen(lead)
        assert [both(page.total)[1] for page in (mine, theirs)] == [60, 0]
        assert [(len(page.uses), len(page.moved)) for page in (mine, theirs)] == [(1, 1), (0, 0)]


@pytest.mark.parametrize("address", ["?year=1066", "?year=x&unit=x", "?unit=999", "?year=all", ""])
def test_what_an_address_says_wrongly_is_left_out(
    app: Flask, client_of: ClientOf, people: tuple[User, User], address: str
) -> None:
    assert client_of(people[0]).get(f"/balance{address}").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_of_the_database_however_many_rows(
    app: Flask, client_of: ClientOf, people: tuple[User, User], rows: int
) -> None:
    with app.app_context():
        for number in range(rows):
            author = factories.person(home=factories.unit(f"Unit {number}"))
            cases.adopted(author, people[1], None)
            step = cases.given_up(author, people[1], verified="60", shifted_to=Shift.CUSTOMER)
            cases.place(step, people[1], "10", f"Use {number}", True)
    client = client_of(people[0])
    with selects(app) as asked:
        answer = client.get("/balance?year=all")
    assert (answer.status_code, len(asked)) == (200, 7)


def test_the_page_says_the_class_and_rounds_a_guess(
    app: Flask, client_of: ClientOf, people: tuple[User, User]
) -> None:
    with app.app_context():
        cases.adopted(*people, "1234")
        cases.given_up(*people)
    page = client_of(people[0]).get("/balance?year=all").text
    told = ("1\u2009200", "120", "Not verified yet", "C: one guess", "class C", "two significant digits")
    assert [words in page for words in told] == [True] * len(told)
    assert ["1\u2009234" in page, "person-years" in page] == [False, False]
