"""Owns of which groups it may be told how many take part, so that a figure never speaks of a few people.

Groups lie within each other like the units of a house. A group is named by its path: `/` is the whole house,
`/1/` lies within it, and `/1/4/` within `/1/`.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workflow.events import Kind

CONTRIBUTIONS = frozenset(
    {
        Kind.COMMENTED, Kind.SUPPORTED, Kind.JOINED, Kind.INFO_GIVEN, Kind.AIM_TOLD,
        Kind.READING_ADDED, Kind.APPLIED, Kind.APPLICATION_ANSWERED, Kind.FOLLOW_UP_ANSWERED,
        Kind.EVIDENCE_ADDED, Kind.NEED_SHOWN, Kind.MISSED, Kind.REOPENED, Kind.RECONSIDERED,
    }
)  # fmt: skip
"""What counts as taking part beside bringing a case: words, hands or knowledge given to one.

To follow or to thank is no contribution, a decision is the work of an office, and that somebody evaluates is
not known while a round is open.
"""


BROUGHT = frozenset({Kind.SUBMITTED, Kind.RECORDED})
"""How a case is brought; who hides their name, or is named beside the first author, is not named for it."""


class Group(NamedTuple):
    """How many people are in a group, and how many of them took part."""

    people: int = 0
    contributors: int = 0

    def covers(self, fewest: "Group") -> bool:
        """Whether there are at least so many people, and at least so many who took part."""
        return self.people >= fewest.people and self.contributors >= fewest.contributors


WHOLE = "/"
NOBODY = Group()


def totals(own: Mapping[str, Group]) -> dict[str, Group]:
    """Every group with those that lie within it, from the people that belong to each group itself."""
    found: dict[str, Group] = {}
    for path, group in own.items():
        for around in _around(path):
            found[around] = _sum([found.get(around, NOBODY), group])
    return found


def tellable(own: Mapping[str, Group], fewest: Group) -> frozenset[str]:
    """Return the paths of the groups whose figures may be told, from the people of each group itself.

    A figure that is told can be taken from the figure of a group around it. So whatever is left of a group
    without the told groups within it must be nobody, or as many as may be told themselves; where it is not,
    the smallest of those groups is withheld too. Whatever can be computed is made of such remainders.
    Source: secondary cell suppression, Hundepool et al., Statistical Disclosure Control, Wiley 2012.
    """
    whole = totals(own)
    told = {path for path, group in whole.items() if group.covers(fewest)}
    # What is withheld lies below, and changes the remainder of nothing that has been looked at.
    for path in sorted(told, key=lambda each: (-each.count("/"), each)):
        while not _is_safe(_rest(path, whole, told), fewest):
            told.remove(min(_within(path, told), key=lambda each: _loss(each, whole, told)))
    return frozenset(told)


def _around(path: str) -> Iterable[str]:
    """The group itself and every group around it."""
    parts = path.strip("/").split("/") if path != WHOLE else []
    return ("/".join(["", *parts[:n], ""]) if n else WHOLE for n in range(len(parts) + 1))


def _within(path: str, told: Iterable[str]) -> list[str]:
    """The told groups that lie within it and within no other told one."""
    inside = sorted(each for each in told if each != path and each.startswith(path))
    return [each for each in inside if not any(each != other and each.startswith(other) for other in inside)]


def _rest(path: str, whole: Mapping[str, Group], told: Iterable[str]) -> Group:
    """Who is left of the group without the told groups within it."""
    gone = _sum(whole[each] for each in _within(path, told))
    return Group(whole[path].people - gone.people, whole[path].contributors - gone.contributors)


def _is_safe(rest: Group, fewest: Group) -> bool:
    return rest.people == 0 or rest.covers(fewest)


def _loss(path: str, whole: Mapping[str, Group], told: Iterable[str]) -> tuple[bool, int, str]:
    """What is lost by withholding it: first those whose own people help, then the smallest."""
    return _rest(path, whole, told).people == 0, whole[path].people, path


def _sum(groups: Iterable[Group]) -> Group:
    people, contributors = 0, 0
    for group in groups:
        people, contributors = people + group.people, contributors + group.contributors
    return Group(people, contributors)
