"""Everything that somebody who has left answered for is offered to one colleague at once."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select

from ideas.extensions import db
from ideas.features.desk import service as desk
from ideas.features.desk.handover import hand_over
from ideas.features.desk.left import Legacy, legacy
from ideas.features.people import service as people
from ideas.models import Case, Entry, Idea, Notification, User
from tests import factories, steps
from tests.features.desk.test_left import LATER, ask, leave
from tests.features.pilot import cases
from workflow.actors import Actor, Role
from workflow.events import Kind
from workflow.machine import Forbidden

Browse = Callable[[User], FlaskClient]


@pytest.fixture
def lead(app: Flask) -> User:
    """Who hands over."""
    with app.app_context():
        return factories.person(Role.LEAD, language="en")


@pytest.fixture
def leaver(app: Flask) -> User:
    """Who is about to leave."""
    with app.app_context():
        return factories.person(name="Lauri Lähtijä")


def owned(leaver: User, number: int = 2) -> list[Idea]:
    """Ideas that they answer for."""
    ideas = [factories.submitted(factories.person()) for _ in range(number)]
    for idea in ideas:
        factories.answer_for(idea, leaver)
    return ideas


def standing(*those: Case) -> list[tuple[int | None, int | None]]:
    """Who answers for each, and who is asked to take it over."""
    rows = [db.session.get_one(Case, each.id, populate_existing=True) for each in those]
    return [(row.owner_id, row.receiver_id) for row in rows]


def numbers(found: Legacy) -> list[list[str]]:
    """The cases of each part of what was left behind."""
    return [[row.public_id for row in rows] for rows in found[:3]]


def test_one_colleague_is_asked_about_everything_and_says_yes_or_no_to_each(
    app: Flask, lead: User, leaver: User
) -> None:
    with app.app_context():
        first, second = owned(leaver)
        step, receiver = steps.recorded(factories.person()), factories.person()
        desk.assign(step.public_id, leaver.email, None, actor=factories.actor(lead), at=factories.NOW)
        leave(leaver)
        done = hand_over(leaver.id, receiver.email, "Ehdit?", actor=factories.actor(lead), at=LATER)
        assert tuple(done) == (3, False)
        assert standing(first, second, step) == [(leaver.id, receiver.id)] * 3
        told = select(Entry).join(Notification, Notification.entry_id == Entry.id)
        asked = told.where(Entry.kind == Kind.OFFERED, Notification.user_id == receiver.id)
        assert [entry.words for entry in db.session.scalars(asked)] == ["Ehdit?"] * 3
        desk.accept(first.public_id, actor=factories.actor(receiver), at=LATER)
        desk.decline(second.public_id, "En ehdi.", None, actor=factories.actor(receiver), at=LATER)
        found = numbers(legacy(leaver.id, factories.actor(lead)))
        assert found == [[second.public_id], [step.public_id], []]


def test_who_was_asked_and_left_is_followed_and_who_was_asked_and_stays_is_waited_for(
    app: Flask, lead: User, leaver: User
) -> None:
    with app.app_context():
        (waits,), taken = owned(leaver, 1), factories.submitted(factories.person())
        stays, other, receiver = (factories.person() for _ in range(3))
        factories.answer_for(taken, stays)
        actor = factories.actor(lead)
        desk.offer(taken.public_id, leaver.email, "", None, actor=actor, at=factories.NOW)
        desk.offer(waits.public_id, other.email, "", None, actor=actor, at=factories.NOW)
        leave(leaver)
        hand_over(leaver.id, receiver.email, "", actor=actor, at=LATER)
        assert standing(waits, taken) == [(leaver.id, other.id), (stays.id, receiver.id)]
        assert hand_over(leaver.id, receiver.email, "", actor=actor, at=LATER).number == 0


def test_who_names_themselves_answers_at_once(app: Flask, lead: User, leaver: User) -> None:
    with app.app_context():
        ideas = owned(leaver)
        leave(leaver)
        done = hand_over(leaver.id, lead.email, "", actor=factories.actor(lead), at=LATER)
        assert (tuple(done), standing(*ideas)) == ((2, True), [(lead.id, None)] * 2)


def test_evaluations_and_pilots_are_named_apart(app: Flask, lead: User, leaver: User) -> None:
    with app.app_context():
        asked, piloted = (
            factories.submitted(factories.person()),
            cases.planned(factories.person(), lead, people=[leaver, factories.person()]),
        )
        ask(asked, leaver, lead)
        leave(leaver)
        found = legacy(leaver.id, factories.actor(lead))
        assert (found.to_offer, found.offered) == ((), ())
        assert sorted((row.public_id, row.part) for row in found.apart) == sorted(
            [(asked.public_id, "evaluator"), (piloted.public_id, "member")]
        )


def test_nothing_of_somebody_who_is_here_is_handed_over_and_nobody_but_a_lead_does_it(
    app: Flask, lead: User, leaver: User
) -> None:
    with app.app_context():
        (idea,), receiver = owned(leaver, 1), factories.person()
        done = hand_over(leaver.id, receiver.email, "", actor=factories.actor(lead), at=LATER)
        assert (done.number, standing(idea)) == (0, [(leaver.id, None)])
        leave(leaver)
        with pytest.raises(Forbidden):
            hand_over(leaver.id, receiver.email, "", actor=factories.actor(receiver), at=LATER)
        assert standing(idea) == [(leaver.id, None)]


def test_it_is_one_transaction(app: Flask, lead: User, leaver: User) -> None:
    commits: list[Connection] = []

    def note(connection: Connection) -> None:
        commits.append(connection)

    with app.app_context():
        ideas, receiver = owned(leaver), factories.person()
        leave(leaver)
        event.listen(db.engine, "commit", note)
        hand_over(leaver.id, receiver.email, "", actor=factories.actor(lead), at=LATER)
        event.remove(db.engine, "commit", note)
        assert (len(commits), standing(*ideas)) == (1, [(leaver.id, receiver.id)] * 2)


def test_the_page_asks_says_what_it_did_and_leads_from_the_desk(
    app: Flask, client_of: Browse, lead: User, leaver: User
) -> None:
    with app.app_context():
        owned(leaver, 3)
        receiver = factories.person(name="Sari Saaja")
        leave(leaver)
    client, page = client_of(lead), f"/desk/left/{leaver.id}"
    assert client.get("/desk").text.count(f'href="{page}"') == 1
    assert len(re.findall("Ask about 3 ideas and work steps", client.get(page).text)) == 1
    assert client.post(page, data={"email": "nobody@example.org"}).status_code == 422
    sent = {"email": receiver.email, "words": "", "post_key": "a" * 32}
    assert client.post(page, data=sent).headers["Location"] == page
    done = client.get(page).text
    assert (done.count("They have been asked about 3 ideas and work steps."), done.count("<form")) == (
        1,
        before_forms(client),
    )
    assert done.count("Sari Saaja has been asked to take over.") == 3
    assert client.get("/desk").text.count(f'href="{page}"') == 0


def before_forms(client: FlaskClient) -> int:
    """How many forms every page has."""
    return client.get("/evaluations").text.count("<form")


def test_who_is_here_has_no_such_page(app: Flask, client_of: Browse, lead: User, leaver: User) -> None:
    client = client_of(lead)
    answers = [client.get(f"/desk/left/{number}") for number in (leaver.id, 999_999)]
    assert [answer.status_code for answer in answers] == [303, 404]
    with app.app_context():
        people.deactivate(leaver.id, actor=Actor(None, Role.ADMIN), at=LATER)
    assert client.get(f"/desk/left/{leaver.id}").text.count("Nothing is left to hand over.") == 1
