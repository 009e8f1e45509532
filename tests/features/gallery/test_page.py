"""The page of an experiment: everything another unit can learn from, what failed among it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import (
    Amendment,
    CustomerGroup,
    ExperimentGroup,
    Pairing,
    Reading,
    ReadingCorrection,
    User,
)
from ideas.models.measure import Measure
from ideas.transaction import command
from tests import factories, steps
from tests.features.gallery.tried import (
    applied,
    change,
    change_case,
    failed,
    plain,
    resumed,
    tried,
)
from tests.features.pilot import cases
from tests.statements import selects
from workflow.actors import Role
from workflow.permissions import Visibility

ClientOf = Callable[[User], FlaskClient]


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, name="Leena Lead", language="en")


@pytest.fixture
def author(app: Flask) -> User:
    with app.app_context():
        return factories.person(name="Anna Author", home=factories.unit("Koti"), language="en")


@command
def put_right(experiment_id: int, by: User) -> None:
    """The target was amended, and a reading was wrong."""
    measure = db.session.query(Measure).filter_by(experiment_id=experiment_id).one()
    measure.amendments.append(
        Amendment(
            baseline=Decimal("12.5"),
            target=Decimal(7),
            reason="Kesällä soitetaan vähemmän.",
            amended_by_id=by.id,
            at=factories.NOW,
        )
    )
    wrong = Reading(on=date(2026, 3, 4), value=Decimal(95), at=factories.NOW)
    right = Reading(on=date(2026, 3, 4), value=Decimal("6.5"), at=factories.NOW)
    measure.readings += [wrong, right]
    db.session.flush()
    wrong.correction = ReadingCorrection(
        replacement_id=right.id, reason="Pilkku puuttui.", corrected_by_id=by.id, at=factories.NOW
    )


@command
def enrich(experiment_id: int, case_id: int, step_id: int, by: User) -> None:
    """A group of customers, and a work step that makes room."""
    group = CustomerGroup(name_fi="Perheet", name_en="Families")
    db.session.add(group)
    db.session.flush()
    db.session.add(ExperimentGroup(experiment_id=experiment_id, customer_group_id=group.id))
    pairing = Pairing(idea_id=case_id, work_step_id=step_id, paired_by_id=by.id, at=factories.NOW)
    db.session.add(pairing)


def page_of(client: FlaskClient, number: int) -> str:
    return plain(client, f"/experiments/{number}")


def test_what_failed_says_first_what_was_learnt(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        number = tried(failed(author, lead, "Jono siirtyi aamuun.")).id
    page = page_of(client_of(author), number)
    order = [
        "What was learnt", "It did not go as was hoped.", "Maanantai on vaikein.", "Jono lyheni.",
        "What was tried", "Lyhyempi jono", "Rauha", "Vastaus heti", "Se ei vie kenenkään aikaa.",
        "What was measured", "Odotusaika", "What was decided, and why", "5.3.2026: not carried out",
        "Jono siirtyi aamuun.", "the pilot did not bring what was hoped for", "Toinen puhelinjärjestelmä.",
    ]  # fmt: skip
    places = [page.find(words) for words in order]
    assert (-1 in places, places) == (False, sorted(places))


def test_what_was_amended_and_corrected_stands_beside_the_original(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        idea = cases.piloted(author, lead)
        put_right(tried(idea).id, lead)
        cases.conclude(idea, lead)
        number = tried(factories.move(idea, "rethink", lead, "Opimme paljon.")).id
    page = page_of(client_of(author), number)
    assert "target met against what was fixed at first: partly: better than the baseline" in page
    assert "The last reading 6.5 min (4.3.2026)" in page
    assert "Fixed at first: baseline 12.5 min, target 5 min." in page
    assert "5.3.2026: baseline 12.5 min, target 7 min. Kesällä soitetaan vähemmän." in page
    assert "95 min Corrected on 5.3.2026: Pilkku puuttui." in page


def test_what_makes_room_who_it_is_for_and_how_many_took_part_are_told_but_not_who(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        idea = cases.piloted(author, lead)
        members = [each.user.name for each in tried(idea).members]
        step = steps.given_up(author, lead)
        enrich(tried(idea).id, idea.id, step.id, lead)
        number = tried(idea).id
    page = page_of(client_of(author), number)
    assert ("Families" in page, "2 people" in page, step.title in page) == (True, True, True)
    assert [name for name in [*members, author.name, lead.name] if name in page] == []


def test_a_trial_stop_tells_its_signals_and_the_words_with_which_it_ended_once(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        step = steps.read(steps.trialled(author, lead), 6)
        number = tried(steps.advanced(step, "resume", lead, "Johtoryhmä kaipasi lukuja.")).id
    page = page_of(client_of(author), number)
    assert "Threshold rises to 5 kpl viikossa" in page
    assert "The threshold was reached 6 kpl viikossa (5.3.2026)" in page
    assert "What is done instead Luvut katsotaan järjestelmästä." in page
    assert page.count("Johtoryhmä kaipasi lukuja.") == 1


def test_whom_to_ask_is_named_while_they_can_be_asked(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        number = tried(steps.trialled(author, lead)).id
    client = client_of(author)
    assert f"mailto:{lead.email}" in client.get(f"/experiments/{number}").text
    leave(app, lead)
    page = client.get(f"/experiments/{number}").text
    assert (lead.name in page, "mailto:" in page) == (True, False)


def leave(app: Flask, person: User) -> None:
    @command
    def deactivate() -> None:
        db.session.get_one(User, person.id).deactivated_at = factories.NOW

    with app.app_context():
        deactivate()


def test_a_plan_and_what_is_not_open_to_everybody_are_absent(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        planned, hidden = cases.planned(author, lead), cases.piloted(author, lead)
        change_case(hidden, visibility=Visibility.PRIVATE)
        plan = tried(steps.planned(steps.examined(author, lead))).id
        numbers = [tried(planned).id, tried(hidden).id, plan, 999_999]
    for reader in (author, lead):
        client = client_of(reader)
        paths = [f"/experiments/{n}{rest}" for n in numbers for rest in ("", "/applications")]
        assert {client.get(path).status_code for path in paths} == {404}


def test_a_hidden_author_is_told_nowhere(app: Flask, client_of: ClientOf, author: User, lead: User) -> None:
    with app.app_context():
        step = steps.recorded(author, hidden=True)
        steps.written(step, **{**steps.EXAMINED, "owner_id": lead.id})
        steps.advanced(step, "examine", lead)
        step = steps.advanced(steps.planned(step), "try-without", lead)
        applied(step, factories.unit("Etuudet"), None)
        number = tried(step).id
    page = page_of(client_of(author), number)
    assert (author.name in page, author.email in page, "The author" in page) == (False, False, True)


def test_a_blind_round_leaves_unnamed_who_applied_it(
    app: Flask, client_of: ClientOf, author: User, lead: User
) -> None:
    with app.app_context():
        idea = failed(author, lead)
        applied(idea, factories.unit("Etuudet"), author)
        number = tried(idea).id
    before = page_of(client_of(lead), number)
    with app.app_context():
        change_case(idea, is_blind=True)
    pages = [before, page_of(client_of(lead), number)]
    assert [author.name in page for page in pages] == [True, False]


@pytest.mark.parametrize("is_pilot", [True, False])
def test_the_page_costs_the_same_with_one_row_and_with_three(
    app: Flask, client_of: ClientOf, author: User, lead: User, is_pilot: bool
) -> None:
    with app.app_context():
        case = failed(author, lead) if is_pilot else resumed(author, lead)
        number = tried(case).id
        change(number, started_at=factories.NOW)
        applied(case, factories.unit("Yksi"), author)
    client, counts = client_of(lead), []
    for _ in range(2):
        with selects(app) as found:
            client.get(f"/experiments/{number}")
        counts.append(len(found))
        with app.app_context():
            for place in ("Kaksi", "Kolme"):
                applied(case, factories.unit(place), factories.person())
                more(number)
    assert counts[0] == counts[1]


@command
def more(number: int) -> None:
    """Another measure with a reading."""
    first = db.session.query(Measure).filter_by(experiment_id=number).first()
    assert first is not None
    reading = Reading(on=date(2026, 3, 4), value=Decimal(1), at=factories.NOW)
    row = Measure(scope=first.scope, name="Toinen", unit_of_measure="kpl", readings=[reading])
    row.experiment_id = number
    db.session.add(row)
