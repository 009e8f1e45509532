"""What the shell commands ask before they touch anything."""

from sqlalchemy import exists, select

from ideas.extensions import db
from ideas.features.demo.organisation import DOMAIN
from ideas.models import Attachment, User
from workflow.actors import Role


def has_people() -> bool:
    """Whether anybody is there already."""
    return bool(db.session.scalar(select(exists().where(User.id.is_not(None)))))


def has_admin() -> bool:
    """Whether somebody can invite others."""
    return bool(
        db.session.scalar(select(exists().where(User.role == Role.ADMIN, User.deactivated_at.is_(None))))
    )


def demo_people() -> list[User]:
    """The people of the demo organisation who can sign in, in the order of its table."""
    statement = select(User).where(User.email.endswith(f"@{DOMAIN}", autoescape=True))
    return list(db.session.scalars(statement.where(User.deactivated_at.is_(None)).order_by(User.id)))


def stored_files() -> list[str]:
    """The names of all attached files in the data folder."""
    return list(db.session.scalars(select(Attachment.stored_as)))
