"""Walks the directory of a zipped office document: what it holds, and how large it would become."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

MOST_ENTRIES = 5000
MOST_UNPACKED = 300 * 1024 * 1024
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
LONGEST_READ = 1024 * 1024
CONTENT_TYPES, MIMETYPE = "[Content_Types].xml", "mimetype"
MACROS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/)|^(basic|scripts)/.", re.IGNORECASE
)
UNCLEAN = re.compile(r"^[/\\]|^[a-z]:|\\|\x00|(^|/)\.\.(/|$)", re.IGNORECASE)
ENCRYPTED = 0x1
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How the parts of office documents are packed; other ways take minutes to pack anew."""
DAMAGED = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError,
)  # fmt: skip
"""What reading an archive raises that is not whole."""


class Suspect(Exception):
    """The archive is not taken; the text is the code of the fault."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What an office document of one kind holds: the folder of its main part, or its declared type."""

    folder: str = ""
    mimetype: str = ""


def check_archive(stream: BinaryIO, size: int, kit: Kit) -> None:
    """Raise Suspect unless this is a document of that kind, of bearable size and without macros."""
    if stream.read(4) != b"PK\x03\x04":
        raise Suspect("not-what-it-says")
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_sizes(archive.infolist(), size)
            _check_names(archive.infolist())
            _check_kind(archive, kit)
    except DAMAGED as error:
        raise Suspect("not-what-it-says") from error


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    # Entries that share their bytes are how a small archive unpacks to a large one.
    overlapping = sum(entry.compress_size for entry in entries) > size
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or overlapping or any(map(_swells, entries)):
        raise Suspect("unpacks-too-large")


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_COUNTS_FROM and entry.file_size > HIGHEST_RATIO * max(
        entry.compress_size, 1
    )


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if any(MACROS.search(name) for name in names):
        raise Suspect("holds-macros")
    lowered = {name.lower() for name in names}
    strange = any(entry.flag_bits & ENCRYPTED or entry.compress_type not in PACKED for entry in entries)
    if strange or len(lowered) < len(names) or any(UNCLEAN.search(name) for name in names):
        raise Suspect("not-what-it-says")


def _check_kind(archive: zipfile.ZipFile, kit: Kit) -> None:
    names = archive.namelist()
    if kit.mimetype:
        is_kind = names[:1] == [MIMETYPE] and _start_of(archive, MIMETYPE).strip() == kit.mimetype.encode()
    else:
        is_kind = CONTENT_TYPES in names and any(name.startswith(kit.folder) for name in names)
    if not is_kind:
        raise Suspect("not-what-it-says")
    if not kit.mimetype:
        _check_content_types(_start_of(archive, CONTENT_TYPES).lower())


def _check_content_types(types: bytes) -> None:
    if b"macroenabled" in types or b"vbaproject" in types:
        raise Suspect("holds-macros")
    if b"<!doctype" in types or b"<!entity" in types:
        raise Suspect("not-what-it-says")


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(LONGEST_READ)
