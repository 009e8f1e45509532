"""What is due for a person, by day: everything of which they are reminded, and nothing twice."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.judgement import Asking
from ideas.features.people import service as people
from ideas.models import Application, Experiment, Idea, Measure, User
from ideas.models.measure import Scope
from ideas.transaction import command
from tests import factories, steps
from tests.features.calendar.test_feed import ADMIN, address, give_a_date, told
from tests.features.pilot import cases
from workflow.actors import Role


@pytest.fixture
def owner(app: Flask) -> User:
    """Who has the feed, and reads English."""
    with app.app_context():
        return factories.person(language="en")


@pytest.fixture
def lead(app: Flask) -> User:
    """A development lead."""
    with app.app_context():
        return factories.person(Role.LEAD)


def test_what_is_due_in_ones_own_cases_is_told_by_day(app: Flask, owner: User, lead: User) -> None:
    with app.app_context():
        author, others = factories.person(), factories.person(Role.LEAD)
        mine = factories.submitted(author, title="Jono, ovi")
        factories.answer_for(mine, owner)
        give_a_date(mine, date(2026, 3, 19))
        pilot = cases.piloted(author, lead, title="Soitto")
        factories.answer_for(pilot, owner)
        trial = steps.trialled(factories.person(home=factories.unit()), owner_as_lead(owner))
        asked = factories.submitted(author, title="Kirje")
        evaluation.ask(
            asked.public_id, Asking(owner.email, None, date(2026, 3, 10)), actor=factories.actor(lead),
            at=factories.NOW,
        )  # fmt: skip
        factories.answer_for(factories.submitted(author, title="Toisen"), others)
        ends = {"pilot": end_of(pilot.id), "trial": end_of(trial.id)}
        titles = {"trial": trial.title}
    path = address(app, owner)
    assert sorted(told(app, path)) == sorted([
        (date(2026, 3, 10), "You are asked to evaluate: Kirje"),
        (date(2026, 3, 19), "Next date: Jono, ovi"),
        (date(2026, 4, 8), "A reading is due: Soitto"),
        (ends["pilot"], "Pilot ends: Soitto"),
        (ends["trial"], f"Trial stop ends: {titles['trial']}"),
    ])  # fmt: skip


def test_who_takes_part_is_told_of_each_day_on_which_something_is_read(
    app: Flask, owner: User, lead: User
) -> None:
    with app.app_context():
        idea = cases.planned(factories.person(), lead, people=[owner, factories.person()], title="Soitto")
        cases.started(idea, lead)
        measure_too(idea)
    assert told(app, address(app, owner)) == [
        (date(2026, 4, 8), "A reading is due: Soitto"), (date(2026, 6, 1), "Pilot ends: Soitto")
    ]  # fmt: skip


def test_who_applied_it_elsewhere_tells_how_it_went_or_where_they_left_the_owner(
    app: Flask, owner: User, lead: User
) -> None:
    with app.app_context():
        idea, elsewhere = cases.planned(factories.person(), lead, title="Soitto"), factories.person()
        factories.answer_for(idea, owner)
        apply(idea, elsewhere, date(2026, 6, 4))
    theirs, owners = address(app, elsewhere), address(app, owner)
    line = (date(2026, 6, 4), "Time to tell how it went elsewhere: Soitto")
    assert ([day for day, _ in told(app, theirs)], line in told(app, owners)) == ([line[0]], False)
    with app.app_context():
        people.deactivate(elsewhere.id, actor=ADMIN, at=factories.NOW)
    assert [each for each in told(app, owners) if each[0] == line[0]] == [line]


def test_a_follow_up_is_told_on_its_day_and_the_next_date_not_besides(
    app: Flask, owner: User, lead: User
) -> None:
    with app.app_context():
        idea = factories.evaluated(factories.person(), lead, title="Jono", size="small")
        factories.move(
            idea, "adopt-at-once", lead, "Heti.", doer="Sari", deadline="2026-03-20", needed_hours="0",
        )  # fmt: skip
        factories.answer_for(idea, owner)
    assert [summary for _, summary in told(app, address(app, owner))] == [
        "Time to tell what changed: Jono", "Time to tell what changed: Jono"
    ]  # fmt: skip


def end_of(case_id: int) -> date:
    """The last day of the experiment that runs."""
    running = select(Experiment.ends_on).where(Experiment.case_id == case_id)
    return db.session.scalars(running).one() or date.max


@command
def measure_too(idea: Idea) -> None:
    """Another measure, read on the same days."""
    pilot = db.session.get_one(Idea, idea.id).experiments[-1]
    first, scope, name = pilot.measures[0], Scope.STAFF, "Keskeytykset"
    pilot.measures.append(Measure(scope=scope, name=name, unit_of_measure="kpl", due_on=first.due_on))


@command
def apply(idea: Idea, by: User, on: date) -> None:
    """Somebody has applied it elsewhere, and tells on that day how it went."""
    told = {"adapted": "Lyhyempänä.", "at": factories.NOW, "follow_up_on": on}
    (tried,) = db.session.get_one(Idea, idea.id).experiments
    tried.applications.append(Application(unit_id=tried.units[0].unit_id, applied_by_id=by.id, **told))


def owner_as_lead(owner: User) -> User:
    """The same person, as somebody who may start a trial."""
    promote(owner)
    return db.session.get_one(User, owner.id)


@command
def promote(person: User) -> None:
    """Make the person a lead."""
    db.session.get_one(User, person.id).role = Role.LEAD
