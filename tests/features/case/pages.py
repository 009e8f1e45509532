"""Posts and reads as tests of a case do, and an idea with something of everything."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.features.comments import service as comments
from ideas.features.involvement import service as involvement
from ideas.models import Case, Idea, Sparring, User
from ideas.models.involvement import JoinRole
from ideas.transaction import command
from tests import factories

ClientOf = Callable[[User], FlaskClient]
TEXTS = {
    "title": "Puhelinaika varattavaksi verkosta",
    "essence": "Asiakas varaa itse puhelinajan, eikä jonota.",
    "benefit_type": "time",
    "benefit_nature": "concrete",
    "benefit": "Asiakkaan ei tarvitse jonottaa.",
}


def main_of(text: str) -> str:
    """What stands between the header, which names who is signed in, and the footer."""
    return text.partition("<main")[2].partition("</main>")[0]


def version_in(text: str) -> str:
    """The version that a form carries."""
    return str(re.findall(r'name="version"[^>]*value="(\d+)"', text)[0])


@command
def ask_to_spar(idea: Idea, colleague: User) -> None:
    """Let a colleague see a draft."""
    row = db.session.get_one(Idea, idea.id)
    row.sparrings.append(Sparring(user_id=colleague.id, at=factories.NOW))
    row.visibility = row.visibility.SPARRING


def comment(case: Case, by: User, body: str) -> int:
    """A comment; its id."""
    made = comments.add(case.public_id, body, language="fi", actor=factories.actor(by), at=factories.NOW)
    return made.id


def involve(case: Case, by: User) -> None:
    """Follow, support, join in and thank."""
    actor, at = factories.actor(by), factories.NOW
    involvement.follow(case.public_id, True, actor=actor, at=at)
    involvement.support(case.public_id, True, actor=actor, at=at)
    involvement.join(case.public_id, JoinRole.TRY, actor=actor, at=at)
    involvement.thank(case.public_id, f"Kiitos sinulle, {by.name} kiittää.", actor=actor, at=at)
