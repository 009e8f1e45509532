"""What the log says of people who are called alike: the name of who is erased goes, all others stay."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from ideas.accounts import Holder
from ideas.extensions import db
from ideas.features.desk import service as desk
from ideas.features.erasing.queries import beforehand
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.judgement import Asking
from ideas.features.people import service as people
from ideas.history import record
from ideas.models import Case, Idea, User, WorkStep
from ideas.models.user import ERASED
from ideas.transaction import command
from tests import factories, steps
from tests.features.erasing.doing import SYSTEM, erase, is_true, told
from tests.features.examination.cases import write
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]


def assigned(person: User) -> Idea:
    """An idea for which this person answers."""
    idea = factories.submitted(factories.person())
    lead = factories.actor(factories.person(Role.LEAD))
    desk.assign(idea.public_id, person.email, idea.version, actor=lead, at=factories.NOW)
    return idea


def asked(person: User) -> Idea:
    """An idea that this person was asked to take over, and to evaluate."""
    idea, lead = factories.submitted(factories.person()), factories.actor(factories.person(Role.LEAD))
    desk.offer(idea.public_id, person.email, "Ota sinä.", idea.version, actor=lead, at=factories.NOW)
    evaluation.ask(idea.public_id, Asking(person.email), actor=lead, at=factories.NOW)
    return idea


def said(kind: Kind, case: Case) -> list[tuple[str, bool]]:
    """Whom the entries name, and whether nobody can try out what they said before."""
    return [(entry.data["person"], entry.payload.salt == "") for entry in told(kind, case) if entry.payload]


def test_a_name_that_begins_like_it_stays(app: Flask) -> None:
    with app.app_context():
        short, long = factories.person(name="Anna Virta"), factories.person(name="Anna Virtanen")
        cases = [assigned(short), assigned(long)]
        erase(short)
        found = [said(Kind.ASSIGNED, case) for case in cases]
        assert found == [[(ERASED, True)], [("Anna Virtanen", False)]]
    assert is_true(app)


def test_of_two_with_one_name_each_is_erased_alone(app: Flask) -> None:
    with app.app_context():
        first, second = (factories.person(name="Matti Virtanen") for _each in range(2))
        answered, called = [assigned(first), assigned(second)], [asked(first), asked(second)]
        assert (beforehand(first).entries, beforehand(first).namesakes) == (3, 0)
        erase(first)
        gone, stays = [(ERASED, True)], [("Matti Virtanen", False)]
        assert [said(Kind.ASSIGNED, case) for case in answered] == [gone, stays]
        for kind in (Kind.OFFERED, Kind.REVIEW_ASKED):
            assert [said(kind, case) for case in called] == [gone, stays]
        erase(second)
        assert [said(Kind.OFFERED, case) for case in called] == [gone, gone]
    assert is_true(app)


def test_of_two_who_were_invited_under_one_name_the_address_tells(app: Flask) -> None:
    with app.app_context():
        addresses = ("matti1@example.org", "matti2@example.org")
        first, second = (Holder(each, "Matti Virtanen", Role.EMPLOYEE, None) for each in addresses)
        for holder in (first, second):
            people.invite(holder, actor=SYSTEM, at=factories.NOW)
        erase(people.add(first, "hash", actor=SYSTEM, at=factories.NOW))
        assert [entry.data["person"] for entry in told(Kind.PERSON_INVITED)] == [ERASED, "Matti Virtanen"]
    assert is_true(app)


def test_an_entry_that_could_mean_either_stays_until_nobody_else_has_the_name(app: Flask) -> None:
    with app.app_context():
        first, second = (factories.person(name="Matti Virtanen") for _each in range(2))
        idea = factories.submitted(factories.person())
        name_without_number(idea, "Matti Virtanen")
        counted = beforehand(first)
        assert (counted.entries, counted.namesakes) == (0, 1)
        erase(first)
        assert said(Kind.OFFERED, idea) == [("Matti Virtanen", False)]
        erase(second)
        assert said(Kind.OFFERED, idea) == [(ERASED, True)]
    assert is_true(app)


def test_the_page_says_where_the_name_will_stay(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        first, _second = (factories.person(name="Matti Virtanen") for _each in range(2))
        name_without_number(factories.submitted(factories.person()), "Matti Virtanen")
        people.deactivate(first.id, actor=SYSTEM, at=factories.NOW)
        admin = client_of(factories.person(Role.ADMIN, language="en"))
    assert "In 1 entry the name stays" in admin.get(f"/people/{first.id}/erase").text


def test_words_that_people_wrote_stay_as_they_are(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        author, person = factories.person(), factories.person(name="Anna Virta")
        idea = factories.draft(author, title="Anna Virta opastaa asiakkaita")
        factories.move(idea, "submit", author)
        client = client_of(author)
    texts = {"title": "Anna Virta ja muut opastavat", "essence": "Anna Virta", "version": "2"}
    client.post(f"/ideas/{idea.public_id}/edit", data={**texts, "benefit_type": "unknown"})
    with app.app_context():
        before = [entry.data for entry in told(Kind.EDITED)]
        erase(person)
        assert ([entry.data for entry in told(Kind.EDITED)], len(before)) == (before, 1)


def test_whoever_an_examination_names_is_taken_out_one_after_the_other(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        step = steps.recorded(factories.person())
        first, second = factories.person(name="Anna Virta"), factories.person(name="Aino Oja")
        stays = factories.person(name="Anna Virtanen")
        reader = client_of(factories.person(Role.LEAD, language="en"))
    noticers = "\n".join(person.email for person in (first, second, stays))
    assert write(reader, step, noticers=noticers, rule_owner=first.email).status_code == 303
    with app.app_context():
        erase(first)
        assert named(step) == ([[], ["Aino Oja", ERASED, "Anna Virtanen"]], [None, ERASED])
        assert beforehand(second).entries == 1
        erase(second)
        assert named(step) == ([[], [ERASED, ERASED, "Anna Virtanen"]], [None, ERASED])
    page = reader.get(f"/work-steps/{step.public_id}").text
    assert (ERASED in page, "Erased person" in page, is_true(app)) == (False, True, True)


def named(step: WorkStep) -> tuple[object, object]:
    """Who would notice, and who owns the rule, as the log tells it."""
    (entry,) = told(Kind.EXAMINATION_WRITTEN, step)
    return entry.data["changes"]["noticers"], entry.data["changes"]["rule_owner"]


@command
def name_without_number(idea: Idea, name: str) -> None:
    """An entry as it was written before entries told who they mean."""
    case = db.session.get_one(Idea, idea.id)
    record(Kind.OFFERED, at=factories.NOW, actor_id=None, case=case, data={"person": name})
