"""Keeps each version of a page that an administrator writes."""

from datetime import datetime

from ideas.extensions import db
from ideas.features.pages.queries import page
from ideas.history import record
from ideas.models.page import Page, PageKey
from ideas.transaction import command, wait_for_turn
from workflow.actors import Actor
from workflow.events import Kind


class Overtaken(Exception):
    """Somebody wrote a version meanwhile."""


@command
def write(key: PageKey, language: str, text: str, seen: int | None, *, actor: Actor, at: datetime) -> None:
    """Keep the text as the next version; the same text again is no version."""
    wait_for_turn("pages")
    now = page(key, language)
    if now.text == text:
        return
    if now.version != seen:
        raise Overtaken
    number = now.version + 1
    db.session.add(Page(key=key, language=language, version=number, text=text, written_by_id=actor.id, at=at))
    data = {"page": key.value, "language": language, "version": number}
    record(Kind.PAGE_WRITTEN, at=at, actor_id=actor.id, data=data)
