"""No room is left on the disk: people are told, nothing is half written, and it works again by itself."""

import io
import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from http.client import HTTPConnection

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from ideas.extensions import db
from ideas.models import CaseAuthor, Entry, WorkStep
from tests import factories
from tests.faults.figures import Tell
from tests.faults.houses import Node
from tests.faults.servers import Postgres
from tests.faults.storms import assert_true_history
from tests.faults.visitors import SECONDS, Visitor, visitor
from tests.features.signin.test_sessions import aged

WRITES, MANY = 5, 200
LONG = "Kukaan ei lue tätä raporttia. " * 120


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    shared_app: Flask, nodes: list[Node], server: Postgres | None, is_thorough: bool, tell: Tell
) -> None:
    if server is not None:
        pytest.skip("PostgreSQL keeps its own disk; what it answers then is 503 like any other")
    with shared_app.app_context():
        writer = factories.person()
        before = _entries()
    guest, number = visitor(shared_app, writer), MANY if is_thorough else WRITES
    with shared_app.app_context():
        aged(writer, seen=timedelta(minutes=10), opened=timedelta(hours=1))
    with _no_room(nodes):
        codes = {_write(guest, nodes[turn % 2], turn)[0] for turn in range(number)}
        assert codes == {503}
        assert guest.get(nodes[0], "/ideas")[0] == 200
    assert {_write(guest, nodes[turn % 2], turn)[0] for turn in range(number)} == {303}
    with shared_app.app_context():
        own = select(func.count()).select_from(WorkStep).join(CaseAuthor, CaseAuthor.case_id == WorkStep.id)
        assert db.session.scalar(own.where(CaseAuthor.user_id == writer.id)) == number
        assert _entries() - before == number
        assert_true_history()
    tell("no room on the disk", f"{number} writes answered 503, read on meanwhile; sent again, {number} done")


@pytest.mark.parametrize("size", [1_000, 1_000_000])
def test_a_file_that_finds_no_room_is_told_and_leaves_nothing(
    shared_app: Flask, nodes: list[Node], server: Postgres | None, size: int, tell: Tell
) -> None:
    """A large one finds none already while it arrives, a small one where it is kept."""
    with shared_app.app_context():
        writer = factories.person()
        idea = factories.submitted(writer).public_id
    guest, folder = visitor(shared_app, writer), nodes[0].house.files
    folder.mkdir(exist_ok=True)
    before = len(list(folder.iterdir()))
    with _no_room(nodes):
        assert _upload(guest, nodes[0], idea, size) == 503
    assert len(list(folder.iterdir())) == before
    assert _upload(guest, nodes[0], idea, size) == 303
    assert len(list(folder.iterdir())) == before + 1
    tell(f"no room for a file of {size} bytes", "told by 503, nothing left behind; sent again, it is kept")


def _upload(guest: Visitor, node: Node, idea: str, size: int) -> int:
    """Attach a file of that many bytes; the code of the answer."""
    file = FileStorage(io.BytesIO(b"x" * size), filename="muistio.txt")
    border, body = encode_multipart({"csrf_token": guest.token, "file": file})
    headers = {
        "Cookie": f"tilaa={guest.cookie}",
        "Content-Type": f"multipart/form-data; boundary={border}",
    }
    with closing(HTTPConnection("127.0.0.1", node.port, timeout=SECONDS)) as line:
        line.request("POST", f"/ideas/{idea}/attachments", body, headers)
        return line.getresponse().status


def _write(guest: Visitor, node: Node, turn: int) -> tuple[int, str]:
    """Name a work step; sent again it has the same key."""
    key = f"full{turn:08d}"
    return guest.post(node, "/work-steps/new", title=f"Raportti {turn}", description=LONG, post_key=key)


@contextmanager
def _no_room(nodes: list[Node]) -> Iterator[None]:
    """Let no process of the nodes write another byte into any file."""
    numbers = [number for node in nodes for number in node.processes]
    free = {number: resource.prlimit(number, resource.RLIMIT_FSIZE) for number in numbers}
    for number, (_soft, hard) in free.items():
        resource.prlimit(number, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        for number, limits in free.items():
            resource.prlimit(number, resource.RLIMIT_FSIZE, limits)


def _entries() -> int:
    return db.session.scalar(select(func.count()).select_from(Entry)) or 0
