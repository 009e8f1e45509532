"""The desk of work steps: each one once, in the section that says what it waits for."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.features.desk.queries import SHOWN
from ideas.features.desk.work_steps import StepSection, step_desk
from ideas.models import Miss, User, WorkStep
from ideas.transaction import command
from tests import factories, steps
from tests.statements import selects
from tests.steps import TODAY
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]
DAY = timedelta(days=1)


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, name="Leena Lead", language="en")


@command
def change(step: WorkStep, **values: object) -> None:
    for name, value in values.items():
        setattr(db.session.get_one(WorkStep, step.id), name, value)


@command
def miss(step: WorkStep, *, wants_back: bool = False) -> None:
    trial = db.session.get_one(WorkStep, step.id).experiment
    assert trial is not None
    trial.misses.append(Miss(words="Luvut puuttuvat", wants_back=wants_back, at=factories.NOW))


def sections(
    lead: User, today: date = TODAY, *, mine: bool = False, unit_id: int | None = None
) -> dict[StepSection, list[str]]:
    """The public ids of each section that has any."""
    found = step_desk(factories.actor(lead), mine=mine, unit_id=unit_id, today=today)
    return {section: [row.public_id for row in rows] for section, rows in found.items() if rows}


def house(author: User, lead: User) -> dict[StepSection, WorkStep]:
    """One work step for each section, as of TODAY."""
    made = {
        StepSection.OVERDUE: steps.trialled(author, lead),
        StepSection.ASKED_BACK: steps.trialled(author, lead),
        StepSection.NEW: steps.recorded(author),
        StepSection.EXAMINATION: steps.recorded(author),
        StepSection.DECISION: steps.examined(author, lead),
        StepSection.CLEARANCE: steps.examined(author, lead, affects_staff=True, clearer_id=author.id),
        StepSection.TRIAL: steps.trialled(author, lead),
        StepSection.REVIEW: steps.kept(author, lead, TODAY),
        StepSection.VERIFICATION: steps.given_up(author, lead),
        StepSection.INFO: steps.recorded(author),
    }
    finish(made[StepSection.OVERDUE], TODAY - DAY)
    miss(made[StepSection.ASKED_BACK], wants_back=True)
    change(made[StepSection.EXAMINATION], owner_id=author.id)
    change(made[StepSection.VERIFICATION], next_date=TODAY + 14 * DAY)
    change(made[StepSection.INFO], info_asked_on=TODAY)
    return made


@command
def finish(step: WorkStep, day: date) -> None:
    trial = db.session.get_one(WorkStep, step.id).experiment
    assert trial is not None
    trial.ends_on = day


def test_every_work_step_stands_once_where_it_waits(app: Flask, lead: User) -> None:
    with app.app_context():
        author = factories.person()
        made = house(author, lead)
        steps.kept(author, lead, TODAY + DAY)
        change(steps.given_up(author, lead), next_date=TODAY + 15 * DAY)
        change(steps.given_up(author, lead), next_date=None)
        factories.submitted(author)
        assert sections(lead) == {section: [step.public_id] for section, step in made.items()}


def test_an_open_question_hides_neither_an_overdue_trial_nor_one_asked_back(app: Flask, lead: User) -> None:
    with app.app_context():
        made = house(factories.person(), lead)
        for step in made.values():
            if step.state not in ("kept", "given-up"):
                change(step, info_asked_on=TODAY)
        found = sections(lead)
        expected = set(made) - {StepSection.REVIEW, StepSection.VERIFICATION}
        assert found[StepSection.OVERDUE] == [made[StepSection.OVERDUE].public_id]
        assert found[StepSection.ASKED_BACK] == [made[StepSection.ASKED_BACK].public_id]
        assert len(found[StepSection.INFO]) == len(expected) - 2


def test_a_trial_may_run_to_the_evening_of_its_last_day(app: Flask, lead: User) -> None:
    with app.app_context():
        steps.trialled(factories.person(), lead)
        last = TODAY + 30 * DAY
        assert list(sections(lead, last)) == [StepSection.TRIAL]
        assert list(sections(lead, last + DAY)) == [StepSection.OVERDUE]


def test_a_miss_of_an_earlier_trial_asks_for_nothing_back_now(app: Flask, lead: User) -> None:
    with app.app_context():
        step = steps.trialled(factories.person(), lead)
        miss(step, wants_back=True)
        steps.advanced(step, "resume", lead, "Sitä kaivattiin.")
        steps.advanced(steps.planned(step), "try-without", lead)
        rows = step_desk(factories.actor(lead), mine=False, unit_id=None, today=TODAY)
        assert [(row.misses, row.wanted_back) for row in rows[StepSection.TRIAL]] == [(0, 0)]
        miss(step), miss(step, wants_back=True)
        rows = step_desk(factories.actor(lead), mine=False, unit_id=None, today=TODAY)
        assert [(row.misses, row.wanted_back) for row in rows[StepSection.ASKED_BACK]] == [(2, 1)]


def test_what_is_offered_to_somebody_stands_on_their_desk_too(app: Flask, lead: User) -> None:
    with app.app_context():
        home = factories.unit()
        step = steps.recorded(factories.person())
        change(step, receiver_id=lead.id)
        found = sections(lead, mine=True, unit_id=home.id)
    assert found == {StepSection.OFFERED: [step.public_id]}


def test_the_desk_can_be_narrowed_to_ones_own_and_to_a_unit(app: Flask, lead: User) -> None:
    with app.app_context():
        top = factories.unit("Asiakaspalvelut")
        below, beside = factories.unit("Yhteyskeskus", top), factories.unit("Etuudet")
        homes = [steps.recorded(factories.person(home=home)) for home in (top, below, beside)]
        change(homes[2], owner_id=lead.id)
        asked: list[tuple[bool, int | None]] = [(False, None), (False, top.id), (True, None), (True, top.id)]
        found = [sections(lead, mine=mine, unit_id=unit) for mine, unit in asked]
    assert [sum(map(len, one.values())) for one in found] == [3, 2, 1, 0]


@pytest.mark.parametrize("every", [1, 3])
def test_the_desk_asks_the_database_seven_times(
    app: Flask, client_of: SignIn, lead: User, every: int
) -> None:
    with app.app_context():
        for _ in range(every):
            house(factories.person(home=factories.unit()), lead)
    client = client_of(lead)
    with selects(app) as found:
        assert client.get("/desk/work-steps").status_code == 200
    assert len(found) <= 7


def test_the_page_tells_what_waits_and_for_what(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        author = factories.person(name="Aino Aalto")
        house(author, lead)
    with time_machine.travel(factories.NOW):
        page = client_of(lead).get("/desk/work-steps").text
    titles = re.findall(r'<h2 id="section-([\w-]+)">([^<]+) <', page)
    assert titles[0] == ("overdue", "The trial has ended, a decision is missing")
    assert [name for name, _title in titles] == [name for name in StepSection if name != "offered"]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert ("1 asks for it back" in plain, "Who clears it" in plain) == (True, True)
    assert plain.count("Trial ended") == 1


def test_a_long_section_is_cut_and_says_how_many_there_are(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        author = factories.person()
        for _ in range(SHOWN + 1):
            steps.recorded(author)
    page = client_of(lead).get("/desk/work-steps").text
    assert page.count('<th scope="row">') == SHOWN
    assert (f"({SHOWN + 1})" in page, "/work-steps?state=recorded&amp;owner=nobody" in page) == (True, True)


def test_the_two_desks_lead_to_each_other_and_keep_what_was_chosen(
    app: Flask, client_of: SignIn, lead: User
) -> None:
    with app.app_context():
        home = factories.unit()
    client = client_of(lead)
    for here, there in (("/desk", "/desk/work-steps"), ("/desk/work-steps", "/desk")):
        page = client.get(f"{here}?view=mine&unit={home.id}").text
        assert f'href="{there}?unit={home.id}&amp;view=mine"' in page


def test_nobodys_name_stands_there_who_hides_it(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        steps.recorded(factories.person(name="Piilo Piiloinen"), hidden=True)
    page = client_of(lead).get("/desk/work-steps").text
    assert ("Viikkoraportti" in page, "Piiloinen" in page) == (True, False)


def test_an_empty_desk_says_so(client_of: SignIn, lead: User) -> None:
    assert "Nothing waits here." in client_of(lead).get("/desk/work-steps?unit=%00&view=x").text


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MANAGER, Role.ADMIN])
def test_only_leads_have_this_desk(app: Flask, client_of: SignIn, role: Role) -> None:
    with app.app_context():
        person = factories.person(role)
    assert client_of(person).get("/desk/work-steps").status_code == 403
