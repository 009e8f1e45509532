"""What the pages say of a decision: on the page of the step, and before the next decision."""

from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import User, WorkStep
from ideas.models.examination import Removal
from ideas.models.experiment import Miss
from ideas.models.work_step_codes import Channel
from ideas.transaction import command
from tests import steps
from tests.factories import NOW
from tests.features.verification.cases import placed, read, reviewed, verified
from workflow.lifecycles.work_step_states import Level, Shift

LEADS = frozenset({"verify", "place-time"})


def drawn(app: Flask, template: str, step: WorkStep, rights: frozenset[str] = LEADS, **more: object) -> str:
    """A part of a page as it is drawn for the step, in English, white space made even."""
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        page = render_template(template, case=read(step), rights=rights, **{"is_author": False, **more})
    return " ".join(page.split())


def outcome(app: Flask, step: WorkStep, rights: frozenset[str] = LEADS, **more: object) -> str:
    """The outcome on the page of the step."""
    return drawn(app, "verification/_outcome.html", step, rights, **more)


def test_a_decision_stands_with_who_when_how_much_and_what_comes_next(app: Flask, step: WorkStep) -> None:
    page = outcome(app, step)
    said = ("stop", "5.3.2026", "Leena Lead", "120 h/yr", "between 96 and 140", "C: one guess", "5.6.2026")
    assert [words for words in said if words not in page] == []
    assert ("not verified yet" in page, "/verification" in page, "/freed-time" in page) == (True, True, False)


def test_what_was_verified_and_placed_is_told_with_the_customers_share(
    app: Flask, step: WorkStep, people: dict[str, User]
) -> None:
    with app.app_context():
        verified(step, 96, people["owner"])
        placed(step, 30, people["lead"])
        placed(step, 10, people["lead"], is_for_customers=False)
    page = outcome(app, step)
    said = (
        "yes, it is gone", "96 h/yr", "Kysytty.", "Outi Owner", "Soitot", "not directly for customers",
        "40 of 96 verified hours a year have found their use.", "30 h a year of it go to customers.",
        f"/work-steps/{step.public_id}/freed-time",
    )  # fmt: skip
    assert [words for words in said if words not in page] == []


def test_nobody_is_led_where_they_may_not_go(app: Flask, step: WorkStep, people: dict[str, User]) -> None:
    with app.app_context():
        verified(step, 96, people["owner"])
    seen = [outcome(app, step, frozenset()), outcome(app, step, is_author=True)]
    assert [("/verification" in page, "/freed-time" in page) for page in seen] == [
        (False, False), (False, True),
    ]  # fmt: skip


def test_a_kept_step_shows_its_decision_and_no_hours(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        kept = steps.kept(people["author"], people["lead"])
    page = outcome(app, kept)
    assert ("keep with a reason" in page, "5.3.2027" in page) == (True, True)
    assert ("h/yr" in page, "/verification" in page) == (False, False)


def test_where_nothing_is_decided_nothing_is_said(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        examined = steps.examined(people["author"], people["lead"])
    assert outcome(app, examined) == ""


def test_a_review_date_of_what_is_given_up_stands_there(app: Flask, step: WorkStep) -> None:
    with app.app_context():
        reviewed(step, steps.TODAY + timedelta(days=300))
    assert "30.12.2026" in outcome(app, step)


def test_a_hidden_author_stays_hidden_on_the_page(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        step = steps.recorded(people["author"], hidden=True)
        step = steps.written(step, **{**steps.EXAMINED, "owner_id": people["lead"].id})
        steps.advanced(step, "examine", people["lead"])
        steps.advanced(step, "give-up", people["lead"], "Turha.", ending="stop")
        steps.decided(step, "stop", people["lead"])
        verified(step, 96, people["owner"])
    assert "Anna Author" not in outcome(app, step)


@pytest.fixture
def tried(app: Flask, people: dict[str, User]) -> WorkStep:
    """A work step in a trial stop that touches the customer and was missed."""
    with app.app_context():
        found = {
            "customer_benefit": Level.LITTLE, "touches_customer": True,
            "replacement": "Soitto kerran viikossa", "channel": Channel.PHONE,
            "shifted_to": Shift.CUSTOMER, "shifted_hours": Decimal(20), "waiting_days": Decimal(3),
        }  # fmt: skip
        step = steps.trialled(people["author"], people["lead"], **found)
        missed(step)
        return steps.read(step, value=6)


@command
def missed(step: WorkStep) -> None:
    """Two people missed it, one wants it back; one form is not removed yet."""
    row = db.session.get_one(WorkStep, step.id)
    assert row.experiment is not None
    row.experiment.misses += [Miss(at=NOW, wants_back=True), Miss(at=NOW)]
    row.removals += [Removal(what="Lomake 12"), Removal(what="Kokous", done_at=NOW)]


def test_before_a_decision_stands_what_is_at_stake(app: Flask, tried: WorkStep) -> None:
    page = drawn(app, "moves/_beforehand.html", tried)
    said = (
        "100 h/yr", "C: one guess", "Soitto kerran viikossa (telephone)", "to the customer", "days: 3",
        "20 h of work a year move to the customer", "Lomake 12", "It was missed 2 times.",
        "1 time it was wanted back.", "Palautteet: 6 kpl viikossa on 5.3.2026, before the trial 2",
        "The threshold is reached.",
    )  # fmt: skip
    assert ([words for words in said if words not in page], "Kokous" in page) == ([], False)


def test_without_a_trial_and_a_customer_less_is_at_stake(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        planned = steps.planned(steps.examined(people["author"], people["lead"]))
        bare = steps.recorded(people["author"])
    pages = [drawn(app, "moves/_beforehand.html", each) for each in (planned, bare)]
    assert ["h/yr" in page for page in pages] == [True, False]
    assert [words for page in pages for words in ("trial", "instead", "creep") if words in page] == []


def test_the_move_itself_shows_it(tried: WorkStep, lead: FlaskClient) -> None:
    pages = {
        name: lead.get(f"/work-steps/{tried.public_id}/moves?name={name}").text
        for name in ("give-up", "keep", "resume")
    }
    assert {name: "at-stake" in page for name, page in pages.items()} == {
        "give-up": True, "keep": True, "resume": False,
    }  # fmt: skip


@pytest.mark.parametrize("page", ["verification", "freed-time"])
def test_work_that_shifts_to_the_customer_is_said_beside_the_figure(
    app: Flask, lead: FlaskClient, step: WorkStep, page: str
) -> None:
    said, address = "Work shifts to the customer:", f"/work-steps/{step.public_id}/{page}"
    assert said not in lead.get(address).text
    with app.app_context():
        steps.written(step, shifted_to=Shift.CUSTOMER)
    assert said in lead.get(address).text
