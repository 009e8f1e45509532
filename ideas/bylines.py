"""The names under the cases of a list; whose name is hidden is never asked for."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select

from ideas.extensions import db
from ideas.models.case import CaseAuthor
from ideas.models.user import User


def bylines(cases: Iterable[tuple[int, bool]]) -> Mapping[int, str | None]:
    """The authors of each case (its id, and whether it hides them), None where they are hidden."""
    are_hidden = dict(cases)
    named: dict[int, list[str]] = {case: [] for case, is_hidden in are_hidden.items() if not is_hidden}
    for case, name in db.session.connection().execute(_AUTHORS, {"cases": list(named)}).all():
        named[case].append(name)
    return {case: None if is_hidden else ", ".join(named[case]) for case, is_hidden in are_hidden.items()}


_AUTHORS = (
    select(CaseAuthor.case_id, User.name)
    .join(User, User.id == CaseAuthor.user_id)
    .where(CaseAuthor.case_id.in_(bindparam("cases", expanding=True)))
    .order_by(CaseAuthor.case_id, CaseAuthor.position)
)
