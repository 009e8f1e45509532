"""What the tests of backups do to a house and ask of it."""

import io
from pathlib import Path

from click.testing import Result
from flask import Flask
from sqlalchemy import select

from ideas import files
from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.models import Attachment, Base, Idea, User
from tests import factories
from workflow.actors import Actor, Role

FOLLOWS_FROM_ARRIVAL = {"user_session", "invitation", "mail", "notification"}


def db_is_sqlite(app: Flask) -> bool:
    """Which database the tests run on."""
    with app.app_context():
        return db.engine.dialect.name == "sqlite"


def attach(idea: Idea, author: User, content: bytes) -> None:
    """Attach a file as the application does."""
    actor = Actor(author.id, Role.EMPLOYEE)
    attachments.attach(idea.public_id, "muistio.txt", io.BytesIO(content), actor=actor, at=factories.NOW)


def run(app: Flask, *arguments: str | Path) -> Result:
    """Run a command as a shell would."""
    return app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Everything in every table but what arriving changes."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in FOLLOWS_FROM_ARRIVAL]
    with db.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=str) for table in tables
        }


def contents() -> list[bytes]:
    """What the files hold whose rows are there."""
    names = db.session.scalars(select(Attachment.stored_as).where(Attachment.removed_at.is_(None)))
    found = []
    for name in names:
        content = files.opened(name)
        assert content is not None
        with content:
            found.append(content.read())
    return sorted(found)
