"""The list of experiments: what has begun, of cases open to everybody, failed ones among them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas import labels
from ideas.extensions import db
from ideas.features.gallery.conditions import CAPITALS
from ideas.lifecycle import LIFECYCLES
from ideas.models import CustomerGroup, ExperimentGroup, Theme, User
from ideas.models.case import fold
from ideas.transaction import command
from tests import factories, steps
from tests.features.gallery.tried import (
    NEXT,
    change,
    change_case,
    failed,
    listed,
    plain,
    repeat,
    resumed,
    tried,
)
from tests.features.pilot import cases
from tests.snapshots import once
from tests.statements import selects
from workflow.actors import Role
from workflow.permissions import Visibility

ClientOf = Callable[[User], FlaskClient]
ADOPTED = {"needed_hours": "10", "give_up": "nothing", "give_up_words": "Mahtuu."}


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, language="en")


@pytest.fixture
def author(app: Flask) -> User:
    with app.app_context():
        return factories.person(home=factories.unit("Koti"), language="en")


@command
def gathered(case_id: int, experiment_id: int) -> dict[str, int]:
    """A theme for the case and a group of customers for the experiment."""
    theme, group = Theme(name_fi="Puhelin"), CustomerGroup(name_fi="Perheet")
    db.session.add_all([theme, group])
    db.session.flush()
    db.session.add(ExperimentGroup(experiment_id=experiment_id, customer_group_id=group.id))
    return {"theme": theme.id, "group": group.id}


@pytest.fixture
def house(app: Flask, author: User, lead: User) -> dict[str, Any]:
    """Experiments that differ in everything one can filter by: made once, for both people are the same."""
    return once(app, "experiments", lambda: furnished(author, lead))


def furnished(author: User, lead: User) -> dict[str, Any]:
    """The experiments, the oldest first."""
    made = {
        "running": cases.piloted(author, lead, title="50 % soitto_ajoista"),
        "failed": failed(author, lead, "Ärtymys kasvoi."),
        "adopted": factories.move(cases.measured(author, lead), "adopt", lead, "Hyvä.", **ADOPTED),
        "left-out": steps.trialled(author, lead),
        "resumed": resumed(author, lead),
    }
    numbers = {name: tried(case).id for name, case in made.items()}
    for place, number in enumerate(numbers.values()):
        change(number, started_at=factories.NOW + timedelta(hours=place))
    change(numbers["left-out"], aim="ÄÄNESTYS jätetään pois")
    chosen = gathered(made["failed"].id, numbers["adopted"])
    change_case(made["failed"], theme_id=chosen["theme"])
    place = tried(made["failed"]).units[0].unit_id
    return {"numbers": numbers, "unit": place, "ids": made, **chosen}


EVERY = ["resumed", "left-out", "adopted", "failed", "running"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", EVERY),
        ("?kind=pilot", ["adopted", "failed", "running"]),
        ("?kind=trial-stop", ["resumed", "left-out"]),
        ("?ended=running", ["left-out", "running"]),
        ("?ended=drop", ["failed"]),
        ("?ended=adopt", ["adopted"]),
        ("?ended=resume", ["resumed"]),
        ("?ended=keep", []),
        ("?theme={theme}", ["failed"]),
        ("?group={group}", ["adopted"]),
        ("?unit={unit}", ["failed"]),
        ("?unit={unit}&kind=trial-stop", []),
        ("?q=äänestys", ["left-out"]),
        ("?q=Äänestys+RAPORTTI", ["left-out"]),
        ("?q=maanantai", ["adopted", "failed"]),
        ("?q=johtoryhmä", ["resumed"]),
        ("?q=ärtymys", ["failed"]),
        ("?q=%25", ["running"]),
        ("?q=o_a", ["running"]),
        ("?q=olematon", []),
        ("?kind=x&ended=y&theme=9999&unit=%00&group=-1&after=%00", EVERY),
    ],
)
def test_a_filter_shows_what_it_says(
    house: dict[str, Any], lead: User, client_of: ClientOf, address: str, expected: list[str]
) -> None:
    numbers = {number: name for name, number in house["numbers"].items()}
    found = listed(client_of(lead), f"/experiments{address.format(**house)}")
    assert [numbers[number] for number in found] == expected


def test_a_number_of_a_case_is_found_as_a_word(
    house: dict[str, Any], lead: User, client_of: ClientOf
) -> None:
    word = house["ids"]["resumed"].public_id.lower()
    assert listed(client_of(lead), f"/experiments?q={word}") == [house["numbers"]["resumed"]]


def test_a_unit_brings_its_sub_units(app: Flask, author: User, lead: User, client_of: ClientOf) -> None:
    with app.app_context():
        top = factories.unit("Palvelu")
        below = factories.unit("Puhelin", top)
        step = steps.trialled(factories.person(home=below), lead)
        steps.trialled(author, lead)
        number = tried(step).id
    assert listed(client_of(lead), f"/experiments?unit={top.id}") == [number]


def test_neither_plans_nor_what_is_not_open_to_everybody_is_shown(
    app: Flask, author: User, lead: User, client_of: ClientOf
) -> None:
    with app.app_context():
        cases.planned(author, lead)
        steps.planned(steps.examined(author, lead))
        hidden = cases.piloted(author, lead)
        change_case(hidden, visibility=Visibility.PRIVATE)
        shared = cases.piloted(author, lead)
        change_case(shared, visibility=Visibility.SPARRING)
        draft = factories.draft(author)
        repeat(draft, [factories.NOW])
    for reader in (author, lead):
        assert listed(client_of(reader)) == []


def test_an_older_trial_of_which_only_the_end_is_known_counts(
    app: Flask, author: User, lead: User, client_of: ClientOf
) -> None:
    with app.app_context():
        number = tried(resumed(author, lead)).id
        change(number, started_at=None)
    assert listed(client_of(lead)) == [number]


def test_a_row_says_how_it_ended_and_what_was_learnt_and_names_nobody(
    app: Flask, author: User, lead: User, client_of: ClientOf
) -> None:
    with app.app_context():
        failed(author, lead)
        steps.trialled(factories.person(name="Piilo Piiloinen", home=factories.unit("Etuudet")), lead)
    page = plain(client_of(lead), "/experiments")
    assert "not carried out Learnt: Maanantai on vaikein. pilot I-2026-0001 Yhteyskeskus" in page
    assert "still running trial stop L-2026-0001 Etuudet 5.3.2026–4.4.2026" in page
    assert ("Piilo" in page, author.name in page, lead.name in page) == (False, False, False)


def test_every_experiment_stands_on_one_page_once_whenever_it_began(
    app: Flask, author: User, lead: User, client_of: ClientOf
) -> None:
    with app.app_context():
        moments = [factories.NOW + timedelta(hours=n // 9) for n in range(28)]
        repeat(factories.submitted(author), moments[::-1])
    client, pages, address = client_of(lead), [], "/experiments?q=puhelinaika"
    while address:
        pages.append(listed(client, address))
        found = NEXT.search(client.get(address).text)
        address = found.group(1).replace("&amp;", "&") if found else ""
    together = [number for page in pages for number in page]
    assert ([len(page) for page in pages], len(set(together))) == ([25, 3], 28)
    assert together[0] == 1


def test_the_list_costs_the_same_with_one_row_and_with_three(
    app: Flask, author: User, lead: User, client_of: ClientOf
) -> None:
    client, counts = client_of(lead), []
    for more in (1, 2):
        with app.app_context():
            for _ in range(more):
                failed(author, lead)
                resumed(author, lead)
        with selects(app) as found:
            client.get("/experiments?q=a&ended=drop")
        counts.append(len(found))
    assert counts[0] == counts[1] <= 7


@pytest.mark.parametrize(
    ("asked", "said"), [("", "Nothing has been tried yet"), ("?q=x", "Nothing was found")]
)
def test_an_empty_list_says_what_to_do(client_of: ClientOf, lead: User, asked: str, said: str) -> None:
    page = plain(client_of(lead), f"/experiments{asked}")
    assert (said in page, "0 experiments" in page) == (True, True)


def test_behind_the_last_row_the_list_ends_and_a_strange_cursor_is_the_first_page(
    app: Flask, author: User, lead: User, client_of: ClientOf
) -> None:
    with app.app_context():
        repeat(factories.submitted(author), [factories.NOW] * 27)
    client = client_of(lead)
    found = NEXT.search(client.get("/experiments").text)
    assert found is not None
    assert len(listed(client, found.group(1))) == 2
    assert len(listed(client, "/experiments?after=WyJob3VycyIsIDFd")) == 25


def test_every_way_to_end_has_its_words() -> None:
    moves = {
        move.name for flow in LIFECYCLES.values() for move in flow.transitions if flow.trying in move.sources
    }
    assert set(labels.HOW_ENDED) == moves | {labels.RUNNING}


def test_capitals_are_folded_as_the_rules_fold_them() -> None:
    assert [fold(capital) for capital in CAPITALS] == [capital.lower() for capital in CAPITALS]
