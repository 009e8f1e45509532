"""Of which cases a page of the situation view speaks: everything that can be chosen in its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from ideas.access import sees
from ideas.extensions import db, settings
from ideas.models.case import Case
from ideas.models.direction import Direction
from ideas.models.idea import Idea
from ideas.models.unit import Unit
from ideas.units import within
from workflow.actors import Actor
from workflow.figures.windows import Period, Window
from workflow.lifecycles.idea_states import Size

KINDS = ("idea", "work-step")
NAMES = ("period", "kind", "unit", "direction", "size")


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for; what is empty narrows nothing down."""

    actor: Actor
    today: date
    period: Period = Period.YEAR
    kind: str = ""
    unit: Unit | None = None
    direction: Direction | None = None
    size: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it speaks of the whole house, so that the numbers need not be counted from single cases."""
        return self.unit is None and self.direction is None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of case; only ideas have a direction and a size."""
        of_ideas = self.direction is not None or bool(self.size)
        return tuple(kind for kind in KINDS if self.kind in ("", kind) and not (of_ideas and kind != "idea"))

    def holds(self, case_id: InstrumentedAttribute[int], *more: ColumnElement[bool]) -> ColumnElement[bool]:
        """The condition under which what belongs to a case is spoken of."""
        # Not a join: the database could then begin with the cases, which are many.
        return exists().where(Case.id == case_id, *more, *self.cases)

    @property
    def address(self) -> dict[str, str]:
        """What the address says of it, without what it need not say."""
        said = {
            "period": "" if self.period is Period.YEAR else self.period.value,
            "kind": self.kind,
            "unit": str(self.unit.id) if self.unit else "",
            "direction": str(self.direction.id) if self.direction else "",
            "size": self.size,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """The address as it can be remembered by."""
        return tuple(self.address.items())

    @property
    def cases(self) -> list[ColumnElement[bool]]:
        """The submitted cases that it speaks of and this person may know of."""
        conditions = [Case.submitted_at.is_not(None), Case.kind.in_(self.kinds), sees(self.actor)]
        if self.unit is not None:
            conditions.append(Case.unit_id.in_(within(self.unit.id)))
        if self.direction is not None:
            conditions.append(_idea_with(Idea.direction_id == self.direction.id))
        if self.size:
            conditions.append(_idea_with(Idea.size == self.size))
        return conditions

    def window(self, begun: date | None = None) -> Window:
        """The days of the period; `begun` is the first day on which anything happened."""
        return Window.of(self.period, self.today, begun)

    @staticmethod
    def moments(window: Window) -> tuple[datetime, datetime]:
        """The first and the last moment of the days, in the house."""
        zone = ZoneInfo(settings().time_zone)
        last = datetime.combine(window.last, time.max, zone)
        return datetime.combine(window.first, time(), zone).astimezone(UTC), last.astimezone(UTC)


def scope_of(asked: Mapping[str, str], units: Sequence[Unit], *, actor: Actor, today: date) -> Scope:
    """What the address asks for; what it says wrongly is left out."""
    directions = db.session.scalars(select(Direction)) if asked.get("direction") else ()
    return Scope(
        actor, today,
        period=next((each for each in Period if each == asked.get("period")), Period.YEAR),
        kind=next((each for each in KINDS if each == asked.get("kind")), ""),
        unit=next((each for each in units if str(each.id) == asked.get("unit")), None),
        direction=next((each for each in directions if str(each.id) == asked.get("direction")), None),
        size=next((each.value for each in Size if each == asked.get("size")), ""),
    )  # fmt: skip


def _idea_with(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Idea.__table__.c.id == Case.id, condition).correlate(Case)
