"""Checks the whole history, one case after another, and stops at the first difference."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ideas.extensions import db
from ideas.features.audit import queries
from ideas.features.audit.chain import Difference, broken_chain, untrue_row
from ideas.features.audit.queries import Told
from ideas.heads import Head, head, settled_end
from ideas.history import erasures
from ideas.models.entry import Entry
from ideas.recounting import differences

STEP = 10_000
"""After so many cases a person who waits is told how far it is."""


@dataclass
class Findings:
    """How much was looked at, and the first difference if there is one."""

    cases: int = 0
    entries: int = 0
    difference: Difference | None = None


def check_history(progress: Callable[[int], None]) -> Findings:
    """Hold every case and every stream against its entries."""
    findings = Findings()
    queries.stand_still()
    try:
        differences = _differences(findings, progress)
        findings.difference = next(differences, None)
    finally:
        db.session.rollback()
    return findings


def present_head() -> Head:
    """The head of the log as it is now."""
    with db.engine.connect() as connection:
        return head(connection, settled_end(connection))


def head_up_to(last: int) -> Head:
    """The head that the log had when its newest entry was the one of that id."""
    with db.engine.connect() as connection:
        return head(connection, last)


def _differences(findings: Findings, progress: Callable[[int], None]) -> Iterator[Difference]:
    erased = erasures()
    for told in queries.cases():
        findings.cases += 1
        findings.entries += len(told[1])
        if difference := _of_case(told, erased):
            yield difference
        if findings.cases % STEP == 0:
            progress(findings.cases)
    for stream, entries in queries.other_streams():
        if difference := broken_chain(stream, _counted(entries, findings), erased):
            yield difference
    yield from (Difference(place, None, log, row) for place, log, row in differences())


def _of_case(told: Told, erased: Mapping[int, str]) -> Difference | None:
    row, entries = told
    return broken_chain(row.public_id, entries, erased) or untrue_row(row, entries)


def _counted(entries: Iterator[Entry], findings: Findings) -> Iterator[Entry]:
    for entry in entries:
        findings.entries += 1
        yield entry
