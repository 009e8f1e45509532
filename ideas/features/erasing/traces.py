"""Where a person is named or kept: what goes with them, and what stays as history without the name."""

from sqlalchemy import String, cast, delete, func, select, update

from ideas.extensions import db
from ideas.features.erasing.naming import naming, without
from ideas.history import erase
from ideas.models import Base
from ideas.models.entry import Entry, EntryPayload
from ideas.models.evaluation import EvaluationRequest, EvaluationRound
from ideas.models.feedback import Feedback
from ideas.models.session import Invitation
from ideas.models.user import User
from workflow.events import Kind

GONE = {
    "notification": "user_id",
    "mail": "user_id",
    "mail_choice": "user_id",
    "quiet_hours": "user_id",
    "calendar_feed": "user_id",
    "half_sign_in": "user_id",
    "recovery_code": "user_id",
    "second_step": "user_id",
    "user_session": "user_id",
    "follow": "user_id",
    "sparring": "user_id",
}
"""Tables whose rows go with the person, in the order in which they can be deleted."""
KEPT = frozenset(
    {
        *("amendment", "application", "attachment", "case", "case_author", "comment", "conclusion"),
        *("criteria_version", "decision", "entry", "evaluation", "evaluation_request", "evaluation_round"),
        *("evidence", "experiment_member", "feedback", "follow_up", "handling", "invitation", "joining"),
        *("miss", "noticer", "page", "pairing", "pending_decision", "pulse_taken", "reading"),
        *("reading_correction", "reallocation", "removal", "sealed_author", "support", "verification"),
        "work_step",
    }
)
"""Tables that keep the person's number, which names nobody any more; some of their rows go all the same."""
OF_OFFICE = (Kind.ACCOUNT_OPENED, Kind.ROLE_CHANGED, Kind.DEACTIVATED, Kind.REACTIVATED, Kind.PERSON_ERASED)
"""What the history of a person keeps: which powers somebody had and when."""


def rows_of(person_id: int, table: str) -> int:
    """How many rows of a table go with the person."""
    found = Base.metadata.tables[table]
    counted = select(func.count()).select_from(found).where(found.c[GONE[table]] == person_id)
    return db.session.scalar(counted) or 0


def remove_rows(user: User) -> None:
    """What only the person themselves needed, and every way in."""
    for table, column in GONE.items():
        found = Base.metadata.tables[table]
        db.session.execute(delete(found).where(found.c[column] == user.id))
    running = select(EvaluationRound.id).where(EvaluationRound.closed_at.is_(None))
    asked = delete(EvaluationRequest).where(EvaluationRequest.user_id == user.id)
    for statement in (
        asked.where(EvaluationRequest.round_id.in_(running)),
        delete(Invitation).where(Invitation.email == user.email),
        update(Feedback).where(func.lower(Feedback.email) == user.email).values(email=None),
    ):
        db.session.execute(statement.execution_options(synchronize_session=False))


def own_entries(user: User) -> list[Entry]:
    """The entries of the person's own stream that nobody needs."""
    told = cast(EntryPayload.data, String)
    own = (Entry.person_id == user.id) & Entry.kind.not_in(OF_OFFICE) & (told != "{}")
    return list(db.session.scalars(select(Entry).join(EntryPayload).where(own)))


def forget_in_log(user: User) -> dict[str, str]:
    """Take the name out of the log; what remains of each entry, by its number."""
    remains = {str(entry.id): erase(entry, "", {}) for entry in own_entries(user)}
    for entry in naming(user).entries:
        remains[str(entry.id)] = erase(entry, entry.words, without(entry.data, user.name))
    return remains
