"""A backup that is taken while people write holds one moment, and holds nobody up."""

import threading
from pathlib import Path

from flask import Flask

from ideas.parcels import unpacking
from tests.features.audit.test_check_history import say
from tests.features.backup.house import run
from workflow.events import Kind


def backup(app: Flask, file: Path) -> Path:
    """A backup of that name."""
    done = run(app, "backup", file)
    assert done.exit_code == 0, done.output
    return file


def head_in(file: Path) -> str:
    """The head of the log in a backup."""
    with unpacking(file) as parcel:
        return str(parcel.facts["state"]["head"])


def test_a_backup_under_writes_is_of_one_moment(house: Flask, tmp_path: Path, is_thorough: bool) -> None:
    """The copy is counted and its chain calculated again before it has its name; the writer goes on."""
    written: list[int] = []
    is_over = threading.Event()

    def write() -> None:
        with house.app_context():
            while not is_over.is_set():
                say(Kind.UNIT_ADDED)
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    heads: list[str] = []
    try:
        for number in range(20 if is_thorough else 2):
            before = len(written)
            heads.append(head_in(backup(house, tmp_path / f"{number}")))
            assert len(written) > before
    finally:
        is_over.set()
        writer.join()
    assert len(set(heads)) == len(heads)
    assert run(house, "restore", tmp_path / "0", "--replace").exit_code == 0
    assert run(house, "check-history", "--expect", heads[0]).exit_code == 0
