"""`flask backup` and `flask restore`: what comes back is what was there; nothing less replaces anything."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select

from ideas import files
from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.backup import service
from ideas.models import Attachment, Case, Mail, Notification, UserSession
from ideas.schema import ASIDE
from ideas.transaction import command
from tests import factories
from tests.features.audit.test_check_history import tamper
from tests.features.backup.house import contents, rows, run
from workflow.actors import Actor, Role
from workflow.mailing import Way


def test_a_backup_brings_everything_back(house: Flask, tmp_path: Path) -> None:
    parcel, begun = tmp_path / "tilaa.backup", datetime.now(UTC).replace(microsecond=0)
    done = run(house, "backup", parcel)
    assert done.output == f"{parcel}: 2 cases, 5 entries of the log, 2 files\n"
    assert (sorted(os.listdir(tmp_path)), parcel.stat().st_mode & 0o777) == (["tilaa.backup"], 0o600)
    with house.app_context():
        before = rows()
        files.remove(db.session.scalars(select(Attachment.stored_as)))
        factories.submitted(factories.person())
    restored = run(house, "restore", parcel, "--replace")
    lines = restored.output.splitlines()
    assert lines[0] == "Restored 2 cases, 5 entries of the log, 2 files."
    made_at = datetime.fromisoformat(lines[1].removeprefix("It was made at ").partition(": ")[0])
    assert begun <= made_at <= datetime.now(UTC)
    assert run(house, "check-history").exit_code == 0
    with house.app_context():
        assert (rows(), contents()) == (before, [b"first", b"second"])
        assert ASIDE not in inspect(db.engine).get_schema_names()
        factories.submitted(factories.person())


def test_a_house_that_is_not_empty_is_replaced_only_when_told(house: Flask, tmp_path: Path) -> None:
    run(house, "backup", tmp_path / "first")
    done = run(house, "restore", tmp_path / "first")
    said = "Nothing was restored: this installation is not empty: --replace puts the backup in its place"
    assert (done.exit_code, done.output) == (1, f"Error: {said}\n")


def test_a_backup_is_never_written_over(house: Flask, tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"the backup of yesterday")
    done = run(house, "backup", tmp_path / "kept")
    assert (done.exit_code, (tmp_path / "kept").read_bytes()) == (1, b"the backup of yesterday")


def test_a_false_history_is_not_backed_up_in_silence(house: Flask, tmp_path: Path) -> None:
    with house.app_context():
        tamper("update entry set actor_id = null where n = 2")
    done = run(house, "backup", tmp_path / "false")
    assert (done.exit_code, os.listdir(tmp_path)) == (1, [])
    assert "the log is not true at case:1, entry 2" in done.output


def test_a_file_removed_meanwhile_is_removed_in_the_backup_too(
    house: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = service._add_file

    def remove_one_first(*arguments: object) -> bool:
        monkeypatch.setattr(service, "_add_file", take)
        idea = db.session.get_one(Attachment, 1).case_id
        author = db.session.get_one(Case, idea).named_authors[0].user_id
        attachments.remove(1, actor=Actor(author, Role.EMPLOYEE), at=factories.NOW)
        return take(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "_add_file", remove_one_first)
    done = run(house, "backup", tmp_path / "backup")
    assert (done.exit_code, done.stderr) == (0, "")
    run(house, "restore", tmp_path / "backup", "--replace")
    with house.app_context():
        assert contents() == [b"second"]


def test_a_file_that_was_lost_before_is_named(house: Flask, tmp_path: Path) -> None:
    with house.app_context():
        (lost,) = db.session.scalars(select(Attachment.stored_as).where(Attachment.id == 1))
        files.remove([lost])
    done = run(house, "backup", tmp_path / "backup")
    assert (done.exit_code, done.stderr) == (
        0,
        f"Not in the backup, for it was missing or damaged already: the file {lost}\n",
    )


@command
def wait_to_be_sent(person_id: int) -> None:
    """A mail that waits, and something told that no mail was made of yet."""
    now = datetime.now(UTC)
    db.session.add(
        Mail(message_id="<1@tilaa>", user_id=person_id, way=Way.DAILY, created_at=now, due_at=now, tries=0)
    )
    db.session.add(
        UserSession(token_hash="a" * 64, user_id=person_id, created_at=now, seen_at=now, browser="Firefox")
    )


def test_a_restored_house_mails_nobody_and_asks_everybody_to_sign_in(house: Flask, tmp_path: Path) -> None:
    with house.app_context():
        wait_to_be_sent(factories.person().id)
        assert db.session.scalar(select(func.count()).where(Notification.weighed_at.is_(None))) == 1
    run(house, "backup", tmp_path / "backup")
    run(house, "restore", tmp_path / "backup", "--replace")
    with house.app_context():
        (mail,) = db.session.scalars(select(Mail))
        (session,) = db.session.scalars(select(UserSession))
        assert (mail.sent_at, mail.withheld_at is None, mail.error) == (None, False, "arrived")
        assert session.revoked_at is not None
        assert db.session.scalar(select(func.count()).where(Notification.weighed_at.is_(None))) == 0
