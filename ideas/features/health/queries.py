"""Asks the database whether it is there."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ideas.extensions import db


def database_answers() -> bool:
    """Whether one small question gets an answer."""
    try:
        db.session.execute(text("select version_num from alembic_version"))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True
