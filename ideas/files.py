"""The only place that touches the data folder: attached files, each under a random name."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ideas.extensions import settings

CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies safely on the disk: its random name, its size in bytes and its hash."""

    name: str
    size: int
    sha256: str


def store(stream: BinaryIO) -> Stored:
    """Write the stream to the data folder, so that it outlives a power cut before any row names it."""
    folder = _folder()
    name = secrets.token_hex(32)
    part = folder / f"{name}.part"
    try:
        size, sha256 = _write(part, stream)
        part.rename(folder / name)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(folder)
    return Stored(name, size, sha256)


def path_of(name: str) -> Path:
    """Where the file of that random name lies."""
    return _folder() / name


def remove(names: Iterable[str]) -> None:
    """Take files away; one that is gone already is no error."""
    for name in names:
        path_of(name).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[Path]:
    """Every file that was last written before this moment."""
    for path in sorted(_folder().iterdir()):
        if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield path


def _write(path: Path, stream: BinaryIO) -> tuple[int, str]:
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    with open(path, "xb", opener=_private) as file:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _folder() -> Path:
    folder = settings().data_folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sync_folder(folder: Path) -> None:
    """A rename is lasting only once its folder is written too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
