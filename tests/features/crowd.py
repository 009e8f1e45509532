"""Makes everybody who can come to a page, and one idea for each step in which an idea opens to others."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from ideas import accounts
from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.evaluation import service as evaluation
from ideas.features.people import service as people
from ideas.models import CaseAuthor, Idea, SealedAuthor, User
from ideas.transaction import command
from ideas.web.addresses import FOLDERS
from tests import factories
from tests.features.case.pages import ask_to_spar, comment
from tests.features.pilot import cases
from workflow.actors import Actor, Role

VISITORS = (
    "visitor", "stranger", "author", "co_author", "sparrer", "owner", "reviewer", "lead", "manager", "admin",
    "deactivated",
)  # fmt: skip
IDEAS = ("draft", "sparring", "open", "hidden")
ABSENT = "I-2026-9999"
ROLES = {"lead": Role.LEAD, "manager": Role.MANAGER, "admin": Role.ADMIN}


@dataclass(frozen=True)
class Crowd:
    """The people by what they are, the ideas by how far they are open, and what stands in addresses."""

    app: Flask
    people: dict[str, User]
    ideas: dict[str, Idea]
    token: str
    unit_id: int

    def client(self, who: str) -> FlaskClient:
        """Their browser; who left had signed in before."""
        if who == "visitor":
            return self.app.test_client()
        client = factories.sign_in(self.app, self.people[who])
        if who == "deactivated":
            with self.app.app_context():
                people.deactivate(self.people[who].id, actor=Actor(None, Role.ADMIN), at=factories.NOW)
        return client

    def names(self, idea: str) -> dict[str, object]:
        """What stands in the addresses of this idea."""
        with self.app.app_context():
            row = db.session.get_one(Idea, self.ideas[idea].id)
            return {
                "public_id": row.public_id,
                "comment_id": row.comments[0].id,
                "attachment_id": row.attachments[0].id,
                "measure_id": cases.measure_id(row) if row.experiments else 0,
                "person_id": self.people["stranger"].id,
                "session_id": 999_999,
                "unit_id": self.unit_id,
                "token": self.token,
                "filename": "favicon.svg",
            }


def address(rule: Rule, names: dict[str, object]) -> str:
    """The address with these names in it; a case lies in the folder of its kind."""
    return re.sub(r"<(?:([^:>]*):)?(\w+)>", lambda found: _named(found, names), rule.rule)


def _named(found: re.Match[str], names: dict[str, object]) -> str:
    name = str(names[found[2]])
    return f"{FOLDERS.get(name[:1], 'ideas')}/{name}" if found[1] == "case" else name


def crowd(app: Flask) -> Crowd:
    """Everybody and everything."""
    with app.app_context():
        home = factories.unit()
        everybody = {
            who: factories.person(ROLES.get(who, Role.EMPLOYEE), name=who.title(), home=home)
            for who in VISITORS[1:]
        }
        admin = factories.actor(everybody["admin"])
        holder = accounts.Holder("new@example.org", "Uusi", Role.EMPLOYEE, None)
        token = people.invite(holder, actor=admin, at=datetime.now(UTC))
        return Crowd(app, everybody, {step: _idea(step, everybody) for step in IDEAS}, token, home.id)


def _idea(step: str, everybody: dict[str, User]) -> Idea:
    author = everybody["author"]
    idea = factories.draft(author, hidden=step == "hidden")
    _join(idea, everybody["co_author"])
    comment(idea, author, "Luonnoksen sana.")
    file = io.BytesIO(b"Muistio")
    attachments.attach(idea.public_id, "muistio.txt", file, actor=factories.actor(author), at=factories.NOW)
    if step == "sparring":
        ask_to_spar(idea, everybody["sparrer"])
    return _opened(idea, everybody) if step in ("open", "hidden") else idea


def _opened(idea: Idea, everybody: dict[str, User]) -> Idea:
    idea = factories.move(idea, "submit", everybody["author"])
    factories.answer_for(idea, everybody["owner"])
    lead, at = factories.actor(everybody["lead"]), factories.NOW
    evaluation.ask(idea.public_id, everybody["reviewer"].email, None, actor=lead, at=at)
    cases.plan(idea, factories.unit(idea.public_id))
    return idea


@command
def _join(idea: Idea, other: User) -> None:
    table = SealedAuthor if idea.hides_author else CaseAuthor
    db.session.add(table(case_id=idea.id, user_id=other.id, position=1))
