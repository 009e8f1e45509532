"""Makes the people and cases that tests need, by the application's own commands, inside an app context."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any, ParamSpec, TypeVar

from flask import Flask
from flask.testing import FlaskClient

from ideas.access import hashed
from ideas.extensions import db
from ideas.judging import begin_round
from ideas.lifecycle import advance, begin
from ideas.models import CaseAuthor, Evaluation, Idea, Score, SealedAuthor, Unit, User, UserSession
from ideas.models.base import Base
from ideas.models.idea import BenefitNature, BenefitType
from ideas.transaction import command
from workflow.actors import Actor, Role
from workflow.machine import Note

P = ParamSpec("P")
R = TypeVar("R", bound=Base)
NOW = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)
_numbers = count(1)
_tokens = count(1)


def makes(function: Callable[P, R]) -> Callable[P, R]:
    """A command whose row is let go with its columns read, so that a test may hold it after its context."""

    def make(*args: P.args, **kwargs: P.kwargs) -> R:
        row = command(function)(*args, **kwargs)
        db.session.refresh(row)
        db.session.expunge(row)
        return row

    return make


@makes
def unit(name: str = "Etuuspalvelut", parent: Unit | None = None) -> Unit:
    """A unit, below another one if given."""
    row = Unit(name_fi=name, name_sv=None, name_en=None, parent_id=parent.id if parent else None, path="")
    db.session.add(row)
    db.session.flush()
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    return row


@makes
def person(
    role: Role = Role.EMPLOYEE, name: str | None = None, home: Unit | None = None, **more: object
) -> User:
    """A person who can be signed in with `sign_in`."""
    number = next(_numbers)
    row = User(
        email=f"person{number}@example.org",
        name=name or f"Person {number}",
        role=role,
        unit_id=home.id if home else None,
        created_at=NOW,
        **{"language": "fi", **more},
    )
    db.session.add(row)
    return row


def actor(of: User) -> Actor:
    """The person as the rules know them."""
    return Actor(of.id, of.role)


@makes
def draft(author: User, *, hidden: bool = False, **texts: Any) -> Idea:
    """A draft that could be submitted as it is."""
    idea = Idea(
        **{
            "title": "Puhelinaika varattavaksi verkosta",
            "essence": "Asiakas varaa itse puhelinajan, eikä jonota.",
            "benefit_type": BenefitType.TIME,
            "benefit_nature": BenefitNature.CONCRETE,
            "benefit": "Asiakkaan ei tarvitse jonottaa.",
            "is_publish_checked": True,
            "hides_author": hidden,
            "unit_id": author.unit_id,
            **texts,
        }
    )
    idea.refold()
    begin(idea, "idea", NOW)
    if hidden:
        idea.sealed_authors.append(SealedAuthor(user_id=author.id, position=0))
    else:
        idea.named_authors.append(CaseAuthor(user_id=author.id, position=0))
    return idea


@makes
def move(idea: Idea, name: str, by: User, words: str = "", **data: str) -> Idea:
    """Make one move with what it asks."""
    row = db.session.get_one(Idea, idea.id)
    advance(row, name, actor=actor(by), note=Note(words, data), at=NOW)
    return row


def submitted(author: User, **texts: Any) -> Idea:
    """An idea that its author has submitted."""
    return move(draft(author, **texts), "submit", author)


def evaluated(author: User, lead: User, **texts: Any) -> Idea:
    """An idea evaluated by the lead, with an owner and a next date."""
    idea = submitted(author, **texts)
    evaluate(idea, lead)
    answer_for(idea, person(Role.EMPLOYEE))
    return move(idea, "evaluate", lead)


@command
def evaluate(idea: Idea, by: User) -> None:
    """An evaluation with a score of 4 on every criterion."""
    row = db.session.get_one(Idea, idea.id)
    held = row.open_round or begin_round(row, actor_id=by.id, at=NOW)
    scores = [Score(criterion=criterion, value=4, words="") for criterion in held.criteria]
    held.evaluations.append(
        Evaluation(case_id=idea.id, evaluator_id=by.id, judgement="Hyvä idea.", at=NOW, scores=scores)
    )


@command
def answer_for(idea: Idea, owner: User) -> None:
    """Name an owner."""
    db.session.get_one(Idea, idea.id).owner_id = owner.id


def dropped(author: User, lead: User) -> Idea:
    """An idea that is not carried out."""
    idea = submitted(author)
    return move(idea, "drop", lead, "Tämä on jo tehty.", reason_code="already-done", condition="Uusi tarve.")


def sign_in(app: Flask, of: User) -> FlaskClient:
    """A test client with a living session of that person."""
    token = f"token-{next(_tokens)}"
    with app.app_context():
        now = datetime.now(UTC)
        command(db.session.add)(
            UserSession(token_hash=hashed(token), user_id=of.id, created_at=now, seen_at=now, browser="tests")
        )
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client
