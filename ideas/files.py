"""The only door to attached files, each under a random name, in the data folder or in a bucket."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from pydantic import SecretStr

from ideas.extensions import settings
from ideas.stores import Unreachable
from ideas.stores.bucket import BucketStore
from ideas.stores.folder import PART, FolderStore

CHUNK = 64 * 1024
NAME = re.compile("[0-9a-f]{64}")
"""As `store` makes them: whatever else lies beside our files is neither read, written nor collected."""


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
    """Put the stream under a name that a row has already; raises ValueError where it is no name of ours."""
    if not _is_ours(name):
        raise ValueError(f"{name} is no name of an attached file")
    _store().put(name, stream)


def opened(name: str) -> BinaryIO | None:
    """The file's bytes, to be closed by the caller, or nothing where the file is not there."""
    return _store().open(name) if _is_ours(name) else None


def fetched(name: str, sha256: str) -> IO[bytes] | None:
    """A copy of the file to walk about in, or nothing where it is not there or not what its row says."""
    try:
        return _copied(name, sha256)
    except Unreachable:
        # One short break among thousands of files would cost the backup of a whole night.
        return _copied(name, sha256)


def _copied(name: str, sha256: str) -> IO[bytes] | None:
    content = opened(name)
    if content is None:
        return None
    with ExitStack() as kept, content:
        copied = kept.enter_context(TemporaryFile())
        shutil.copyfileobj(content, copied)
        if measure(copied)[1] == sha256:
            # The caller closes it.
            kept.pop_all()
            return copied
    return None


def remove(names: Iterable[str]) -> None:
    """Take files away; one that is gone already is no error, one out of reach is collected another day."""
    for name in names:
        if _is_ours(name.removesuffix(PART)):
            with suppress(Unreachable):
                _store().remove(name)


def older_than(moment: datetime) -> Iterator[str]:
    """The name of every file of ours that was last written before this moment, half-written ones too."""
    return (name for name in _store().older_than(moment) if _is_ours(name.removesuffix(PART)))


def measure(stream: IO[bytes]) -> tuple[int, str]:
    """The size and the hash of what the stream holds from where it stands, or from its beginning."""
    if stream.seekable():
        stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def _is_ours(name: str) -> bool:
    return NAME.fullmatch(name) is not None


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
