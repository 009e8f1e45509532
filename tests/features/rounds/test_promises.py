"""What is promised to a case: called to mind once before its day and once after, to who answers for it.

Every idea of the factories is submitted on Thursday 5.3.2026, ten working days before 19.3.2026.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.commitments import Held, commit_to
from ideas.extensions import db
from ideas.features.comments import service as comments
from ideas.features.desk import service as desk
from ideas.features.people import service as people
from ideas.features.rounds import service
from ideas.models import Entry, Idea, Notification, Unit, User
from ideas.transaction import command
from tests import factories, steps
from workflow.actors import Actor, Role
from workflow.events import Kind

PROMISES = (Kind.ANSWER_DUE, Kind.ANSWER_OVERDUE, Kind.PROMISE_DUE, Kind.PROMISE_OVERDUE)


@pytest.fixture
def lead(app: Flask) -> User:
    """The only development lead."""
    with app.app_context():
        return factories.person(Role.LEAD)


@pytest.fixture
def idea(app: Flask, lead: User) -> Idea:
    """An idea for which nobody answers."""
    with app.app_context():
        return factories.submitted(factories.person())


def noon(day: str) -> datetime:
    """Noon of a day of 2026, written as in the house: 5.3."""
    number, month = day.rstrip(".").split(".")
    return datetime(2026, int(month), int(number), 12, tzinfo=UTC)


def rounds(*days: str) -> list[int]:
    """How many things each daily round did."""
    return [service.daily_round(noon(day)) for day in days]


def told(case: Idea) -> list[tuple[str, str, set[int]]]:
    """Of each reminder its kind, the day it names, and who heard of it."""
    entries = select(Entry).where(Entry.case_id == case.id, Entry.kind.in_(PROMISES)).order_by(Entry.n)
    return [(entry.kind.value, entry.data["day"], heard(entry)) for entry in db.session.scalars(entries)]


def heard(entry: Entry) -> set[int]:
    """Who was told of an entry."""
    return set(db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)))


def test_a_first_answer_is_called_to_mind_two_working_days_before_and_once_after(
    app: Flask, idea: Idea, lead: User
) -> None:
    with app.app_context():
        # The 14th and the 15th are a weekend.
        assert rounds("13.3.", "16.3.", "17.3.", "18.3.", "19.3.", "20.3.", "23.3.", "2.4.") == [
            0, 0, 1, 0, 0, 1, 0, 0,
        ]  # fmt: skip
        assert told(idea) == [
            ("answer-due", "19.3.2026", {lead.id}), ("answer-overdue", "19.3.2026", {lead.id}),
        ]  # fmt: skip


def test_who_answers_for_it_is_told_and_the_leads_are_not(app: Flask, idea: Idea) -> None:
    with app.app_context():
        owner = factories.person()
        factories.answer_for(idea, owner)
        rounds("17.3.", "20.3.")
        assert [who for _, _, who in told(idea)] == [{owner.id}] * 2


def test_where_who_answers_has_left_the_nearest_leads_are_told(app: Flask, lead: User) -> None:
    with app.app_context():
        house = factories.unit()
        office = factories.unit("Toimisto", house)
        near = [factories.person(Role.LEAD, home=office) for _ in range(2)]
        for home in (house, factories.unit("Muu")):
            factories.person(Role.LEAD, home=home)
        team = factories.unit("Tiimi", office)
        idea, owner = factories.submitted(factories.person()), factories.person()
        factories.answer_for(idea, owner)
        lay_in(idea, team)
        people.deactivate(owner.id, actor=Actor(None, Role.ADMIN), at=factories.NOW)
        rounds("17.3.")
        ((_, _, who),) = told(idea)
        assert who - {owner.id} == {each.id for each in near}


@pytest.mark.parametrize("answer", ["comment", "question"])
def test_an_answer_leaves_the_next_step_promised_and_a_question_lets_it_wait(
    app: Flask, idea: Idea, lead: User, answer: str
) -> None:
    with app.app_context():
        if answer == "comment":
            comments.add(idea.public_id, "Hyvä!", language="fi", actor=factories.actor(lead), at=noon("9.3."))
        else:
            desk.ask(idea.public_id, "Mitä?", None, actor=factories.actor(lead), at=noon("9.3."))
        rounds("17.3.", "20.3.")
        kinds = [kind for kind, _, _ in told(idea)]
        assert kinds == (["promise-due", "promise-overdue"] if answer == "comment" else [])


def test_the_promise_waits_with_the_author(app: Flask, idea: Idea, lead: User) -> None:
    with app.app_context():
        author = next(iter(db.session.get_one(Idea, idea.id).author_ids))
        rounds("17.3.")
        desk.ask(idea.public_id, "Mitä?", None, actor=factories.actor(lead), at=noon("17.3."))
        assert rounds("18.3.", "20.3.", "31.3.") == [0, 0, 0]
        desk.answer(idea.public_id, "Tätä.", None, actor=Actor(author, Role.EMPLOYEE), at=noon("31.3."))
        # Ten working days were waited; the third and the sixth of April are the days around Easter.
        assert rounds("31.3.", "1.4.", "2.4.", "7.4.", "8.4.") == [1, 0, 0, 1, 0]
        assert [(kind, day) for kind, day, _ in told(idea)] == [
            ("answer-due", "19.3.2026"), ("promise-due", "2.4.2026"), ("promise-overdue", "2.4.2026"),
        ]  # fmt: skip


def test_an_answer_that_another_clock_dates_before_its_question_moves_nothing(
    app: Flask, idea: Idea, lead: User
) -> None:
    with app.app_context():
        author = next(iter(db.session.get_one(Idea, idea.id).author_ids))
        before = db.session.get_one(Idea, idea.id).next_date
        desk.ask(idea.public_id, "Mitä?", None, actor=factories.actor(lead), at=noon("10.3."))
        desk.answer(idea.public_id, "Tätä.", None, actor=Actor(author, Role.EMPLOYEE), at=noon("9.3."))
        assert rounds("17.3.") == [1]
        assert (db.session.get_one(Idea, idea.id).next_date, told(idea)[0][1]) == (before, "19.3.2026")


def test_each_state_with_a_promise_is_told_of_by_itself(app: Flask, lead: User) -> None:
    with app.app_context():
        idea = factories.evaluated(factories.person(), lead)
        assert rounds("17.3.", "20.3.") == [0, 0]
        promise("evaluated", 5)
        assert rounds("10.3.", "13.3.") == [1, 1]
        of_idea = (Entry.case_id == idea.id, Entry.kind.in_(PROMISES))
        entries = select(Entry.kind).where(*of_idea).order_by(Entry.n)
        assert list(db.session.scalars(entries)) == [Kind.PROMISE_DUE, Kind.PROMISE_OVERDUE]
        promise("evaluated", 6)
        assert rounds("12.3.", "16.3.") == [0, 0]


def test_work_steps_have_their_promises_too(app: Flask, lead: User) -> None:
    with app.app_context():
        steps.recorded(factories.person())
        assert rounds("17.3.", "20.3.") == [1, 1]


def test_what_is_long_past_is_left_to_the_desk(app: Flask, idea: Idea) -> None:
    with app.app_context():
        assert rounds("7.4.", "8.4.") == [0, 0]


def test_four_workers_at_once_tell_once(app: Flask, idea: Idea) -> None:
    def go_round(_number: int) -> int:
        with app.app_context():
            return service.daily_round(noon("17.3."))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(go_round, range(4))) == 1
    with app.app_context():
        assert len(told(idea)) == 1


@command
def promise(state: str, days: int) -> None:
    """Promise that an idea leaves the state within so many working days."""
    commit_to(("idea", state), Held(days), actor_id=None, at=factories.NOW)


@command
def lay_in(idea: Idea, unit: Unit) -> None:
    """The idea belongs to that unit."""
    db.session.get_one(Idea, idea.id).unit_id = unit.id
