"""Erases people as tests do, and says what is left of them."""

from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.erasing import service
from ideas.features.erasing.service import Wish
from ideas.features.people import service as people
from ideas.models import Base, Case, Entry, User
from tests import factories
from workflow.actors import Actor, Role
from workflow.events import Kind

SYSTEM = Actor(None, Role.ADMIN)
WISH = Wish("Oma pyyntö 5.3.2026.")


def erase(person: User, wish: Wish = WISH) -> None:
    """Close the account and erase the person."""
    people.deactivate(person.id, actor=SYSTEM, at=factories.NOW)
    service.erase(person.id, wish, actor=SYSTEM, at=factories.NOW)


def is_true(app: Flask) -> bool:
    """Whether the check of the history holds."""
    return app.test_cli_runner().invoke(args=["check-history"]).exit_code == 0


def everything() -> str:
    """Every row of every table as one text, and the log's data as a reader sees it."""
    tables = Base.metadata.sorted_tables
    return repr([db.session.execute(select(*table.columns)).all() for table in tables])


def told(kind: Kind, case: Case | None = None) -> list[Entry]:
    """The entries of this kind, of one case or of all, as they are now."""
    statement = select(Entry).where(Entry.kind == kind, *([Entry.case_id == case.id] if case else []))
    return list(db.session.scalars(statement.order_by(Entry.id).execution_options(populate_existing=True)))
