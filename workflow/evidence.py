"""Owns how far a figure can be trusted: its class follows from what was found, nobody chooses it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

ENOUGH_ESTIMATES = 3


class EvidenceClass(StrEnum):
    """A: measured, with the number of observations. B: three independent estimates or more. C: a guess."""

    A = "A"
    B = "B"
    C = "C"


class Method(StrEnum):
    """How a finding came about: events were counted or timed, or somebody said what they believe."""

    MEASURED = "measured"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence for a figure.

    `count` is the number of observations (n), None when it is not stated. `source` is who or what gave the
    figure, an id or a name, None when it is not stated. Raises ValueError for a count below zero.
    """

    method: Method
    count: int | None = None
    source: int | str | None = None

    def __post_init__(self) -> None:
        """Refuse a count below zero."""
        if self.count is not None and self.count < 0:
            raise ValueError("a count is zero or more")


def evidence_class(findings: Collection[Finding]) -> EvidenceClass:
    """Return the class that the findings of one figure earn; C when there is none.

    A takes one measurement whose n is at least 1. B takes estimates from three different sources; those that
    name no source count as one source together. A measurement without its n is neither: it earns nothing
    until its n is stated. Names are alike whatever their case and the spaces around them. The classes and
    their limits are our own.
    """
    if any(_is_measured(finding) for finding in findings):
        return EvidenceClass.A
    sources = {_source(finding) for finding in findings if finding.method is Method.ESTIMATED}
    return EvidenceClass.B if len(sources) >= ENOUGH_ESTIMATES else EvidenceClass.C


def _is_measured(finding: Finding) -> bool:
    """Say whether the finding is a measurement that states how many observations it rests on."""
    return finding.method is Method.MEASURED and bool(finding.count)


def _source(finding: Finding) -> int | str | None:
    """Return the source in the form in which two are compared; a blank name is no source."""
    return finding.source.strip().casefold() or None if isinstance(finding.source, str) else finding.source
