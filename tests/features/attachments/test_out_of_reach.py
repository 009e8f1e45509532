"""The disk is full, the bucket away, or a line breaks: it is said plainly, and nothing half done is left."""

import errno
import io
import os
from collections.abc import Callable

import pytest
from botocore.exceptions import ResponseStreamingError
from botocore.response import StreamingBody
from flask import Flask
from flask.testing import FlaskClient

from ideas import files
from ideas.models import User
from ideas.stores import Unreachable
from tests import factories
from tests.features.attachments.corpus import GOOD
from tests.features.attachments.test_attachments import stored, upload

ClientOf = Callable[[User], FlaskClient]
PDF = GOOD["muistio.pdf"]


def test_a_bucket_that_is_away_is_said_plainly(bare_app: Flask, client_of: ClientOf) -> None:
    with bare_app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
        for deed in (lambda: files.store(io.BytesIO(PDF)), lambda: list(files.older_than(factories.NOW))):
            with pytest.raises(Unreachable, match="NoSuchBucket"):
                deed()
        files.remove(["a" * 64])
    answer = upload(client_of(author), idea)
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    done = bare_app.test_cli_runner().invoke(args=["collect-files"])
    assert (done.exit_code, done.output) == (1, "Error: The attached files are out of reach: NoSuchBucket\n")


def test_a_full_disk_is_said_plainly_and_leaves_no_half_of_a_file(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    client = client_of(author)
    monkeypatch.setattr(os, "fsync", full)
    answer = upload(client, idea)
    assert (answer.status_code, "Retry-After" in answer.headers, stored(app)) == (503, True, [])
    monkeypatch.undo()
    assert (upload(client, idea).status_code, len(stored(app))) == (303, 1)


@pytest.mark.parametrize(("breaks", "held"), [(1, PDF), (2, None)])
def test_a_line_that_breaks_while_a_file_is_read_is_tried_once_more(
    bucket_app: Flask, monkeypatch: pytest.MonkeyPatch, breaks: int, held: bytes | None
) -> None:
    left, read_on = [None] * breaks, StreamingBody.readinto

    def readinto(body: StreamingBody, room: bytearray) -> int:
        if left:
            left.pop()
            raise ResponseStreamingError(error="the connection is lost")
        return int(read_on(body, room))

    with bucket_app.app_context():
        kept = files.store(io.BytesIO(PDF))
        monkeypatch.setattr(StreamingBody, "readinto", readinto)
        if held is None:
            with pytest.raises(Unreachable, match="ResponseStreamingError"):
                files.fetched(kept.name, kept.sha256)
            return
        copied = files.fetched(kept.name, kept.sha256)
        assert copied is not None
        with copied:
            copied.seek(0)
            assert copied.read() == held
