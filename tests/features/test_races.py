"""Two things at the same moment, by one person or by two: nobody meets a fault, and no words are lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.models import (
    Comment,
    CriteriaVersion,
    Entry,
    Evaluation,
    EvaluationRound,
    Idea,
    Join,
    Support,
    User,
)
from ideas.models.base import Base
from tests import factories
from tests.features.case.pages import comment
from workflow.actors import Role
from workflow.events import Kind
from workflow.scoring import Agreement

Posts = list[tuple[FlaskClient, str, dict[str, str]]]
CRITERIA = ("customer_benefit", "staff_benefit", "effort", "feasibility")
SCORES = {"knowledge": "guess", **{f"criterion_{name}": "4" for name in CRITERIA}}
CODES = ("effort", "feasibility")
LOST = {"reason_code": "other", "words": "Ei nyt.", "condition": "Uusi tarve."}


@pytest.fixture
def people(app: Flask) -> tuple[User, User, User]:
    """An author, a lead and a reader."""
    with app.app_context():
        return factories.person(), factories.person(Role.LEAD), factories.person()


def at_once(posts: Posts) -> list[tuple[int, str]]:
    """Send these at the same moment; the answers, in the same order."""
    start = Barrier(len(posts))

    def send(post: tuple[FlaskClient, str, dict[str, str]]) -> tuple[int, str]:
        client, path, data = post
        start.wait()
        answer = client.post(path, data=data)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(send, posts))


def count(app: Flask, table: type[Base]) -> int:
    """How many rows there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def assert_kept(answers: list[tuple[int, str]], words: list[str]) -> None:
    """Each post was carried out, or came back with its words."""
    for (code, text), said in zip(answers, words, strict=True):
        assert code == 303 or (code == 409 and said in text)


def test_two_evaluations_of_one_person_are_one(app: Flask, people: tuple[User, User, User]) -> None:
    author, lead, _reader = people
    with app.app_context():
        path = f"/ideas/{factories.submitted(author).public_id}/evaluation"
    for number in range(5):
        words = [f"Ensimmäinen arvio {number}", f"Toinen arvio {number}"]
        clients = [factories.sign_in(app, lead) for _ in words]
        posts = [(c, path, {**SCORES, "judgement": w}) for c, w in zip(clients, words, strict=True)]
        assert_kept(at_once(posts), words)
    assert count(app, Evaluation) == 1


def test_two_who_open_a_round_at_once_open_one(app: Flask, people: tuple[User, User, User]) -> None:
    author, lead, _reader = people
    with app.app_context():
        other = factories.person(Role.LEAD)
        idea = factories.evaluated(author, lead)
    path, words = f"/ideas/{idea.public_id}/rounds/new", ["Laki muuttui", "Asiakkaat muuttuivat"]
    clients = [factories.sign_in(app, who) for who in (lead, other)]
    answers = at_once([(c, path, {"words": w}) for c, w in zip(clients, words, strict=True)])
    assert sorted(code for code, _text in answers) == [303, 409]
    assert_kept(answers, words)
    assert count(app, EvaluationRound) == 2


def test_two_who_evaluate_first_at_once_are_in_one_round(app: Flask, people: tuple[User, User, User]) -> None:
    author, lead, _reader = people
    with app.app_context():
        other = factories.person(Role.LEAD)
        idea = factories.submitted(author)
    path, low = f"/ideas/{idea.public_id}/evaluation", {**SCORES, "criterion_effort": "1"}
    posts = [(lead, {**SCORES, "judgement": "Hyvä"}), (other, {**low, "judgement": "Raskas"})]
    answers = at_once([(factories.sign_in(app, who), path, data) for who, data in posts])
    assert_kept(answers, ["Hyvä", "Raskas"])
    assert {code for code, _text in answers} == {303}
    with app.app_context():
        (held,) = db.session.get_one(Idea, idea.id).rounds
        assert (len(held.evaluations), held.agreement) == (2, Agreement.DIVIDED)


def test_two_who_change_the_criteria_at_once_write_one_version(
    app: Flask, people: tuple[User, User, User]
) -> None:
    _author, lead, _reader = people
    clients = [factories.sign_in(app, lead) for _ in range(2)]
    posts = [
        (c, f"/criteria/{code}/remove", {"version": "1"}) for c, code in zip(clients, CODES, strict=True)
    ]
    assert {code for code, _text in at_once(posts)} <= {303, 409}
    assert count(app, CriteriaVersion) == 2


@pytest.mark.parametrize(("gesture", "table"), [("join", Join), ("support", Support)])
def test_a_gesture_made_twice_is_one(
    app: Flask, people: tuple[User, User, User], gesture: str, table: type[Base]
) -> None:
    author, _lead, reader = people
    with app.app_context():
        idea = factories.submitted(author)
    data = {"wanted": "yes", "role": "try"}
    clients = [factories.sign_in(app, reader) for _ in range(4)]
    answers = at_once([(c, f"/ideas/{idea.public_id}/{gesture}", data) for c in clients])
    assert [code for code, _text in answers] == [303] * 4
    assert count(app, table) == 1
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).support_count == (gesture == "support")


def test_an_edit_and_a_move_do_not_lose_each_other(app: Flask, people: tuple[User, User, User]) -> None:
    author, lead, _reader = people
    with app.app_context():
        idea = factories.submitted(author)
    edited = {
        "title": "Uusi otsikko", "essence": "Uusi ydin", "benefit_type": "unknown",
        "version": str(idea.version),
    }  # fmt: skip
    moved = {"name": "drop", "version": str(idea.version), **LOST}
    home = f"/ideas/{idea.public_id}"
    answers = at_once([
        (factories.sign_in(app, author), f"{home}/edit", edited),
        (factories.sign_in(app, lead), f"{home}/moves", moved),
    ])  # fmt: skip
    assert sorted(code for code, _text in answers) == [303, 409]
    assert_kept(answers, ["Uusi otsikko", "Ei nyt."])


def test_a_transfer_is_accepted_or_asked_anew_but_not_both(
    app: Flask, people: tuple[User, User, User]
) -> None:
    author, lead, _reader = people
    with app.app_context():
        other, third = factories.person(Role.LEAD), factories.person(Role.LEAD)
        idea = factories.submitted(author)
    home, owner = f"/ideas/{idea.public_id}/transfer", factories.sign_in(app, lead)
    assert owner.post(home, data={"email": other.email, "words": ""}).status_code == 303
    answers = at_once([
        (factories.sign_in(app, other), f"{home}/accept", {}),
        (owner, home, {"email": third.email, "words": "Ehdit paremmin"}),
    ])  # fmt: skip
    assert {code for code, _text in answers} <= {303, 403, 409}
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (row.owner_id, row.receiver_id) in {(other.id, None), (other.id, third.id), (None, third.id)}


def test_a_comment_taken_back_stays_taken_back(app: Flask, people: tuple[User, User, User]) -> None:
    author, _lead, reader = people
    with app.app_context():
        idea = factories.submitted(author)
    for number in range(5):
        with app.app_context():
            home = f"/comments/{comment(idea, reader, f'Sana {number}')}"
        sent = {"body": "Muut sanat"}
        posts = [
            (factories.sign_in(app, reader), f"{home}/{way}", sent) for way in ("remove", "edit", "remove")
        ]
        assert {code for code, _text in at_once(posts)} <= {303, 409}
    with app.app_context():
        rows = db.session.execute(select(Comment.body, Comment.removed_at.is_(None))).all()
        assert set(rows) == {("", False)}
        removals = select(func.count()).where(Entry.kind == Kind.COMMENT_REMOVED)
        assert db.session.scalar(removals) == 5
