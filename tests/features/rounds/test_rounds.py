"""What time alone brings about: each thing once, whoever and how many try."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from ideas.decisions import end
from ideas.extensions import db
from ideas.features.rounds import queries, service
from ideas.models import Entry, Notification, User, WorkStep
from tests import factories, steps
from workflow.actors import Role
from workflow.events import Kind
from workflow.machine import Refused
from workflow.problems import Problem

DAY = timedelta(days=1)


@pytest.fixture
def lead(app: Flask) -> User:
    """Who answers for the steps."""
    with app.app_context():
        return factories.person(Role.LEAD)


def told(step: WorkStep, kind: Kind) -> list[Entry]:
    """The entries of a kind."""
    return list(db.session.scalars(select(Entry).where(Entry.case_id == step.id, Entry.kind == kind)))


def test_a_kept_step_comes_back_by_itself_when_its_day_has_come(app: Flask, lead: User) -> None:
    with app.app_context():
        step = steps.kept(factories.person(), lead, review_on=steps.TODAY + 10 * DAY)
        assert service.daily_round(factories.NOW + 9 * DAY) == 0
        assert service.daily_round(factories.NOW + 10 * DAY) == 1
        assert service.daily_round(factories.NOW + 10 * DAY) == 0
        row = db.session.get_one(WorkStep, step.id)
        assert (row.state, row.decision, row.review_on) == ("examined", None, None)
        (entry,) = told(step, Kind.RETURNED)
        assert entry.actor_id is None


def test_the_owner_is_reminded_a_week_before_a_trial_ends_and_once_after(app: Flask, lead: User) -> None:
    with app.app_context():
        step = steps.trialled(factories.person(home=factories.unit()), lead)
        done = [service.daily_round(factories.NOW + days * DAY) for days in (22, 23, 24, 30, 31, 32)]
        assert done == [0, 1, 0, 0, 1, 0]
        (entry,) = told(step, Kind.TRIAL_OVERDUE)
        heard = select(Notification.user_id).where(Notification.entry_id == entry.id)
        assert list(db.session.scalars(heard)) == [lead.id]
        assert db.session.get_one(WorkStep, step.id).state == "trialled", "there is no silent end"


def test_an_extended_trial_is_called_to_mind_again(app: Flask, lead: User) -> None:
    with app.app_context():
        step = steps.trialled(factories.person(home=factories.unit()), lead)
        assert service.daily_round(factories.NOW + 25 * DAY) == 1
        steps.prolonged(step, steps.TODAY + 50 * DAY)
        assert service.daily_round(factories.NOW + 26 * DAY) == 0
        assert service.daily_round(factories.NOW + 45 * DAY) == 1
        assert len(told(step, Kind.TRIAL_ENDS_SOON)) == 2


@pytest.mark.parametrize(
    "fault",
    [OperationalError("", {}, Exception("Anna")), Refused(Problem.WRONG_STATE), ValueError("Anna")],
)
def test_a_case_that_fails_ends_the_round_for_no_other(
    app: Flask,
    lead: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
) -> None:
    with app.app_context():
        failing, other = (steps.kept(factories.person(), lead, review_on=steps.TODAY) for _ in range(2))

    def fail(step: WorkStep, at: datetime) -> None:
        if step.id == failing.id:
            raise fault
        end(step, at)

    monkeypatch.setattr(service, "end", fail)
    with app.app_context():
        assert service.daily_round(factories.NOW) == 1
        states = [db.session.get_one(WorkStep, step.id).state for step in (failing, other)]
    assert (states, caplog.messages) == (
        ["kept", "examined"],
        [f"{type(fault).__name__} at case {failing.id} during the round"],
    )


def test_what_cannot_be_looked_for_keeps_nothing_else_back(
    app: Flask, lead: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_today: date) -> list[int]:
        return list(db.session.scalars(text("select nothing from nowhere")))

    monkeypatch.setattr(queries, "ending", fail)
    with app.app_context():
        steps.kept(factories.person(), lead, review_on=steps.TODAY)
        steps.recorded(factories.person())
        assert service.daily_round(factories.NOW + 14 * DAY) == 2
    assert [message.partition(" ")[2] for message in caplog.messages] == ["before remind during the round"]


def test_the_round_is_made_from_the_shell(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["daily-round"])
    assert (result.exit_code, result.output) == (0, "0 done.\n")
