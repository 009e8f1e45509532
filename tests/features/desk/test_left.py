"""Nobody's leaving leaves a case without somebody: the desk shows it at once, and what has to be done."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.features.desk import service as desk
from ideas.features.desk.left import left_of
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.asked import evaluators
from ideas.features.evaluation.judgement import Asking
from ideas.features.people import service as people
from ideas.models import Case, Idea, User, WorkStep
from ideas.models.work_step_codes import Clearance
from ideas.transaction import command
from tests import factories, steps
from tests.features.pilot import cases
from workflow.actors import Actor, Role

Browse = Callable[[User], FlaskClient]
ADMIN = Actor(None, Role.ADMIN)
LATER = factories.NOW + timedelta(days=1)


@pytest.fixture
def lead(app: Flask) -> User:
    """Who sits at the desk."""
    with app.app_context():
        return factories.person(Role.LEAD, language="en")


def leave(*leaving: User) -> None:
    """Their accounts are closed."""
    for person in leaving:
        people.deactivate(person.id, actor=ADMIN, at=LATER)


def move_to(person: User, unit_id: int | None) -> None:
    """The person comes to another unit, a day after everything in the factories."""
    version = db.session.get_one(User, person.id).version
    people.change(person.id, people.Change(person.role, unit_id, version), actor=ADMIN, at=LATER)


def assign(idea: Idea, owner: User, lead: User, at: datetime = factories.NOW) -> None:
    """The lead names who answers for the idea."""
    desk.assign(idea.public_id, owner.email, None, actor=factories.actor(lead), at=at)


def ask(idea: Idea, person: User, lead: User) -> None:
    """The lead asks somebody to evaluate."""
    asking = Asking(person.email, None, None)
    evaluation.ask(idea.public_id, asking, actor=factories.actor(lead), at=factories.NOW)


def left(lead: User, kind: str = "idea") -> list[tuple[str, str]]:
    """On the desk of the lead: the case, and what who left was to it."""
    return [(row.public_id, row.part) for row in left_of(kind, factories.actor(lead), None).rows]


def test_every_part_of_somebody_who_left_shows_at_once_and_nobody_elses(app: Flask, lead: User) -> None:
    with app.app_context():
        author, leaving, staying = factories.person(), factories.person(), factories.person()
        owned, offered, asked = (factories.submitted(author) for _ in range(3))
        for person, case in ((leaving, owned), (staying, offered), (staying, asked)):
            factories.answer_for(case, person)
        offer(offered, leaving)
        ask(asked, leaving, lead)
        assert left(lead) == []
        leave(leaving)
        assert sorted(left(lead)) == sorted(
            [(owned.public_id, "owner"), (offered.public_id, "receiver"), (asked.public_id, "evaluator")]
        )


def test_who_was_to_take_part_in_a_pilot_shows_until_somebody_else_is_named_or_it_has_ended(
    app: Flask, lead: User
) -> None:
    with app.app_context():
        planned, running, ended = (
            make(factories.person(), lead) for make in (cases.planned, cases.piloted, cases.measured)
        )
        factories.move(ended, "rethink", lead, "Uudelleen.")
        leave(*(member(idea) for idea in (planned, running, ended)))
        assert left(lead) == [(planned.public_id, "member"), (running.public_id, "member")]


def test_whose_own_matter_it_is_does_not_read_who_was_asked(app: Flask, lead: User) -> None:
    with app.app_context():
        author, leaving = factories.person(Role.LEAD), factories.person()
        idea = factories.submitted(author)
        ask(idea, leaving, lead)
        leave(leaving)
        assert (left(author), left(lead)) == ([], [(idea.public_id, "evaluator")])


def test_who_was_asked_of_a_work_step_shows_while_they_are_waited_for(app: Flask, lead: User) -> None:
    with app.app_context():
        owners, clearers = factories.person(), factories.person()
        step = steps.recorded(factories.person())
        name(step, owners, clearers)
        leave(owners, clearers)
        assert left(lead, "work-step") == [(step.public_id, "clearer"), (step.public_id, "rule-owner")]
        answered(step)
        assert left(lead, "work-step") == []


@pytest.mark.parametrize(("is_pending", "parts"), [(True, ["owner"]), (False, [])])
def test_what_is_adopted_shows_while_somebody_still_asks_what_changed(
    app: Flask, lead: User, is_pending: bool, parts: list[str]
) -> None:
    with app.app_context():
        idea = factories.evaluated(factories.person(), lead, size="small")
        adopted = factories.move(idea, "adopt-at-once", lead, "Heti.", doer="Sari", deadline="2026-03-20")
        if not is_pending:
            finish(adopted)
        leave(db.session.get_one(Case, adopted.id).owner or lead)
        assert [part for _, part in left(lead)] == parts


def test_what_has_ended_waits_for_nobody(app: Flask, lead: User) -> None:
    with app.app_context():
        dropped, owner = factories.dropped(factories.person(), lead), factories.person()
        factories.answer_for(dropped, owner)
        leave(owner)
        assert left(lead) == []


def test_who_moves_to_another_unit_is_confirmed_or_followed_by_somebody_else(app: Flask, lead: User) -> None:
    with app.app_context():
        home, other = factories.unit(), factories.unit("Muu")
        idea, owner = factories.submitted(factories.person(home=home)), factories.person(home=home)
        assign(idea, owner, lead)
        move_to(owner, other.id)
        assert left(lead) == [(idea.public_id, "moved")]
        assign(idea, owner, lead, LATER)
        assert left(lead) == []


def test_a_first_unit_is_no_move_and_the_next_one_is(app: Flask, lead: User) -> None:
    with app.app_context():
        first, second = factories.unit(), factories.unit("Muu")
        idea, owner = factories.submitted(factories.person()), factories.person()
        assign(idea, owner, lead)
        move_to(owner, first.id)
        assert left(lead) == []
        move_to(owner, second.id)
        assert left(lead) == [(idea.public_id, "moved")]


def test_who_comes_to_the_unit_of_the_case_is_where_it_is(app: Flask, lead: User) -> None:
    with app.app_context():
        home = factories.unit()
        idea, owner = (
            factories.submitted(factories.person(home=home)),
            factories.person(home=factories.unit("Muu")),
        )
        factories.answer_for(idea, owner)
        move_to(owner, home.id)
        assert left(lead) == []


def test_the_page_leads_to_the_one_thing_to_do(app: Flask, client_of: Browse, lead: User) -> None:
    with app.app_context():
        idea, owner = factories.submitted(factories.person()), factories.person(name="Lauri Lähtijä")
        factories.answer_for(idea, owner)
        public_id = idea.public_id
        leave(owner)
    client = client_of(lead)
    page = client.get("/desk").text
    assert page.count("Lauri Lähtijä answered for it and has left.") == 1
    address = f"/ideas/{public_id}/owner"
    assert page.count(f'href="{address}"') == 1
    assert re.findall(r'name="email"[^>]*value="([^"]*)"', client.get(address).text) == [lead.email]
    client.post(address, data={"email": lead.email})
    assert "Lauri Lähtijä answered" not in client.get("/desk").text


def test_an_evaluation_asked_of_somebody_who_left_holds_nothing_up(app: Flask, lead: User) -> None:
    with app.app_context():
        idea, leaving, other = factories.submitted(factories.person()), factories.person(), factories.person()
        ask(idea, leaving, lead)
        leave(leaving)
        row = db.session.get_one(Idea, idea.id)
        assert [each.standing for each in evaluators(row, factories.actor(lead))] == ["gone"]
        ask(idea, other, lead)
        row = db.session.get_one(Idea, idea.id)
        assert [request.user_id for request in row.rounds[0].requests] == [other.id]
        factories.evaluate(idea, lead)
        factories.answer_for(idea, factories.person())
        assert factories.move(idea, "evaluate", lead).state == "evaluated"


def test_handing_over_waits_for_the_yes_of_who_receives(app: Flask, lead: User) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        first, second = factories.person(), factories.person()

        def standing() -> tuple[int | None, int | None]:
            row = db.session.get_one(Case, idea.id)
            return row.owner_id, row.receiver_id

        assign(idea, first, lead)
        assert standing() == (first.id, None)
        assign(idea, second, lead)
        assert standing() == (first.id, second.id)
        desk.accept(idea.public_id, actor=factories.actor(second), at=factories.NOW)
        assert standing() == (second.id, None)
        assign(idea, lead, lead)
        assert standing() == (lead.id, None)
        leave(lead)
        assign(idea, first, factories.person(Role.LEAD), LATER)
        assert standing() == (first.id, None)


def member(idea: Idea) -> User:
    """Somebody who takes part in its pilot."""
    return db.session.get_one(Idea, idea.id).experiments[-1].members[0].user


@command
def offer(idea: Idea, receiver: User) -> None:
    """Somebody is asked to take over."""
    db.session.get_one(Case, idea.id).receiver_id = receiver.id


@command
def name(step: WorkStep, rule_owner: User, clearer: User) -> None:
    """Who is asked whether the rule is needed, and who clears the effect on staff."""
    row = db.session.get_one(WorkStep, step.id)
    row.rule_owner_id, row.clearer_id, row.affects_staff = rule_owner.id, clearer.id, True


@command
def answered(step: WorkStep) -> None:
    """Both have said what they were asked."""
    row = db.session.get_one(WorkStep, step.id)
    row.need, row.clearance = "Tarvitaan.", Clearance.HANDLED


@command
def finish(idea: Idea) -> None:
    """What changed is told."""
    db.session.get_one(Case, idea.id).next_date = None
