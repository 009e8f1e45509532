"""Who is here and what they may see: asks the rule book, decides nothing itself."""

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from flask import Flask, abort
from flask_login import UserMixin, current_user
from sqlalchemy import ColumnElement, Select, bindparam, exists, false, or_, select
from sqlalchemy.orm.interfaces import ORMOption

from ideas.extensions import db, login_manager, settings
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.involvement import Sparring
from ideas.models.session import UserSession
from ideas.models.user import User
from ideas.transaction import by_the_way
from workflow.actors import Actor, Relation, Role
from workflow.machine import Forbidden
from workflow.permissions import SEEN_BY, TABLE, Action, could_ever, may

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=Case)
MARK = "__access__"
ROW_TELLS: Mapping[Relation, Callable[[Case, int], bool]] = {
    Relation.AUTHOR: lambda case, person: person in case.author_ids,
    Relation.OWNER: lambda case, person: case.owner_id == person,
    Relation.RECEIVER: lambda case, person: case.receiver_id == person,
}
"""What somebody is to a case as its row and its authors alone tell; the facts of the case say the same."""
KEPT = 256
"""Of how many people the condition of what they see is kept: some 30 kB each."""
SEEN_EVERY = timedelta(minutes=5)
"""How old the last sight of a session may be before it is written anew."""


@dataclass(frozen=True, slots=True)
class Person:
    """What the house knows of whoever is here, read anew at each request."""

    id: int
    name: str
    role: Role
    language: str | None
    unit_id: int | None


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """The person behind the request, with the session they came by."""

    user: Person
    session_id: int
    token: str

    def get_id(self) -> str:
        """What the cookie carries: the session's token, never the person's id."""
        return self.token


def hashed(token: str) -> str:
    """How a secret token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_person(token: str) -> SignedIn | None:
    """The person of a living session; rights are read anew at each request."""
    at = datetime.now(UTC)
    asked = {"token_hash": hashed(token), **_limits(at)}
    row = db.session.connection().execute(_LIVING, asked).first()
    if row is None:
        return None
    if at - row.seen_at > SEEN_EVERY:
        _see(row.session_id, at)
    return SignedIn(Person(row.id, row.name, row.role, row.language, row.unit_id), row.session_id, token)


def lives(at: datetime) -> ColumnElement[bool]:
    """The condition under which a session holds: not ended, not left idle, not too old."""
    return _holds(**_limits(at))


def _limits(at: datetime) -> dict[str, datetime]:
    """After which moments a session must have been seen and begun."""
    idle, old = timedelta(hours=settings().session_idle_hours), timedelta(hours=settings().session_hours)
    return {"seen_after": at - idle, "begun_after": at - old}


def _holds(seen_after: Any, begun_after: Any) -> ColumnElement[bool]:
    fresh: ColumnElement[bool] = (UserSession.seen_at > seen_after) & (UserSession.created_at > begun_after)
    return UserSession.revoked_at.is_(None) & fresh


# Asked for at every request, so it is put together once.
_LIVING = (
    select(UserSession.id.label("session_id"), UserSession.seen_at)
    .add_columns(User.id, User.name, User.role, User.language, User.unit_id)
    .join(User, User.id == UserSession.user_id)
    .where(UserSession.token_hash == bindparam("token_hash"), User.deactivated_at.is_(None))
    .where(_holds(bindparam("seen_after"), bindparam("begun_after")))
)


@by_the_way
def _see(session_id: int, at: datetime) -> None:
    db.session.get_one(UserSession, session_id).seen_at = at


def current_actor() -> Actor:
    """The signed-in person as the rules know them; 401 without one."""
    if not current_user.is_authenticated:
        abort(401)
    return Actor(current_user.user.id, current_user.user.role)


def requires(action: Action) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a view: somebody is signed in and their role could ever do this."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not could_ever(action, current_actor().role):
                raise Forbidden(action)
            return view(*args, **kwargs)

        setattr(guarded, MARK, action)
        return guarded

    return mark


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that needs nobody signed in."""
    setattr(view, MARK, None)
    return view


def check_marks(app: Flask) -> None:
    """Stop the start where a view has no mark."""
    bare = [rule for rule, view in app.view_functions.items() if not hasattr(view, MARK)]
    if bare:
        raise RuntimeError(f"views without @requires or @public: {', '.join(sorted(bare))}")


def rights(case: Case, actor: Actor) -> frozenset[Action]:
    """Everything this person may do to this case."""
    relations = _relations(case, actor)
    return frozenset(action for action in Action if may(action, actor.role, relations))


def demand(action: Action, actor: Actor, case: Case) -> None:
    """Raise Forbidden unless this person may do this to this case."""
    # What the role settles is not looked up in the case.
    if may(action, actor.role):
        return
    asked = TABLE[action].relations
    # Nor is what hangs on the case, a dozen queries, where its own row tells enough.
    held = _told_by_the_row(case, actor, asked) if asked <= ROW_TELLS.keys() else _relations(case, actor)
    if not may(action, actor.role, held):
        raise Forbidden(action)


def _relations(case: Case, actor: Actor) -> frozenset[Relation]:
    return case.facts(today=settings().local_day(datetime.now(UTC))).relations(actor.id)


def _told_by_the_row(case: Case, actor: Actor, asked: frozenset[Relation]) -> frozenset[Relation]:
    return frozenset(each for each in asked if actor.id is not None and ROW_TELLS[each](case, actor.id))


def was_there(case: Case, actor: Actor) -> bool:
    """Whether this person was with the case while it was a draft; what was said there stays among them."""
    return not {Relation.AUTHOR, Relation.SPARRER}.isdisjoint(case.facts().relations(actor.id))


def visible(statement: Select[Any], actor: Actor) -> Select[Any]:
    """Only the cases that this person may know of."""
    return statement.where(sees(actor))


def sees(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a case is seen, built from the rule book's table."""
    return _seen_by(actor.role, actor.id)


# A page asks several times for the same person, and putting it together costs as much as asking.
@functools.lru_cache(KEPT)
def _seen_by(role: Role, person: Any) -> ColumnElement[bool]:
    steps = []
    for visibility, grant in SEEN_BY.items():
        if role in grant.roles:
            steps.append(Case.visibility == visibility)
        else:
            related = or_(false(), *(_is(relation, person) for relation in sorted(grant.relations)))
            steps.append((Case.visibility == visibility) & related)
    return or_(*steps)


def find(model: type[C], public_id: str, actor: Actor, *loading: ORMOption) -> C:
    """The case of that public id; 404 alike where it is absent and where this person may not know of it."""
    asked = {"public_id": public_id, "person": actor.id}
    case: C | None = db.session.scalars(_sought(model, actor.role).options(*loading), asked).unique().first()
    if case is None:
        abort(404)
    return case


# Asked for at nearly every request, so it is put together once for each role.
@functools.cache
def _sought(model: type[C], role: Role) -> Select[C]:
    seen = _seen_by(role, bindparam("person"))
    return select(model).where(model.public_id == bindparam("public_id"), seen)


def _is(relation: Relation, person: Any) -> ColumnElement[bool]:
    tables = {
        Relation.AUTHOR: (CaseAuthor, SealedAuthor),
        Relation.SPARRER: (Sparring,),
    }[relation]
    return or_(*(exists().where(t.case_id == Case.id, t.user_id == person).correlate(Case) for t in tables))
