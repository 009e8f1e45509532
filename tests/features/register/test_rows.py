"""A row of the list of work steps: what it says of hours, of whoever named it, and what the page costs."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import User, Verification, WorkStep
from ideas.models.decision import Remainder
from ideas.transaction import command
from tests import factories, steps
from tests.statements import selects
from workflow.actors import Role
from workflow.hours import Basis
from workflow.lifecycles.work_step_states import Shift

ClientOf = Callable[[User], FlaskClient]
NEXT = re.compile(r'rel="next" href="([^"]+)"')
ROW = re.compile(r'<h3><a href="/work-steps/(L-\d+-\d+)"')
SORTS = ("newest", "hours", "oldest-in-state", "review-date")


@command
def verified(step: WorkStep, by: User, *hours: str) -> None:
    decision = db.session.get_one(WorkStep, step.id).decision
    assert decision is not None
    said = {"remainder": Remainder.GONE, "how": "Loki", "verified_by_id": by.id, "at": factories.NOW}
    decision.verifications += [Verification(hours=Decimal(each), **said) for each in hours]


@command
def spread(minutes: str) -> None:
    """Each takes as long, a third of an hour, which no decimal can hold; one costs more than it frees."""
    for place, step in enumerate(db.session.query(WorkStep).order_by(WorkStep.id)):
        step.minutes_low, step.minutes_likely, step.minutes_high = Decimal(0), Decimal(minutes), Decimal(90)
        step.basis, step.people, step.times_per_year = Basis.PER_PERSON, 1, Decimal(1)
        step.shifted_hours = Decimal(7) if place == 0 else None
        step.review_on = steps.TODAY
        step.reckon()


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, language="en")


def plain(client: FlaskClient, address: str = "/work-steps") -> str:
    """The page as words, the space between them one."""
    text = re.sub(r"<[^>]+>", " ", client.get(address).text)
    return re.sub(r"\s+", " ", text.replace("\u2009", ""))


def test_estimated_decided_and_verified_hours_stand_apart(
    app: Flask, client_of: ClientOf, lead: User
) -> None:
    with app.app_context():
        step = steps.given_up(factories.person(), lead)
        verified(step, lead, "80", "96.5")
        steps.written(step, times_per_year=Decimal(96))
    page = plain(client_of(lead))
    assert "Estimated 240 h/yr between 190 and 290 , C: one guess" in page
    assert "Decided 120 h/yr between 96 and 140 , C: one guess" in page
    assert ("Verified 97 h/yr" in page, "80 h/yr" in page) == (True, False)
    assert re.search(r"<strong>Verified <span[^>]*>97 h/yr", client_of(lead).get("/work-steps").text)


def test_a_row_without_hours_says_nothing_of_them(app: Flask, client_of: ClientOf, lead: User) -> None:
    with app.app_context():
        steps.recorded(factories.person())
    assert "h/yr" not in plain(client_of(lead))


def test_hours_below_zero_are_shown(app: Flask, client_of: ClientOf, lead: User) -> None:
    with app.app_context():
        steps.examined(factories.person(), lead, shifted_hours=Decimal(200))
    assert "Estimated −80 h/yr" in plain(client_of(lead))


def test_work_that_shifts_to_the_customer_is_said_in_words(
    app: Flask, client_of: ClientOf, lead: User
) -> None:
    with app.app_context():
        steps.examined(factories.person(), lead, shifted_to=Shift.UNIT)
        assert "shifts to the customer" not in plain(client_of(lead))
    with app.app_context():
        steps.examined(factories.person(), lead, shifted_to=Shift.CUSTOMER)
    assert plain(client_of(lead)).count("Work shifts to the customer.") == 1


def test_whoever_is_hidden_is_not_named(app: Flask, client_of: ClientOf, lead: User) -> None:
    with app.app_context():
        steps.recorded(factories.person(name="Piilo Piiloinen"), hidden=True)
        steps.recorded(factories.person(name="Nimi Nimellinen"))
    page = plain(client_of(lead))
    assert ("Piiloinen" in page, "name hidden" in page, "Nimi Nimellinen" in page) == (False, True, True)


def test_a_date_is_told_by_what_it_is(app: Flask, client_of: ClientOf, lead: User) -> None:
    with app.app_context():
        steps.kept(factories.person(), lead)
        steps.recorded(factories.person())
    page = plain(client_of(lead))
    assert (page.count("review date 5.3.2027"), page.count("next date")) == (1, 1)


@pytest.mark.parametrize("sort", SORTS)
def test_every_work_step_stands_on_one_page_once(
    app: Flask, client_of: ClientOf, lead: User, sort: str
) -> None:
    with app.app_context():
        author = factories.person()
        for _ in range(28):
            steps.recorded(author)
        spread("20")
    client, pages, address = client_of(lead), [], f"/work-steps?sort={sort}&q=raportti"
    while address:
        text = client.get(address).text
        pages.append(ROW.findall(text))
        found = NEXT.search(text)
        address = found.group(1).replace("&amp;", "&") if found else ""
    listed = [public_id for page in pages for public_id in page]
    assert ([len(page) for page in pages], len(set(listed))) == ([25, 3], 28)


@pytest.mark.parametrize("path", ["/work-steps", "/work-steps/export.csv"])
def test_the_list_costs_the_same_with_one_row_and_with_three(
    app: Flask, client_of: ClientOf, lead: User, path: str
) -> None:
    with app.app_context():
        verified(steps.given_up(factories.person(home=factories.unit()), lead), lead, "80")
    client, counts = client_of(lead), []
    for _ in range(2):
        with selects(app) as found:
            client.get(f"{path}?q=raportti")
        counts.append(len(found))
        with app.app_context():
            for _ in range(2):
                verified(steps.given_up(factories.person(home=factories.unit()), lead), lead, "80")
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Nobody has named anything yet"),
        ("?sort=hours", "No work step has an estimate yet"),
        ("?sort=review-date", "No work step has a review date yet"),
        ("?mine=1", "You have not named a work step that fits here"),
        ("?followed=1", "You follow no work step that fits here"),
        ("?kind=report", "Nothing was found"),
    ],
)
def test_an_empty_list_says_what_to_do(client_of: ClientOf, lead: User, asked: str, said: str) -> None:
    page = plain(client_of(lead), f"/work-steps{asked}")
    assert (said in page, "0 work steps" in page, "export" in page) == (True, True, False)


def test_the_page_leads_on_to_naming_and_to_the_balance(client_of: ClientOf, lead: User) -> None:
    page = client_of(lead).get("/work-steps").text
    assert ('href="/work-steps/new"' in page, 'href="/balance"' in page) == (True, True)
