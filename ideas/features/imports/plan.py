"""Owns what an import would do: which rows are new, which are there already, which stand in the way."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ideas.features.imports.candidate import Candidate, candidate
from ideas.features.imports.checking import Complaint, Fault, complaints
from ideas.features.imports.mapping import Field, Mapping
from ideas.features.imports.queries import Names, known_contents, plain, themes_by_name, units_by_name
from ideas.features.imports.targets import IDEAS, Target
from ideas.tables import Table


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator asked for."""

    target: Target = IDEAS
    language: str = "fi"
    creates_units: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen; nothing may be written where there are complaints."""

    new: list[Candidate]
    known: int
    changed: list[int]
    missing_units: list[str]
    complaints: list[Complaint]
    units: Names
    themes: Names


def plan(table: Table, mapping: Mapping, wishes: Wishes, today: date) -> Plan:
    """Hold the table against its rules and against what is there already."""
    candidates = [candidate(row, mapping, wishes.language) for row in table.rows]
    found = [complaint for row in table.rows for complaint in complaints(row, mapping, wishes.target, today)]
    found += _repetitions(candidates, mapping)
    contents = known_contents(wishes.target.prefix)
    units, themes = units_by_name(), themes_by_name()
    new = [each for each in candidates if each.external_id not in contents]
    missing = _grouped(new, lambda each: each.unit, units)
    if not wishes.creates_units:
        found += _unknown(missing, Fault.UNKNOWN_UNIT, mapping.columns.get(Field.UNIT))
    found += _ambiguous(new, units, mapping.columns.get(Field.UNIT))
    missing_themes = _grouped(new, lambda each: each.theme, themes)
    found += _unknown(missing_themes, Fault.UNKNOWN_THEME, mapping.columns.get(Field.THEME))
    return Plan(
        new=new,
        known=len(candidates) - len(new),
        changed=[each.number for each in candidates if _says_otherwise(each, contents)],
        missing_units=[rows[0].unit for rows in missing.values()],
        complaints=sorted(found, key=lambda complaint: complaint.number),
        units=units,
        themes=themes,
    )


def _repetitions(candidates: Iterable[Candidate], mapping: Mapping) -> list[Complaint]:
    """Rows whose id an earlier row of the same file has; without ids, rows that say the same."""
    column = mapping.columns.get(Field.EXTERNAL_ID)
    first: dict[str, int] = {}
    found = []
    for each in candidates:
        earlier = first.setdefault(each.external_id, each.number)
        if earlier != each.number:
            fault = Fault.REPEATED_ID if column else Fault.REPEATED_ROW
            found.append(Complaint(each.number, fault, column, {"earlier": earlier}))
    return found


def _grouped(
    candidates: Iterable[Candidate], name: Callable[[Candidate], str], known: Names
) -> dict[str, list[Candidate]]:
    """Candidates by a name that nothing goes by."""
    groups = defaultdict(list)
    for each in candidates:
        if name(each) and plain(name(each)) not in known:
            groups[plain(name(each))].append(each)
    return groups


def _unknown(groups: dict[str, list[Candidate]], fault: Fault, column: str | None) -> list[Complaint]:
    """One complaint for each unknown name, at its first row."""
    return [
        Complaint(
            rows[0].number,
            fault,
            column,
            {"name": rows[0].unit if fault is Fault.UNKNOWN_UNIT else rows[0].theme, "rows": len(rows)},
        )
        for rows in groups.values()
    ]


def _ambiguous(candidates: Iterable[Candidate], units: Names, column: str | None) -> list[Complaint]:
    """One complaint for each name that several units go by, at its first row."""
    first: dict[str, Candidate] = {}
    for each in candidates:
        if len(units.get(plain(each.unit), ())) > 1:
            first.setdefault(plain(each.unit), each)
    return [
        Complaint(each.number, Fault.AMBIGUOUS_UNIT, column, {"name": each.unit}) for each in first.values()
    ]


def _says_otherwise(each: Candidate, contents: dict[str, str | None]) -> bool:
    known = contents.get(each.external_id)
    return known is not None and known != each.content
