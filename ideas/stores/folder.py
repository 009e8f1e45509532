"""Keeps files in a folder of this machine, or of a disk that all nodes share."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ideas.lasting import private, sync_folder
from ideas.stores import Unreachable

PART = ".part"


class FolderStore:
    """A folder in which each file has the name it was put under."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, stream: BinaryIO) -> None:
        """Write the whole stream, so that it outlives a power cut, or leave nothing."""
        with _plain_errors():
            folder = self._made()
            part = folder / f"{name}{PART}"
            try:
                _write(part, stream)
                part.rename(folder / name)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
            sync_folder(folder)

    def open(self, name: str) -> BinaryIO | None:
        """The file's bytes, or nothing where there is no such file."""
        with _plain_errors():
            try:
                return open(self._folder / name, "rb")
            except FileNotFoundError:
                return None

    def remove(self, name: str) -> None:
        """Take the file away; one that is gone already is no error."""
        with _plain_errors():
            (self._folder / name).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """The name of every file that was last written before this moment, half-written ones too."""
        with _plain_errors():
            for path in sorted(self._made().iterdir()):
                if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
                    yield path.name

    def _made(self) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder


def _write(path: Path, stream: BinaryIO) -> None:
    stream.seek(0)
    with open(path, "wb", opener=private) as file:
        shutil.copyfileobj(stream, file)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unreachable(errno.errorcode.get(error.errno or 0, type(error).__name__)) from error
