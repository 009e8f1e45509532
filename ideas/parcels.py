"""Owns the form of a file with a whole installation: one tar, sealed by a manifest with each part's hash."""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, BinaryIO, cast

from ideas import files
from ideas.lasting import private, sync_folder
from ideas.stores import Unreachable

MANIFEST = "manifest.json"
FILES = "files/"
"""Below it lies each attached file, under its name in the store."""
CHUNK = 1024 * 1024
FAULTS = (tarfile.TarError, OSError, EOFError, KeyError, ValueError, TypeError)
"""What a file that is cut, damaged or something else altogether makes of its reading."""


class Unusable(Exception):
    """The file cannot be read or written; the text says why in plain words."""


@contextmanager
def packing(path: Path) -> Iterator["Packing"]:
    """A new parcel of that name: there at the end, whole and lasting, or not at all."""
    part = path.with_name(f"{path.name}.part")
    if path.exists():
        raise Unusable(f"{path} is there already: take another name")
    try:
        with open(part, "wb", opener=private) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Packing(tar)
            file.flush()
            os.fsync(file.fileno())
        with unpacking(part):
            part.rename(path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, Unreachable):
            raise Unusable(f"the attached files are out of reach: {error}") from error
        if isinstance(error, OSError):
            raise Unusable(f"{path} cannot be written: {error.strerror or _reason(error)}") from error
        raise
    sync_folder(path.parent)


class Packing:
    """A parcel that is being filled."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._hashes: dict[str, str] = {}

    def add(self, name: str, stream: IO[bytes]) -> None:
        """Put all of a seekable stream in under a name of its own."""
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        self._hashes[name] = _hash(stream)
        stream.seek(0)
        # No times and no people, so that the same content makes the same bytes.
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, stream)

    def seal(self, form: str, version: int, facts: Mapping[str, Any]) -> None:
        """Close it with what it is and the hash of each part."""
        manifest = {"form": form, "version": version, "facts": facts, "parts": self._hashes}
        content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, BytesIO(content))


@contextmanager
def unpacking(path: Path, form: str | None = None, version: int = 0) -> Iterator["Unpacking"]:
    """A parcel all of whose parts are there as they were put in, of that form and no newer version."""
    try:
        tar = tarfile.open(path)  # noqa: SIM115 - closed below, where its faults are ours
    except FAULTS as error:
        raise Unusable(f"{path} cannot be read: {_reason(error)}") from None
    with tar:
        try:
            parcel = _checked(tar)
        except FAULTS as error:
            raise Unusable(f"{path} is not whole: {_reason(error)}") from None
        if form is not None and parcel.form != form:
            raise Unusable(f"{path} holds {parcel.form}, not {form}")
        if form is not None and parcel.version > version:
            raise Unusable(f"{path} was written by a newer version of Tilaa")
        yield parcel


class Unpacking:
    """A parcel that was found whole."""

    def __init__(self, tar: tarfile.TarFile, manifest: Mapping[str, Any]) -> None:
        self._tar = tar
        self.form, self.version = str(manifest["form"]), int(manifest["version"])
        self.facts: Mapping[str, Any] = MappingProxyType(manifest["facts"])
        self.names = tuple(manifest["parts"])

    def open(self, name: str) -> BinaryIO:
        """What one part holds."""
        return _part(self._tar, name)

    def put_files(self) -> int:
        """Put every attached file into the store under its name; how many there are."""
        names = [name for name in self.names if name.startswith(FILES)]
        for name in names:
            try:
                with self.open(name) as content:
                    files.put(name.removeprefix(FILES), content)
            except (ValueError, Unreachable) as error:
                raise Unusable(f"{name} cannot be put in its place: {error}") from error
        return len(names)


def _checked(tar: tarfile.TarFile) -> Unpacking:
    names = tar.getnames()
    if names[-1:] != [MANIFEST]:
        raise ValueError("its end is missing")
    manifest = json.load(_part(tar, MANIFEST))
    parts: dict[str, str] = manifest["parts"]
    if sorted(parts) != sorted(names[:-1]):
        raise ValueError("there are other parts than it lists")
    for name, expected in parts.items():
        if _hash(_part(tar, name)) != expected:
            raise ValueError(f"{name} was changed")
    return Unpacking(tar, manifest)


def _part(tar: tarfile.TarFile, name: str) -> BinaryIO:
    stream = tar.extractfile(name)
    if stream is None:
        raise ValueError(f"{name} is no file")
    return cast(BinaryIO, stream)


def _hash(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
