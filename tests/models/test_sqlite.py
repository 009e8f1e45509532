"""How SQLite's file is opened: an acknowledged write outlives a power cut, and a writer is waited for."""

from pathlib import Path

import pytest
from sqlalchemy import text

from ideas.extensions import db
from tests.conftest import make_app

OPENED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 8000}
"""Two is FULL: with less, what was answered can be gone."""


@pytest.fixture
def opened(tmp_path: Path) -> dict[str, object]:
    """How an application of its own opens a new file, without the haste of the other tests."""
    with make_app(f"sqlite:///{tmp_path / 'new.db'}", tmp_path).app_context():
        found = {name: db.session.execute(text(f"PRAGMA {name}")).scalar_one() for name in OPENED}
        db.session.remove()
        db.engine.dispose()
    return found


def test_an_acknowledged_write_outlives_a_power_cut(opened: dict[str, object]) -> None:
    assert opened == OPENED
