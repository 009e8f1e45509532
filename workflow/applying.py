"""Owns who tells how something went that was tried in one place and applied in another."""

from dataclasses import dataclass

from workflow.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class Applied:
    """What the rule asks of an application.

    `unit` is the path of its unit from the root, such as `/1/4/`; `applier` is empty where a hidden author
    of the case applied it, and `hidden` are those.
    """

    unit: str
    applier: int | None
    hidden: frozenset[int] = frozenset()


def tells_how_it_went(applied: Applied, actor: Actor, home: str | None) -> bool:
    """Whether this person may say how it went; `home` is the path of their own unit, None without one.

    Whoever applied it may, everybody of that unit and below, and any lead: people move on, units stay.
    """
    is_own = actor.id in applied.hidden if applied.applier is None else actor.id == applied.applier
    works_there = home is not None and home.startswith(applied.unit)
    return is_own or works_there or actor.role is Role.LEAD
