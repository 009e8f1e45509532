"""What can go wrong with a backup: nothing that is there is lost by it, and a plain line says why."""

import io
import os
import tarfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from ideas.extensions import SETTINGS, db
from ideas.features.backup import postgresql, programs, sqlite
from ideas.parcels import Unusable, packing, unpacking
from ideas.schema import ASIDE
from tests import factories
from tests.features.backup.house import db_is_sqlite, rows, run


def damaged(whole: bytes, way: str) -> bytes:
    """A backup that is cut, or in which one byte of some part is another."""
    if way == "cut":
        return whole[: len(whole) // 2]
    if way == "no backup":
        return b"something else"
    part = {
        "a file": b"second",
        "the database": b"SQLite format 3" if b"SQLite format 3" in whole else b"PGDMP",
    }
    place = whole.index(part[way])
    return whole[:place] + b"X" + whole[place + 1 :]


@pytest.mark.parametrize("way", ["cut", "no backup", "a file", "the database"])
def test_a_damaged_backup_replaces_nothing(house: Flask, tmp_path: Path, way: str) -> None:
    run(house, "backup", tmp_path / "whole")
    (tmp_path / "damaged").write_bytes(damaged((tmp_path / "whole").read_bytes(), way))
    with house.app_context():
        before = rows()
    done = run(house, "restore", tmp_path / "damaged", "--replace")
    assert (done.exit_code, done.output.splitlines()[0][:27]) == (1, "Error: Nothing was restored")
    with house.app_context():
        assert rows() == before


def test_a_backup_that_does_not_become_what_it_says_is_taken_back(
    house: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found on PostgreSQL after the tables are there, and before the old ones are let go of."""
    run(house, "backup", tmp_path / "whole")
    with house.app_context():
        factories.submitted(factories.person())
        before = rows()
    database = sqlite if db_is_sqlite(house) else postgresql
    compare = database.compare

    def refuse(found: object, expected: object) -> None:
        raise Unusable("it is another one")

    monkeypatch.setattr(database, "check", lambda file, expected: None)
    monkeypatch.setattr(database, "compare", refuse)
    done = run(house, "restore", tmp_path / "whole", "--replace")
    monkeypatch.setattr(database, "compare", compare)
    assert done.exit_code == 1
    if not db_is_sqlite(house):
        with house.app_context():
            assert (rows(), ASIDE in inspect(db.engine).get_schema_names()) == (before, False)


def test_a_backup_of_a_newer_version_is_refused(house: Flask, tmp_path: Path) -> None:
    with house.app_context(), db.engine.begin() as connection:
        (revision,) = connection.execute(text("select version_num from alembic_version")).one()
        connection.execute(text("update alembic_version set version_num = '9999'"))
    run(house, "backup", tmp_path / "newer")
    with house.app_context(), db.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :it"), {"it": revision})
    done = run(house, "restore", tmp_path / "newer", "--replace")
    assert "the backup was made by a newer version of Tilaa (schema 9999)" in done.output


def test_a_disk_without_room_leaves_no_half_a_backup(
    house: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    done = run(house, "backup", tmp_path / "backup")
    assert (done.exit_code, os.listdir(tmp_path)) == (1, [])
    assert done.output.endswith("cannot be written: No space left on device\n")


def test_without_the_programs_of_postgresql_one_line_says_so(
    house: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db_is_sqlite(house):
        pytest.skip("SQLite needs no programs")
    monkeypatch.setattr(house.extensions[SETTINGS], "postgresql_programs", tmp_path)
    done = run(house, "backup", tmp_path / "backup")
    assert (done.exit_code, done.output) == (
        1,
        "Error: No backup was written: pg_dump is not found: install PostgreSQL's client programs, "
        "or set TILAA_POSTGRESQL_PROGRAMS\n",
    )


def hide_the_files(app: Flask) -> None:
    """Put something in the way of every file, as a disk does that went away."""
    for path in app.extensions[SETTINGS].data_folder.iterdir():
        path.unlink()
        path.mkdir()


def test_files_out_of_reach_are_told_in_one_line(house: Flask, tmp_path: Path) -> None:
    run(house, "backup", tmp_path / "whole")
    with house.app_context():
        before = rows()
    hide_the_files(house)
    done = run(house, "backup", tmp_path / "backup")
    said = "Error: No backup was written: the attached files are out of reach: EISDIR\n"
    assert (done.exit_code, done.output, os.listdir(tmp_path)) == (1, said, ["whole"])
    done = run(house, "restore", tmp_path / "whole", "--replace")
    assert (done.exit_code, done.output.endswith(" cannot be put in its place: EISDIR\n")) == (1, True)
    with house.app_context():
        assert rows() == before


def test_a_hand_made_backup_writes_nothing_beside_our_files(house: Flask, tmp_path: Path) -> None:
    """Whoever makes such a file by hand can seal it too."""
    run(house, "backup", tmp_path / "whole")
    with unpacking(tmp_path / "whole") as parcel, packing(tmp_path / "evil") as target:
        for name in parcel.names:
            target.add(name, io.BytesIO(parcel.open(name).read()))
        target.add("files/../evil", io.BytesIO(b"evil"))
        target.seal(parcel.form, parcel.version, dict(parcel.facts))
    done = run(house, "restore", tmp_path / "evil", "--replace")
    folder = house.extensions[SETTINGS].data_folder
    assert (done.exit_code, (folder.parent / "evil").exists()) == (1, False)
    assert done.output.endswith("../evil is no name of an attached file\n")


def arrange(*statements: str) -> None:
    """Do something to the schemas by hand, as a cut or an operator does."""
    db.session.remove()
    with db.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_after_a_restore_cut_off_late_people_choose(house: Flask, tmp_path: Path) -> None:
    """The tables had come, and people went on with them: neither they nor the old ones are let go of."""
    if db_is_sqlite(house):
        pytest.skip("SQLite replaces everything in one transaction")
    run(house, "backup", tmp_path / "whole")
    with house.app_context():
        arrange(f"create schema {ASIDE}", f"create table {ASIDE}.entry as table public.entry")
        factories.submitted(factories.person())
        before = rows()
    done = run(house, "restore", tmp_path / "whole", "--replace")
    assert (done.exit_code, "two installations are left" in done.output) == (1, True)
    checked = run(house, "check-history")
    assert (checked.exit_code, "A restore was cut off" in checked.stderr) == (0, True)
    with house.app_context():
        assert (rows(), inspect(db.engine).get_table_names(schema=ASIDE)) == (before, ["entry"])
        arrange(f"drop schema {ASIDE} cascade")


def test_a_restore_cut_off_early_is_begun_again(
    house: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing had come yet: what stands aside is the house, and it is there again if this one fails too."""
    if db_is_sqlite(house):
        pytest.skip("SQLite replaces everything in one transaction")

    def fail(_file: Path, _schema: str) -> None:
        raise Unusable("the server went away")

    run(house, "backup", tmp_path / "whole")
    with house.app_context():
        factories.submitted(factories.person())
        before = rows()
        arrange(f"alter schema public rename to {ASIDE}", "create schema public")
    monkeypatch.setattr(programs, "restore", fail)
    assert run(house, "restore", tmp_path / "whole").exit_code == 1
    with house.app_context():
        assert (rows(), ASIDE in inspect(db.engine).get_schema_names()) == (before, False)
