"""Decides whether a file is what its name says and holds nothing that runs, without opening it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import BinaryIO

from ideas.features.attachments.archives import Kit, Suspect, check_archive
from ideas.features.attachments.names import extension_of
from ideas.features.attachments.pictures import MOST_PIXELS

MARKUP = ("<!doctype", "<html", "<script", "<svg", "<?xml", "<?php")
PNG_HEAD, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    KIND_NOT_TAKEN = "kind-not-taken"
    NOT_WHAT_IT_SAYS = "not-what-it-says"
    HOLDS_MACROS = "holds-macros"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    MOVES = "moves"


def inspect(name: str, stream: BinaryIO, most_bytes: int) -> Fault | None:
    """What is wrong with a file of this cleaned name, or nothing."""
    size = stream.seek(0, 2)
    if not size:
        return Fault.EMPTY
    if size > most_bytes:
        return Fault.TOO_LARGE
    check = CHECKS.get(extension_of(name))
    if check is None:
        return Fault.KIND_NOT_TAKEN
    stream.seek(0)
    return check(stream, size)


def _pdf(stream: BinaryIO, size: int) -> Fault | None:
    return _unless(stream.read(5) == b"%PDF-")


def _png(stream: BinaryIO, size: int) -> Fault | None:
    head = stream.read(24)
    if not head.startswith(PNG_HEAD) or head[12:16] != b"IHDR":
        return Fault.NOT_WHAT_IT_SAYS
    width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if width * height > MOST_PIXELS:
        return Fault.UNPACKS_TOO_LARGE
    stream.seek(-len(PNG_END), 2)
    return _unless(stream.read() == PNG_END)


def _jpeg(stream: BinaryIO, size: int) -> Fault | None:
    return _unless(stream.read(3) == b"\xff\xd8\xff")


def _webp(stream: BinaryIO, size: int) -> Fault | None:
    head = stream.read(12)
    told = int.from_bytes(head[4:8], "little") + 8
    return _unless(head[:4] == b"RIFF" and head[8:] == b"WEBP" and told in (size, size - 1))


def _text(stream: BinaryIO, size: int) -> Fault | None:
    data = stream.read()
    text = _decoded(data)
    if text is None or any(ord(ch) < 32 and ch not in "\t\n\r\f" for ch in text):
        return Fault.NOT_WHAT_IT_SAYS
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return _unless(not start.startswith((*MARKUP, "%pdf-")))


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _archive(kit: Kit) -> Callable[[BinaryIO, int], Fault | None]:
    def check(stream: BinaryIO, size: int) -> Fault | None:
        try:
            check_archive(stream, size, kit)
        except Suspect as suspicion:
            return Fault(str(suspicion))
        return None

    return check


def _unless(holds: bool) -> Fault | None:
    return None if holds else Fault.NOT_WHAT_IT_SAYS


CHECKS: Mapping[str, Callable[[BinaryIO, int], Fault | None]] = {
    "pdf": _pdf,
    "png": _png,
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "webp": _webp,
    "docx": _archive(Kit("word/")),
    "xlsx": _archive(Kit("xl/")),
    "pptx": _archive(Kit("ppt/")),
    "odt": _archive(Kit(mimetype="application/vnd.oasis.opendocument.text")),
    "ods": _archive(Kit(mimetype="application/vnd.oasis.opendocument.spreadsheet")),
    "odp": _archive(Kit(mimetype="application/vnd.oasis.opendocument.presentation")),
    "txt": _text,
    "csv": _text,
}
"""The extensions that are taken, each with the check of its content."""
