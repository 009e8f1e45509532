"""Backups that are taken while people write: each holds one moment, holds nobody up, and comes back equal."""

from pathlib import Path

import pytest
from flask import Flask

from ideas.extensions import SETTINGS, db
from ideas.models import User
from ideas.parcels import unpacking
from tests.databases import client_programs
from tests.faults.figures import Tell
from tests.faults.houses import Node
from tests.faults.storms import Storm, assert_nothing_lost, storm, words_of
from tests.features.backup.house import attach, contents, rows, run

TIMES, MANY = 1, 10
FILES = (b"first", b"second")


@pytest.fixture(autouse=True)
def _programs(shared_app: Flask, spare: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs that belong to the server of the tests, not those of the machine."""
    for app in (shared_app, spare):
        monkeypatch.setattr(app.extensions[SETTINGS], "postgresql_programs", client_programs())


@pytest.mark.short_on("sqlite")
def test_backups_under_writes_come_back_equal(
    shared_app: Flask, nodes: list[Node], spare: Flask, tmp_path: Path, is_thorough: bool, tell: Tell
) -> None:
    raging, times = _storm_with_files(shared_app, nodes), MANY if is_thorough else TIMES
    seen: set[str] = set()
    with raging.raging():
        for number in range(times):
            seen |= _assert_of_one_moment(raging, shared_app, spare, tmp_path / str(number))
    assert_nothing_lost(shared_app, raging)
    assert seen <= {*raging.steps, *raging.comments}
    with shared_app.app_context():
        before = rows(), contents()
    _carried_over(shared_app, spare, tmp_path / "quiet")
    with spare.app_context():
        assert (rows(), contents()) == before
    tell(
        "backups under writes, each restored elsewhere",
        f"{times} backups, {raging.acknowledged} writes meanwhile; each restored with a true history and "
        f"all that was acknowledged before; one after the storm equal row for row in {len(before[0])} tables",
    )


def _storm_with_files(app: Flask, nodes: list[Node]) -> Storm:
    raging = storm(app, nodes)
    with app.app_context():
        for content in FILES:
            attach(raging.idea, db.session.get_one(User, raging.people[0]), content)
    return raging


def _assert_of_one_moment(raging: Storm, house: Flask, spare: Flask, file: Path) -> set[str]:
    """What was acknowledged before is in the backup, and nobody waited for it; all that is in it."""
    raging.wait_for(4)
    known, before = {*raging.steps, *raging.comments}, raging.acknowledged
    _carried_over(house, spare, file)
    assert raging.acknowledged > before
    with spare.app_context():
        steps, comments = words_of(raging)
    found = [*steps.values(), *comments]
    assert len(found) == len({*found})
    assert known <= {*found}
    return {*found}


def _carried_over(house: Flask, spare: Flask, file: Path) -> None:
    """Back one house up, and put it in the place of the other; the log is true and ends where it did."""
    done = run(house, "backup", file)
    assert done.exit_code == 0, done.output
    done = run(spare, "restore", file, "--replace")
    assert done.exit_code == 0, done.output
    with unpacking(file) as parcel:
        head = parcel.facts["state"]["head"]
    done = run(spare, "check-history", "--expect", head)
    assert done.exit_code == 0, done.output
