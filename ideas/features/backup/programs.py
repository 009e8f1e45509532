"""Runs PostgreSQL's own programs; alone knows where they are and how they are told of the database."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg.conninfo import make_conninfo

from ideas.extensions import db, settings
from ideas.parcels import Unusable

PLAIN = ("--no-owner", "--no-privileges")
"""Roles and their rights belong to a server, not to what is kept there."""


def dump(file: Path, schema: str, snapshot: str) -> None:
    """Write what is seen at that moment to a file that pg_restore reads."""
    address, secret = _address()
    _run("pg_dump", "--format=custom", *PLAIN, f"--schema={schema}", f"--snapshot={snapshot}",
         f"--file={file}", f"--dbname={address}", secret=secret)  # fmt: skip


def restore(file: Path, schema: str) -> None:
    """Put what is in the file into the empty schema, all or nothing."""
    address, secret = _address()
    _run("pg_restore", "--single-transaction", "--exit-on-error", *PLAIN, f"--schema={schema}",
         f"--dbname={address}", str(file), secret=secret)  # fmt: skip


@contextmanager
def rows(file: Path, schema: str) -> Iterator[IO[bytes]]:
    """The rows in the file, as pg_restore writes them; raises where the file cannot be read to its end."""
    command = [_program("pg_restore"), "--data-only", f"--schema={schema}", "--file=-", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout  # it is a pipe  # noqa: S101
        assert process.stderr  # noqa: S101
        yield process.stdout
        words = process.stderr.read()
    if process.returncode:
        raise Unusable(_last_line("pg_restore", words))


def _run(name: str, *arguments: str, secret: str | None) -> None:
    environment = os.environ | ({"PGPASSWORD": secret} if secret else {})
    command = [_program(name), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise Unusable(_last_line(name, done.stderr))


def _program(name: str) -> str:
    folder = settings().postgresql_programs
    found = shutil.which(name, path=str(folder) if folder else None)
    if found is None:
        raise Unusable(
            f"{name} is not found: install PostgreSQL's client programs, or set TILAA_POSTGRESQL_PROGRAMS"
        )
    return found


def _address() -> tuple[str, str | None]:
    """How the database is reached, and the password apart: a list of processes shows arguments to all."""
    arguments = db.engine.dialect.create_connect_args(db.engine.url)[1]
    secret = arguments.pop("password", None)
    return make_conninfo(**{key: arguments[key] for key in arguments if key != "context"}), secret


def _last_line(name: str, words: bytes) -> str:
    lines = words.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"{name} failed"
