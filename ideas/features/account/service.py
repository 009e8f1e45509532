"""Changes a person's own password and ends their sessions."""

from datetime import datetime

from sqlalchemy import select

from ideas.access import lives
from ideas.accounts import end_sessions, void_links
from ideas.extensions import db
from ideas.history import record
from ideas.models.session import UserSession
from ideas.models.user import User
from ideas.transaction import command
from workflow.events import Kind


@command
def change_password(person_id: int, password_hash: str, *, staying: int, at: datetime) -> None:
    """A new password; every session but the one `staying` ends, and no link sets another password."""
    user = db.session.get_one(User, person_id, with_for_update=True)
    user.password_hash = password_hash
    end_sessions(user.id, at, but=staying)
    void_links(user.email, at)
    record(Kind.PASSWORD_CHANGED, at=at, actor_id=user.id, person_id=user.id)


@command
def revoke(person_id: int, session_id: int, at: datetime) -> bool:
    """End one of the person's own living sessions; False where there is none of that id."""
    own = select(UserSession).where(UserSession.id == session_id, UserSession.user_id == person_id)
    found = db.session.scalars(own.where(lives(at)).with_for_update()).first()
    if found is None:
        return False
    found.revoked_at = at
    record(
        Kind.SESSION_REVOKED, at=at, actor_id=person_id, person_id=person_id, data={"browser": found.browser}
    )
    return True


@command
def revoke_others(person_id: int, staying: int, at: datetime) -> None:
    """End every session of the person but the one `staying`."""
    end_sessions(person_id, at, but=staying)
    record(Kind.SESSION_REVOKED, at=at, actor_id=person_id, person_id=person_id, data={"others": True})
