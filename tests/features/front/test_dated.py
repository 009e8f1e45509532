"""What a pilot and what came of it ask of a person on the front page: each with its day, for whom it is."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.features.front.waiting import Task, waiting
from ideas.features.people import service as accounts
from ideas.models import Application, ExperimentMember, Idea, User
from ideas.transaction import command
from tests import factories
from tests.features.follow_up.cases import FIRST, SECOND, adopted, owned, tell
from tests.features.pilot import cases
from tests.statements import selects
from workflow.actors import Actor, Role

ClientOf = Callable[[User], FlaskClient]
TODAY = factories.NOW.date()
PARTS = ("follow_ups", "readings", "aims", "applications", "thinned")


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    with app.app_context():
        return {
            "author": factories.person(language="en"),
            "lead": factories.person(Role.LEAD, language="en"),
            "owner": factories.person(language="en"),
            "member": factories.person(language="en"),
        }


@command
def takes_part(idea: Idea, person: User, *, told: bool = False) -> None:
    """Somebody who takes part in the latest pilot, and may have said its aim."""
    pilot = db.session.get_one(Idea, idea.id).experiments[-1]
    pilot.members.append(ExperimentMember(user_id=person.id, told_at=factories.NOW if told else None))


@command
def parts_with(idea: Idea, person: User) -> None:
    """Somebody else is named in their place."""
    pilot = db.session.get_one(Idea, idea.id).experiments[-1]
    pilot.members = [member for member in pilot.members if member.user_id != person.id]


@command
def due(idea: Idea, day: date | None) -> None:
    """The day of the next reading of every measure."""
    for measure in db.session.get_one(Idea, idea.id).experiments[-1].measures:
        measure.due_on = day


def applied(idea: Idea, by: User, day: date, *, answered: bool = False) -> None:
    """Somebody has applied it elsewhere, and tells on that day how it went."""
    row = Application(
        unit_id=factories.unit("Palvelupisteet").id, adapted="Lyhyempänä.", applied_by_id=by.id,
        at=factories.NOW, follow_up_on=day, answered_at=factories.NOW if answered else None,
    )  # fmt: skip
    _add(idea, row)


def found(person: User, today: date = TODAY) -> dict[str, list[Task]]:
    """What waits for the person on that day, without the empty parts."""
    at = factories.NOW + (today - TODAY)
    mine = waiting(factories.actor(person), at)
    return {part: tasks for part in PARTS if (tasks := getattr(mine, part))}


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (FIRST - timedelta(days=15), []), (FIRST - timedelta(days=14), [(1, FIRST)]),
        (SECOND, [(1, FIRST), (2, SECOND)]),
    ],
)  # fmt: skip
def test_whoever_answers_for_it_is_asked_what_changed(
    app: Flask, people: dict[str, User], today: date, days: list[tuple[int, date]]
) -> None:
    with app.app_context():
        owned(adopted(people["author"], people["lead"]), people["owner"])
        tasks = found(people["owner"], today).get("follow_ups", [])
        assert [(task.number, task.due_on) for task in tasks] == days
        assert [found(people[who], today) for who in ("author", "lead", "member")] == [{}, {}, {}]


def test_what_was_told_waits_no_more(app: Flask, client_of: ClientOf, people: dict[str, User]) -> None:
    with app.app_context():
        idea = adopted(people["author"], people["lead"])
        owned(idea, people["owner"])
    tell(client_of(people["owner"]), idea, 1)
    with app.app_context():
        assert found(people["owner"], FIRST) == {}


def test_a_reading_is_due_to_owner_and_members_once(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        idea = cases.piloted(people["author"], people["lead"])
        owned(idea, people["owner"])
        for who in ("owner", "member"):
            takes_part(idea, people[who], told=True)
        due(idea, TODAY + timedelta(days=1))
        assert [found(people[who]) for who in people] == [{}] * 4
        due(idea, TODAY)
        counts = {who: len(found(people[who]).get("readings", [])) for who in people}
    assert counts == {"author": 0, "lead": 0, "owner": 1, "member": 1}


def test_a_member_is_asked_for_the_aim_until_it_is_told(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        idea = cases.planned(people["author"], people["lead"])
        takes_part(idea, people["member"]), takes_part(idea, people["owner"], told=True)
        assert list(found(people["member"])) == ["aims"]
        assert found(people["owner"]) == {}
        factories.move(idea, "pilot", people["lead"])
        assert found(people["member"]) == {}


def test_the_owner_learns_who_of_a_pilot_has_left_until_somebody_else_is_named(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        planned = cases.planned(people["author"], people["lead"])
        owned(planned, people["owner"])
        takes_part(planned, people["member"], told=True)
        assert found(people["owner"]) == {}
        accounts.deactivate(people["member"].id, actor=Actor(None, Role.ADMIN), at=factories.NOW)
        assert [task.public_id for task in found(people["owner"])["thinned"]] == [planned.public_id]
        assert [found(people[who]) for who in ("author", "lead")] == [{}, {}]
        public_id = planned.public_id
    assert client_of(people["owner"]).get("/").text.count(f'href="/ideas/{public_id}/pilot-plan"') == 1
    with app.app_context():
        parts_with(planned, people["member"])
        assert found(people["owner"]) == {}


def test_whoever_applied_it_elsewhere_is_asked_how_it_went(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        idea = adopted(people["author"], people["lead"])
        applied(idea, people["member"], TODAY)
        applied(idea, people["member"], TODAY + timedelta(days=1))
        applied(idea, people["member"], TODAY, answered=True)
        (task,) = found(people["member"])["applications"]
        assert (task.due_on, task.public_id) == (TODAY, idea.public_id)
        assert found(people["author"]) == {}


def test_all_of_it_leads_to_its_page_in_one_statement(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        done, tried, planned = (
            make(people["author"], people["lead"]) for make in (adopted, cases.piloted, cases.planned)
        )
        _everything(done, tried, planned, people["owner"])
    with app.app_context(), selects(app) as sent:
        waiting(factories.actor(people["owner"]), factories.NOW)
    assert len(sent) == 1
    page = client_of(people["owner"]).get("/").text
    places = [f"/ideas/{done.public_id}/follow-ups/1", f"/ideas/{tried.public_id}/readings"]
    places += [f"/ideas/{planned.public_id}/pilot-aim", "/applications/1/answer"]
    assert [place for place in places if f'href="{place}"' not in page] == []


@command
def _add(idea: Idea, row: Application) -> None:
    pilot = db.session.get_one(Idea, idea.id).experiments[-1]
    pilot.applications.append(row)


def _everything(done: Idea, tried: Idea, planned: Idea, owner: User) -> None:
    owned(done, owner), owned(tried, owner)
    due(tried, TODAY)
    takes_part(planned, owner)
    applied(done, owner, TODAY)
