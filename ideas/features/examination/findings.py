"""What was found out about a work step, told in two ways: as the fields of the form, and for the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ideas.models.work_step import WorkStep
from ideas.numbers import written

WORDS = (
    "citation", "citation_link", "rule_owner_name", "who_would_notice", "dependants", "replacement",
    "replaced_by", "shifted_to_whom",
)  # fmt: skip
"""Columns that hold words, empty where nothing is said."""
ANSWERS = (
    "origin", "customer_benefit", "staff_success", "basis", "minutes_low", "minutes_likely", "minutes_high",
    "people", "times_per_year", "events_per_year", "travel_minutes", "euros_per_year", "strain",
    "touches_customer", "customer_minutes", "customer_events", "waiting_days", "channel", "proposal",
    "reduce_how", "share_removed", "replacement_hours", "shifted_to", "shifted_hours", "change_hours",
)  # fmt: skip
"""Columns that hold answers and amounts, None where nothing is said."""
PEOPLE = frozenset({"rule_owner", "noticers", "clearer"})
"""What the log tells as names of colleagues."""
COLUMNS = (*WORDS, *ANSWERS)
PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the form says: columns by name; colleagues as they were written, removals one line each."""

    columns: Mapping[str, Any]
    rule_owner: str
    noticers: tuple[str, ...]
    removals: tuple[str, ...]
    affects_staff: bool
    clearer: str


def fields_of(step: WorkStep) -> dict[str, Any]:
    """The fields of the form as they stand."""
    return {
        **{name: getattr(step, name) for name in COLUMNS},
        "version": step.version,
        "share_removed": None if step.share_removed is None else step.share_removed * PERCENT,
        "rule_owner": step.rule_owner.email if step.rule_owner else "",
        "noticers": "\n".join(sorted(noticer.user.email for noticer in step.noticers)),
        "removals": "\n".join(undone(step)),
        "affects_staff": step.affects_staff,
        "clearer": step.clearer.email if step.clearer else "",
    }


def told(step: WorkStep) -> dict[str, Any]:
    """Everything that was found out as the log keeps it: codes, words, and numbers as they are written."""
    share = step.share_removed
    return {
        **{name: _plain(getattr(step, name)) for name in COLUMNS},
        "share_removed": None if share is None else f"{written(share * PERCENT)} %",
        "rule_owner": step.rule_owner.name if step.rule_owner else None,
        "noticers": sorted(noticer.user.name for noticer in step.noticers),
        "removals": undone(step),
        "affects_staff": step.affects_staff,
        "clearer": step.clearer.name if step.clearer else None,
    }


def people_in(step: WorkStep) -> set[int]:
    """Whom those names mean."""
    named = (step.rule_owner, step.clearer, *(noticer.user for noticer in step.noticers))
    return {person.id for person in named if person}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What became different, each from and to."""
    return {name: [before[name], value] for name, value in after.items() if before[name] != value}


def undone(step: WorkStep) -> list[str]:
    """What else must go and has not gone yet."""
    return [removal.what for removal in step.removals if removal.done_at is None]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return written(value)
    return value.value if isinstance(value, StrEnum) else value
