"""Attachments: kept outside the web, handed out as downloads, and gone with their row."""

import hashlib
import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from ideas.extensions import SETTINGS, db
from ideas.models import Attachment, Entry, Idea, User
from tests import factories
from tests.features.attachments.corpus import GOOD, HOSTILE
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]
PDF = GOOD["muistio.pdf"]


def upload(client: FlaskClient, idea: Idea, name: str = "muistio.pdf", content: bytes = PDF) -> Any:
    """Send one file."""
    data = {"file": (io.BytesIO(content), name)}
    return client.post(f"/ideas/{idea.public_id}/attachments", data=data)


def stored(app: Flask) -> list[Path]:
    """What lies in the data folder."""
    folder: Path = app.extensions[SETTINGS].data_folder
    return sorted(folder.iterdir()) if folder.exists() else []


def attachments() -> list[Attachment]:
    """Every row."""
    return list(db.session.scalars(select(Attachment).order_by(Attachment.id)))


def kinds() -> list[tuple[str, int | None, str | None]]:
    """What the log tells of files."""
    entries = db.session.scalars(
        select(Entry).where(Entry.kind.in_(["attached", "detached"])).order_by(Entry.id)
    )
    return [(entry.kind, entry.actor_id, entry.data.get("name")) for entry in entries]


def test_a_file_is_kept_under_a_random_name_for_nobody_else_to_read(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    assert upload(client_of(author), idea, "../Muistio ä.pdf").status_code == 303
    (path,) = stored(app)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == PDF
    with app.app_context():
        (row,) = attachments()
        assert (row.name, row.stored_as, row.size) == ("Muistio ä.pdf", path.name, len(PDF))
        assert (row.sha256, row.uploader_id) == (hashlib.sha256(PDF).hexdigest(), author.id)
        assert kinds() == [("attached", author.id, "Muistio ä.pdf")]


def test_a_download_is_never_opened_in_our_name(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, reader = factories.person(), factories.person()
        idea = factories.submitted(author)
    upload(client_of(author), idea, "Muistio ä.pdf")
    answer = client_of(reader).get("/attachments/1")
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''Muistio%20%C3%A4.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["Cache-Control"] == "no-store"
    answer.close()


@pytest.mark.parametrize("name", ["kuva.svg", "makro.docx", "pommi.docx", "sivu.txt", "tyhjä.pdf"])
def test_a_hostile_file_leaves_nothing_behind(app: Flask, client_of: ClientOf, name: str) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    assert upload(client_of(author), idea, name, HOSTILE[name][0]).status_code == 422
    assert stored(app) == []
    with app.app_context():
        assert (attachments(), kinds()) == ([], [])


def test_a_file_without_a_row_does_not_stay(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
        monkeypatch.setattr(app.extensions[SETTINGS], "attachments_per_case", 0)
    assert upload(client_of(author), idea).status_code == 422
    assert stored(app) == []


def test_no_more_files_than_the_house_allows(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.draft(author)
    monkeypatch.setattr(app.extensions[SETTINGS], "attachments_per_case", 2)
    client = client_of(author)
    assert [upload(client, idea).status_code for _ in range(3)] == [303, 303, 422]
    client.post("/attachments/1/remove")
    assert upload(client, idea).status_code == 303
    assert len(stored(app)) == 2


def test_files_of_a_draft_are_seen_by_its_authors_only_and_name_nobody(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        idea = factories.draft(author)
    upload(client_of(author), idea)
    for method in ("get", "post"):
        assert getattr(client_of(lead), method)("/attachments/1/remove").status_code == 404
    assert client_of(lead).get("/attachments/1").status_code == 404
    with app.app_context():
        assert [row.uploader_id for row in attachments()] == [None]
        assert kinds() == []


def test_a_hidden_author_is_not_named_by_a_file(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author, hidden=True)
    upload(client_of(author), idea)
    client_of(author).post("/attachments/1/remove")
    with app.app_context():
        assert [row.uploader_id for row in attachments()] == [None]
        assert kinds() == [("attached", None, "muistio.pdf"), ("detached", None, "muistio.pdf")]


def test_a_removed_file_is_gone_and_the_log_remembers_it(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, reader = factories.person(), factories.person()
        idea = factories.submitted(author)
    upload(client_of(author), idea)
    assert client_of(reader).post("/attachments/1/remove").status_code == 403
    assert client_of(author).get("/attachments/1/remove").status_code == 200
    assert client_of(author).post("/attachments/1/remove").status_code == 303
    assert stored(app) == []
    assert client_of(reader).get("/attachments/1").status_code == 404
    with app.app_context():
        assert [kind for kind, _, _ in kinds()] == ["attached", "detached"]


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
def test_a_file_that_is_not_there_is_not_found(app: Flask, client_of: ClientOf, number: str) -> None:
    with app.app_context():
        author = factories.person()
    assert client_of(author).get(f"/attachments/{number}").status_code == 404


def test_a_discarded_draft_takes_its_files_along(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.draft(author)
    client = client_of(author)
    upload(client, idea)
    assert client.post(f"/ideas/{idea.public_id}/discard").status_code == 303
    assert stored(app) == []


def test_the_sweeper_takes_old_files_without_a_row_alone(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    upload(client_of(author), idea)
    (kept,) = stored(app)
    lost, half, new = (kept.with_name(name) for name in ("a" * 64, f"{'b' * 64}.part", "c" * 64))
    for path in (lost, half, new):
        path.write_bytes(b"x")
    for path in (kept, lost, half):
        age(path)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["collect-files"]).exit_code == 0
    assert stored(app) == sorted([kept, new])
    with app.app_context():
        assert db.session.execute(text("select count(*) from attachment")).scalar() == 1


def age(path: Path) -> None:
    """Make a file look two days old."""
    old = datetime.now(UTC).timestamp() - 2 * 24 * 3600
    os.utime(path, (old, old))
