"""What the pages of a draft are sent in the tests."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.models import Idea

FULL = {
    "title": "Puhelinaika varattavaksi verkosta",
    "essence": "Asiakas varaa itse puhelinajan, eikä jonota.",
    "benefit_type": "time",
    "benefit": "Asiakkaan ei tarvitse jonottaa.",
    "hides_author": "named",
    "description": "Ajanvaraus näkyy asiakkaan omassa kalenterissa.",
    "is_publish_checked": "y",
    "language": "fi",
}


def filled(then: str = "submit", **more: str) -> dict[str, str]:
    """A form that could be submitted as it is, but for what the test changes."""
    return {**FULL, "then": then, **more}


def ideas() -> list[Idea]:
    """Every idea there is, in the order they were begun."""
    return list(db.session.scalars(select(Idea).order_by(Idea.id)))


def count(model: Any) -> int:
    """How many rows there are."""
    return db.session.scalars(select(func.count()).select_from(model)).one()


def path(idea: Idea, rest: str = "draft") -> str:
    """An address of the idea."""
    return f"/ideas/{idea.public_id}/{rest}"


def shown(client: FlaskClient, address: str) -> str:
    """The page as text, once it could be read."""
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, address
    return answer.text


def value_of(page: str, name: str) -> str:
    """What a hidden or one-line field of the page holds."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return value[1] if value else ""
