"""What every list of cases can be narrowed by: words, state, unit, owner, one's own and those one follows."""

from dataclasses import dataclass, fields
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, or_, select, union_all

from ideas.models.case import Case, CaseAuthor, SealedAuthor, fold
from ideas.models.involvement import Follow
from workflow.actors import Actor

ME, NOBODY = "me", "nobody"
NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; an empty value asks for nothing."""

    q: str = ""
    state: str = ""
    unit: str = ""
    owner: str = ""
    mine: bool = False
    followed: bool = False
    sort: str = NEWEST

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Everything that can be asked for."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def by(cls, form: Any) -> Self:
        """What holds of a form; a value that is not offered asks for nothing."""
        form.validate()
        return cls(**{n: form[n].data for n in cls.names() if form[n].data and not form[n].errors})

    @property
    def words(self) -> list[str]:
        """The words to be found, each of them."""
        return self.q.split()[:10]

    @property
    def address(self) -> dict[str, str]:
        """What the address says of it, without what it need not say."""
        said = {name: getattr(self, name) for name in self.names()}
        said["sort"] = "" if self.sort == NEWEST else self.sort
        return {name: "1" if value is True else value for name, value in said.items() if value}

    @property
    def are_narrow(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.address.keys() - {"sort"})


def wanted(asked: Asked, units: tuple[int, ...], actor: Actor) -> list[ColumnElement[bool]]:
    """The conditions behind what was asked for; `units` are the unit with its sub-units."""
    conditions = [_says(word) for word in asked.words]
    if asked.state:
        conditions.append(Case.state == asked.state)
    if asked.unit:
        conditions.append(Case.unit_id.in_(units))
    if asked.owner:
        conditions.append(_answered_by(asked.owner, actor))
    if asked.mine:
        conditions.append(Case.id.in_(own(actor)))
    if asked.followed:
        conditions.append(Case.id.in_(select(Follow.case_id).where(Follow.user_id == actor.id)))
    return conditions


def own(actor: Actor) -> Select[Any]:
    """The cases that this person wrote, by name or hidden."""
    tables = (CaseAuthor, SealedAuthor)
    every = union_all(
        *(select(table.case_id).where(table.user_id == actor.id) for table in tables)
    ).subquery()
    return select(every.c.case_id)


def _says(word: str) -> ColumnElement[bool]:
    found = Case.folded.contains(fold(word), autoescape=True)
    return or_(found, Case.public_id == word.upper())


def _answered_by(owner: str, actor: Actor) -> ColumnElement[bool]:
    if owner == NOBODY:
        return Case.owner_id.is_(None)
    return Case.owner_id == (actor.id if owner == ME else int(owner))
