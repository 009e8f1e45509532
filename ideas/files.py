"""The only door to attached files, each under a random name, in the data folder or in a bucket."""

import hashlib
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from pydantic import SecretStr

from ideas.extensions import settings
from ideas.stores.bucket import BucketStore, Unreachable
from ideas.stores.folder import FolderStore

CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies safely in the store: its random name, its size in bytes and its hash."""

    name: str
    size: int
    sha256: str


def store(stream: BinaryIO) -> Stored:
    """Put the stream under a new name, so that it outlives a power cut before any row names it."""
    size, sha256 = measure(stream)
    name = secrets.token_hex(32)
    put(name, stream)
    return Stored(name, size, sha256)


def put(name: str, stream: BinaryIO) -> None:
    """Put the stream under a name that a row has already: for what comes back or moves in."""
    _store().put(name, stream)


def opened(name: str) -> BinaryIO | None:
    """The file's bytes, to be closed by the caller, or nothing where the file is not there."""
    return _store().open(name)


def fetched(name: str, sha256: str) -> IO[bytes] | None:
    """A copy of the file to walk about in, or nothing where it is not there or not what its row says."""
    content = opened(name)
    if content is None:
        return None
    copied = TemporaryFile()  # noqa: SIM115 - the caller closes it
    with content:
        shutil.copyfileobj(content, copied)
    if measure(copied)[1] == sha256:
        return copied
    copied.close()
    return None


def remove(names: Iterable[str]) -> None:
    """Take files away; one that is gone already is no error, one out of reach is collected another day."""
    for name in names:
        with suppress(Unreachable):
            _store().remove(name)


def older_than(moment: datetime) -> Iterator[str]:
    """The name of every file that was last written before this moment."""
    return _store().older_than(moment)


def measure(stream: IO[bytes]) -> tuple[int, str]:
    """The size and the hash of what the stream holds from where it stands, or from its beginning."""
    if stream.seekable():
        stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def _store() -> FolderStore | BucketStore:
    chosen = settings()
    if chosen.s3_bucket is None:
        return FolderStore(chosen.data_folder)
    return _bucket(
        chosen.s3_bucket, chosen.s3_endpoint, chosen.s3_region, chosen.s3_access_key, chosen.s3_secret_key
    )


@lru_cache(maxsize=4)
def _bucket(
    bucket: str,
    endpoint: str | None,
    region: str | None,
    access_key: SecretStr | None,
    secret_key: SecretStr | None,
) -> BucketStore:
    """One for each choice of settings: the connection to it is kept open."""
    keys = (key.get_secret_value() if key else None for key in (access_key, secret_key))
    return BucketStore(bucket, endpoint, region, *keys)
