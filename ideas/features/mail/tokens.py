"""Signs the links by which somebody ends mail about some topics, without being signed in."""

from collections.abc import Iterable
from typing import NamedTuple

from itsdangerous import BadData, URLSafeSerializer

from ideas.extensions import settings
from workflow.mailing import Topic

SALT = "unsubscribe"


class Ending(NamedTuple):
    """Whose mail ends, and about what."""

    user_id: int
    topics: tuple[Topic, ...]


def token_for(user_id: int, topics: Iterable[Topic]) -> str:
    """A token that ends these mails and does nothing else; it does not expire, for a mail can be old."""
    return str(_signer().dumps([user_id, sorted(topics)]))


def ending_of(token: str) -> Ending | None:
    """What a token ends; None where it is not ours."""
    try:
        user_id, topics = _signer().loads(token)
        return Ending(int(user_id), tuple(Topic(topic) for topic in topics))
    except (BadData, ValueError, TypeError):
        return None


def _signer() -> URLSafeSerializer:
    secret = settings().secret_key
    assert secret is not None  # the settings were checked  # noqa: S101
    return URLSafeSerializer(secret.get_secret_value(), salt=SALT)
