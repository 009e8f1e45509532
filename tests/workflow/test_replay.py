"""Replaying: what a case's row must say if its log is true."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from workflow.replay import Replayed, replay


@dataclass(frozen=True)
class Entry:
    """One entry as replaying sees it."""

    source: str | None = None
    target: str | None = None
    data: Mapping[str, object] = field(default_factory=dict)


SUBMIT = Entry("draft", "submitted", {"next_date": "2026-03-19"})
ASSIGN = Entry(data={"owner": 7, "person": "Maija"})
DROP = Entry("submitted", "dropped", {"next_date": None})


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([], Replayed("draft")),
        ([SUBMIT], Replayed("submitted", None, date(2026, 3, 19))),
        ([SUBMIT, ASSIGN], Replayed("submitted", 7, date(2026, 3, 19))),
        ([SUBMIT, ASSIGN, DROP], Replayed("dropped", 7, None)),
        ([SUBMIT, Entry(data={"words": "…"})], Replayed("submitted", None, date(2026, 3, 19))),
    ],
)
def test_entries_fold_into_state_owner_and_next_date(entries: list[Entry], told: Replayed) -> None:
    assert replay("draft", entries) == told


def test_the_first_entry_that_does_not_follow_on_is_numbered() -> None:
    assert replay("draft", [SUBMIT, ASSIGN, SUBMIT, DROP]) == Replayed(
        "submitted", 7, date(2026, 3, 19), broken=3
    )
