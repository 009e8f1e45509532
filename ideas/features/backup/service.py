"""Backs the installation up into one file, and puts it back once the file was found whole."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from sqlalchemy import select, update

from ideas import files
from ideas.arrival import is_empty, settle_in
from ideas.extensions import db
from ideas.features.backup import postgresql, sqlite
from ideas.features.backup.state import Snapshot, State
from ideas.lasting import private
from ideas.models.attachment import Attachment
from ideas.parcels import FILES, Packing, Unpacking, Unusable, packing, unpacking
from ideas.recounting import count_if_needed
from ideas.schema import knows_revision, upgrade_schema
from ideas.transaction import command

FORM, VERSION = "tilaa-backup", 1
DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Report:
    """When a backup was made, how much there is in it, and which files rows name that could not be read."""

    made_at: str
    cases: int
    entries: int
    files: int
    missing: list[str]


def back_up(path: Path, at: datetime) -> Report:
    """Write everything that is there now to a file of that name, and read it back."""
    with _folder_beside(path) as folder, packing(path) as parcel:
        copied = Path(folder) / DATABASE
        snapshot: Snapshot = _database().copy(copied)
        with open(copied, "rb") as stream:
            parcel.add(DATABASE, stream)
        absent = [name for name, sha256 in snapshot.files if not _add_file(parcel, name, sha256)]
        removed = _removed(absent)
        missing = sorted({*absent} - {*removed})
        facts = {
            "made_at": at.isoformat(timespec="seconds"),
            "database": db.engine.dialect.name,
            "state": snapshot.state.facts(),
            "removed": removed,
            "missing": missing,
        }
        parcel.seal(FORM, VERSION, facts)
    return _report(facts, len(snapshot.files) - len(absent))


def restore(path: Path, at: datetime, *, replace: bool) -> Report:
    """Put a backup in the place of what is there; nothing is touched before the backup is found whole."""
    with unpacking(path, FORM, VERSION) as parcel:
        _refuse_the_unfit(parcel, replace)
        with _folder_beside(path) as folder:
            copied = Path(folder) / DATABASE
            with parcel.open(DATABASE) as source, open(copied, "xb", opener=private) as target:
                shutil.copyfileobj(source, target)
            expected = State(**parcel.facts["state"])
            _database().check(copied, expected)
            # First: a file without a row is collected some day, but a row without its file is a broken link.
            held = parcel.put_files()
            _database().put_in_place(copied, expected)
        _settle(at, parcel.facts["removed"])
        return _report(parcel.facts, held)


def _refuse_the_unfit(parcel: Unpacking, replace: bool) -> None:
    kind, revision = parcel.facts["database"], parcel.facts["state"]["revision"]
    if kind != db.engine.dialect.name:
        raise Unusable(
            f"this is the backup of a {kind} database; `flask export-all` and `flask import-all` "
            f"bring an installation to another kind"
        )
    if not knows_revision(revision):
        raise Unusable(f"the backup was made by a newer version of Tilaa (schema {revision})")
    if not replace and not is_empty():
        raise Unusable("this installation is not empty: --replace puts the backup in its place")


def _settle(at: datetime, removed: list[str]) -> None:
    upgrade_schema()
    _mark_removed(removed, at)
    settle_in(at)
    count_if_needed()


@command
def _mark_removed(names: list[str], at: datetime) -> None:
    """What was removed while the backup was made is removed in it too: its file was gone already."""
    statement = update(Attachment).where(Attachment.stored_as.in_(names), Attachment.removed_at.is_(None))
    db.session.execute(statement.values(removed_at=at), execution_options={"synchronize_session": False})


def _add_file(parcel: Packing, name: str, sha256: str) -> bool:
    """Whether the file is in the parcel now: it must be there, and be what its row says."""
    copied = files.fetched(name, sha256)
    if copied is None:
        return False
    with copied:
        parcel.add(f"{FILES}{name}", copied)
    return True


def _removed(absent: list[str]) -> list[str]:
    """Those of the files that somebody took away since the copy of the database was made."""
    db.session.rollback()
    held = select(Attachment.stored_as).where(Attachment.removed_at.is_(None))
    still = set(db.session.scalars(held.where(Attachment.stored_as.in_(absent))))
    return sorted({*absent} - still)


def _report(facts: Any, held: int) -> Report:
    counts = facts["state"]["counts"]
    return Report(str(facts["made_at"]), counts["case"], counts["entry"], held, facts["missing"])


def _database() -> ModuleType:
    return sqlite if db.engine.dialect.name == "sqlite" else postgresql


def _folder_beside(path: Path) -> TemporaryDirectory[str]:
    """A folder on the disk that has room for the backup itself, for nobody else to read."""
    try:
        return TemporaryDirectory(prefix=".tilaa-", dir=path.absolute().parent)
    except OSError as error:
        raise Unusable(f"{path.absolute().parent} cannot be written: {error.strerror}") from None
