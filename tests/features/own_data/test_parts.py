"""What is and what is not in one's own data: also what no column names, and nothing that others gave."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from ideas.accounts import Holder
from ideas.extensions import db
from ideas.features.desk import service as desk
from ideas.features.feedback import service as feedback
from ideas.features.own_data.gathering import gather
from ideas.features.people import service as people
from ideas.models import CaseAuthor, Evaluation, Feedback, Idea, SealedAuthor, User
from ideas.models.feedback import FeedbackKind
from ideas.transaction import command
from tests import factories, steps
from tests.features.case.pages import comment
from tests.features.erasing.doing import SYSTEM
from tests.features.gallery.tried import applied
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]


def data_of(person: User) -> dict[str, Any]:
    """The parts that hold anything."""
    return {name: rows for name, rows in gather(factories.actor(person)) if rows}


def test_whom_somebody_answered_or_invited_is_not_in_their_data(app: Flask) -> None:
    with app.app_context():
        me = factories.person(Role.ADMIN)
        actor, at = factories.actor(me), factories.NOW
        give("Kansalaisen sanat", "kansalainen@example.org")
        feedback.answer(db.session.query(Feedback).one().id, "Minun vastaukseni", actor=actor, at=at)
        holder = Holder("kutsuttu@example.org", "Kutsuttu Uusi", Role.LEAD, None)
        people.invite(holder, actor=actor, at=at)
        text = json.dumps(data_of(me), ensure_ascii=False)
    others = ("Kansalaisen", "kansalainen@", "kutsuttu@", "Kutsuttu")
    assert ([word in text for word in others], "Minun vastaukseni" in text) == ([False] * 4, True)


def test_what_came_with_my_address_is_mine(app: Flask) -> None:
    with app.app_context():
        holder = Holder("aino@example.org", "Aino Oma", Role.EMPLOYEE, None)
        people.invite(holder, actor=SYSTEM, at=factories.NOW)
        me = people.add(holder, "hash", actor=SYSTEM, at=factories.NOW)
        give("Minun palautteeni", "Aino@Example.org")
        found = data_of(me)
    assert [row["words"] for row in found["feedback_with_my_address"]] == ["Minun palautteeni"]
    assert [row["name"] for row in found["invitation_with_my_address"]] == ["Aino Oma"]


def test_of_what_was_applied_elsewhere_each_has_their_own_words(app: Flask) -> None:
    with app.app_context():
        applying, answering = factories.person(), factories.person()
        step = steps.trialled(factories.person(), factories.person(Role.LEAD))
        later = {"outcome": "Hyvin.", "answered_at": factories.NOW, "answered_by_id": answering.id}
        applied(step, factories.unit("Neuvonta"), applying, **later)
        found = [data_of(person)["application"] for person in (applying, answering)]
    assert [[set(row) for row in rows] for rows in found] == [
        [{"adapted", "at", "follow_up_on"}],
        [{"outcome", "answered_at"}],
    ]


def test_an_evaluation_has_its_marks_and_their_words(app: Flask) -> None:
    with app.app_context():
        me = factories.person(Role.LEAD)
        factories.evaluate(factories.submitted(factories.person()), me)
        explain("Perustelu")
        (found,) = data_of(me)["evaluation"]
    assert {(each["value"], each["words"]) for each in found["scores"]} == {(4, "Perustelu")}


def test_what_i_said_without_a_name_in_what_i_wrote_alone_is_there(app: Flask) -> None:
    with app.app_context():
        me, other = factories.person(), factories.person()
        own, shared = factories.draft(me), factories.draft(me)
        hidden = factories.draft(me, hidden=True)
        write_together(shared, other)
        for number, (idea, by) in enumerate(((own, me), (shared, other), (hidden, me))):
            comment(idea, by, f"Sanat {number}")
        factories.move(own, "submit", me)
        found = [row["words"] for row in data_of(me)["comments"]]
    assert found == ["Sanat 0", "Sanat 2"]


def test_co_authors_who_are_hidden_do_not_get_each_others_comments(app: Flask) -> None:
    with app.app_context():
        me, other = factories.person(), factories.person()
        idea = factories.draft(me, hidden=True)
        hide_together(idea, other)
        comment(idea, other, "Toisen sanat")
        assert "comments" not in data_of(me)


def test_what_i_answer_for_or_was_asked_to_is_told(app: Flask) -> None:
    with app.app_context():
        me, lead = factories.person(), factories.actor(factories.person(Role.LEAD))
        mine, offered = (factories.submitted(factories.person()) for _each in range(2))
        factories.answer_for(mine, me)
        desk.offer(offered.public_id, me.email, "", offered.version, actor=lead, at=factories.NOW)
        step = steps.written(steps.recorded(factories.person()), rule_owner_id=me.id, clearer_id=me.id)
        found = data_of(me)["responsible_for"]
    told = [(mine, "owner"), (offered, "receiver"), (step, "rule_owner"), (step, "clearer")]
    assert found == [{"case": case.public_id, "as": relation} for case, relation in told]


def test_whoever_has_left_gets_theirs_by_the_shell(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        me = factories.person(name="Aino Oma")
        factories.submitted(me, hidden=True)
        people.deactivate(me.id, actor=SYSTEM, at=factories.NOW)
    file = tmp_path / "own.zip"
    runs = [app.test_cli_runner().invoke(args=["own-data", me.email, str(file)]) for _time in range(2)]
    assert ([run.exit_code for run in runs], file.stat().st_mode & 0o777) == ([0, 1], 0o600)
    with zipfile.ZipFile(file) as archive:
        found = json.loads(archive.read("my-data.json"))
    assert (found["account"][0]["name"], len(found["ideas_and_work_steps"])) == ("Aino Oma", 1)


def give(words: str, address: str) -> None:
    """Feedback with that address."""
    said = feedback.Said(FeedbackKind.OTHER, words, address, "fi")
    feedback.give(said, "", address=None, at=factories.NOW)


@command
def explain(words: str) -> None:
    """Words beside every mark."""
    for score in db.session.query(Evaluation).one().scores:
        score.words = words


@command
def write_together(draft: Idea, other: User) -> None:
    """Let somebody else write the draft too."""
    db.session.add(CaseAuthor(case_id=draft.id, user_id=other.id, position=1))


@command
def hide_together(draft: Idea, other: User) -> None:
    """Let somebody else write the draft too, with their name hidden."""
    db.session.add(SealedAuthor(case_id=draft.id, user_id=other.id, position=1))
