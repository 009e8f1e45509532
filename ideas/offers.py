"""What the filters of a list offer: units, directions, themes, and those who answer for something."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, null, select, union_all

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.direction import Direction, Theme
from ideas.models.unit import Unit
from ideas.models.user import User

MOST_OWNERS = 500
Choices = list[tuple[str, str]]


# Compared by identity, for there is one of a kind: it is what forms and statements are remembered by.
@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """What the filters offer in one language; `paths` and `unit_names` hold every unit by its id."""

    paths: dict[int, str]
    unit_names: dict[int, str]
    choices: dict[str, Choices]

    def below(self, unit: str) -> tuple[int, ...]:
        """The ids of a unit and all its sub-units."""
        path = self.paths[int(unit)] if unit else ""
        return tuple(number for number, one in self.paths.items() if path and one.startswith(path))


def options(language: str) -> Options:
    """Everything that is offered, read in one statement."""
    rows = db.session.connection().execute(_EVERYTHING).all()
    return _built(tuple(map(tuple, rows)), language)


# Never stale: everything that is offered stands in the rows, which are read at each request.
@lru_cache(16)
def _built(rows: tuple[tuple[Any, ...], ...], language: str) -> Options:
    named: dict[str, dict[int, str]] = {"unit": {}, "owner": {}, "direction": {}, "theme": {}}
    paths = {number: path for kind, number, path, *_ in rows if kind == "unit"}
    for kind, number, _path, finnish, swedish, english in rows:
        named[kind][number] = {"sv": swedish, "en": english}.get(language) or finnish
    choices = {kind: _by_name(names) for kind, names in named.items()}
    choices["owner"] = choices["owner"][:MOST_OWNERS]
    choices["unit"] = _tree(paths, named["unit"])
    return Options(paths, named["unit"], choices)


def _by_name(names: dict[int, str]) -> Choices:
    ordered = sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))
    return [(str(number), name) for number, name in ordered]


def _tree(paths: dict[int, str], names: dict[int, str]) -> Choices:
    ways = {number: [int(part) for part in path.split("/") if part] for number, path in paths.items()}
    ordered = sorted(paths, key=lambda number: [names[part].casefold() for part in ways[number]])
    return [(str(number), "– " * (len(ways[number]) - 1) + names[number]) for number in ordered]


def _owners() -> Select[Any]:
    """The owners of cases, found by stepping from one to the next through the index of them."""
    lowest = select(func.min(Case.owner_id).label("id")).cte("owners", recursive=True)
    following = select(func.min(Case.owner_id)).where(Case.owner_id > lowest.c.id).scalar_subquery()
    steps = lowest.union_all(select(following).where(lowest.c.id.is_not(None)))
    return select(steps.c.id)


def _part(model: Any, path: Any) -> Select[Any]:
    kind = literal(model.__tablename__)
    return select(kind, model.id, path, model.name_fi, model.name_sv, model.name_en)


_EVERYTHING: CompoundSelect[Any] = union_all(
    _part(Unit, Unit.path),
    *(_part(model, literal("")) for model in (Direction, Theme)),
    select(literal("owner"), User.id, literal(""), User.name, null(), null()).where(User.id.in_(_owners())),
)
