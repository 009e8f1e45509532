"""Where files lie: the same promises hold of a folder and of a bucket."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from ideas import files
from ideas.extensions import db
from ideas.features.attachments import cli, service
from ideas.models import Attachment, User
from tests import factories
from tests.features.attachments.corpus import GOOD
from tests.features.attachments.test_attachments import upload
from workflow.actors import Actor, Role

ClientOf = Callable[[User], FlaskClient]
PDF = GOOD["muistio.pdf"]


def names() -> list[str]:
    """What lies in the store."""
    return sorted(files.older_than(datetime.now(UTC) + timedelta(days=1)))


def read(name: str) -> bytes | None:
    """What one file holds."""
    content = files.opened(name)
    if content is None:
        return None
    try:
        return content.read()
    finally:
        content.close()


def test_what_is_stored_is_read_again_and_gone_when_removed(stored_app: Flask) -> None:
    with stored_app.app_context():
        stored = files.store(io.BytesIO(PDF))
        assert (stored.size, len(stored.name), read(stored.name)) == (len(PDF), 64, PDF)
        assert names() == [stored.name]
        assert files.measure(io.BytesIO(PDF)) == (stored.size, stored.sha256)
        files.remove([stored.name, stored.name, "never-there"])
        assert (names(), read(stored.name)) == ([], None)


def test_two_files_of_one_content_have_names_of_their_own(stored_app: Flask) -> None:
    with stored_app.app_context():
        first, second = (files.store(io.BytesIO(PDF)) for _ in range(2))
        assert (first.name != second.name, first.sha256 == second.sha256) == (True, True)


def test_what_comes_back_keeps_its_name(stored_app: Flask) -> None:
    with stored_app.app_context():
        files.put("a" * 64, io.BytesIO(b"first"))
        files.put("a" * 64, io.BytesIO(PDF))
        assert (names(), read("a" * 64)) == (["a" * 64], PDF)


def test_a_file_is_handed_in_handed_out_and_taken_away(stored_app: Flask, client_of: ClientOf) -> None:
    with stored_app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    client = client_of(author)
    assert upload(client, idea).status_code == 303
    with client.get("/attachments/1") as answer:
        assert (answer.status_code, answer.data, answer.content_length) == (200, PDF, len(PDF))
    assert client.post("/attachments/1/remove").status_code == 303
    assert client.get("/attachments/1").status_code == 404
    with stored_app.app_context():
        assert names() == []


def test_a_row_whose_file_is_lost_is_not_found(stored_app: Flask, client_of: ClientOf) -> None:
    with stored_app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    upload(client_of(author), idea)
    with stored_app.app_context():
        files.remove(names())
    assert client_of(author).get("/attachments/1").status_code == 404


def test_only_what_belongs_to_nothing_for_a_day_is_collected(
    stored_app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stored_app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    upload(client_of(author), idea)
    with stored_app.app_context():
        (kept,) = names()
        orphan = files.store(io.BytesIO(b"nobody's")).name
    collect = stored_app.test_cli_runner().invoke
    assert collect(args=["collect-files"]).output == "0 files without a row were removed.\n"
    monkeypatch.setattr(cli, "now", lambda: datetime.now(UTC) + timedelta(hours=25))
    assert collect(args=["collect-files"]).output == "1 files without a row were removed.\n"
    with stored_app.app_context():
        assert (names(), orphan in names()) == ([kept], False)


def test_a_crash_after_the_row_was_marked_leaves_an_orphan_for_a_day_alone(
    stored_app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stored_app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    upload(client_of(author), idea)
    with stored_app.app_context(), db.engine.begin() as connection:
        connection.execute(update(Attachment).values(removed_at=factories.NOW))
    monkeypatch.setattr(cli, "now", lambda: datetime.now(UTC) + timedelta(hours=25))
    stored_app.test_cli_runner().invoke(args=["collect-files"])
    with stored_app.app_context():
        assert names() == []


def test_a_commit_whose_answer_was_lost_keeps_the_file(
    stored_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row may be there: a link without its file would be worse than a file without its row."""
    kept = service._attach

    def attach_and_lose_the_line(*args: object) -> None:
        kept(*args)  # type: ignore[arg-type]
        raise OperationalError("commit", {}, Exception("the line is cut"))

    monkeypatch.setattr(service, "_attach", attach_and_lose_the_line)
    with stored_app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
        actor = Actor(author.id, Role.EMPLOYEE)
        with pytest.raises(OperationalError):
            service.attach(idea.public_id, "muistio.pdf", io.BytesIO(PDF), actor=actor, at=factories.NOW)
        (row,) = db.session.scalars(select(Attachment))
        assert read(row.stored_as) == PDF


@pytest.mark.parametrize("name", ["tilaa.db", "2026-03-05.backup", "A" * 64])
def test_what_lies_beside_our_files_is_not_ours(
    stored_app: Flask, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """One bucket may hold the backups too, and one folder the database."""
    with stored_app.app_context():
        files.store(io.BytesIO(b"nobody's"))
        files._store().put(name, io.BytesIO(PDF))
        monkeypatch.setattr(cli, "now", lambda: datetime.now(UTC) + timedelta(hours=25))
        done = stored_app.test_cli_runner().invoke(args=["collect-files"])
        assert done.output == "1 files without a row were removed.\n"
        files.remove([name])
        later = datetime.now(UTC) + timedelta(days=1)
        assert (files.opened(name), list(files._store().older_than(later))) == (None, [name])
        with pytest.raises(ValueError, match="is no name of an attached file"):
            files.put(name, io.BytesIO(b"something else"))
