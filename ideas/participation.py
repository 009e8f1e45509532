"""Counts who takes part, in the house and by unit, without saying anything of a few people."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from ideas.extensions import Reader, db, settings
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.entry import Entry
from ideas.models.user import User
from ideas.units import unit_tree
from workflow.participation import BROUGHT, CONTRIBUTIONS, WHOLE, Group, tellable, totals

Paths = Mapping[int | None, str]
"""Where each unit lies in the tree; who belongs to none belongs to the whole house."""
DAYS_A_YEAR = 365
SHORTEST = 28
"""In fewer days than these a number of ideas says nothing of a year."""


class Participation(NamedTuple):
    """People who can sign in now, and how many of them took part."""

    people: int
    contributors: int

    @property
    def percent(self) -> int:
        """How many of a hundred took part."""
        return int((Decimal(100 * self.contributors) / self.people).quantize(Decimal(1), ROUND_HALF_UP))


class OfUnit(NamedTuple):
    """A unit with those below it; `told` is None where there are too few to be told."""

    unit_id: int
    name: str
    depth: int
    told: Participation | None


class OfHouse(NamedTuple):
    """The whole house, and every unit in the order of the tree."""

    whole: Participation | None
    units: tuple[OfUnit, ...]


def ideas_per_hundred(ideas: int, people: int, days: int) -> Decimal | None:
    """Ideas of a hundred people in a year, with one decimal; None of nobody, or of too short a time."""
    if days < SHORTEST or not people:
        return None
    return (Decimal(ideas * 100 * DAYS_A_YEAR) / (people * days)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def participation_by_unit(since: date, until: date, language: str, reader: Reader = db.session) -> OfHouse:
    """Who took part in these days, of all and of every unit with those below it; None where they are too few.

    What is told of a unit hangs on what is told of every other, so that nothing can be computed from both.
    """
    tree = unit_tree(language)
    told = _told(since, until, {unit.id: unit.path for unit in tree}, reader)
    lines = (OfUnit(unit.id, unit.name(language), unit.depth, told.get(unit.path)) for unit in tree)
    return OfHouse(told.get(WHOLE), tuple(lines))


def _told(since: date, until: date, paths: Paths, reader: Reader) -> dict[str, Participation]:
    """What may be told, by the path of the unit."""
    first, end = _moment(since), _moment(until + timedelta(days=1))
    own = {
        paths.get(unit_id, WHOLE): Group(people, contributors)
        for unit_id, people, contributors in reader.execute(_people(first, end))
    }
    fewest = Group(settings().participation_people, settings().participation_contributors)
    whole = totals(own)
    return {path: Participation(*whole[path]) for path in tellable(own, fewest)}


def _people(first: datetime, end: datetime) -> Select[int | None, int, int]:
    """By unit, who can sign in and who of them took part: each is looked up, so history costs nothing."""
    took_part = func.count().filter(
        or_(_contributed(first, end), _brought(CaseAuthor, first, end), _brought(SealedAuthor, first, end))
    )
    counted = select(User.unit_id, func.count(), took_part)
    return counted.where(User.deactivated_at.is_(None)).group_by(User.unit_id)


def _contributed(first: datetime, end: datetime) -> ColumnElement[bool]:
    """Through the index of what a person did and when: it finds most of them, and comes first."""
    is_theirs = and_(Entry.actor_id == User.id, Entry.at >= first, Entry.at < end)
    return exists().where(is_theirs, Entry.kind.in_(sorted(CONTRIBUTIONS | BROUGHT))).correlate(User)


def _brought(author: type[CaseAuthor | SealedAuthor], first: datetime, end: datetime) -> ColumnElement[bool]:
    """Whom no entry names for it: co-authors, hidden authors, and those of cases that came from elsewhere."""
    is_theirs = and_(author.user_id == User.id, author.case_id == Case.id)
    return exists().where(is_theirs, Case.submitted_at >= first, Case.submitted_at < end).correlate(User)


def _moment(day: date) -> datetime:
    """When a day begins in the house."""
    return datetime.combine(day, time(), ZoneInfo(settings().time_zone))
