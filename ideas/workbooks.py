"""Decides whether a workbook that somebody sends may be opened, however large it claims to be."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

MOST_UNPACKED = 20 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 10_000, 100
"""Beyond these a sheet with two cells far apart would take all memory: every cell between them is made."""
TAG = re.compile(rb"<(?:[\w.-]+:)?(?:c|row)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*")
"""The beginning of a cell or of a row; what stands in quotation marks may hold anything."""
PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)([0-9]*)[\"']")
WORKBOOK = "xl/workbook.xml"
OTHER_KINDS = ("content.xml", "xl/workbook.bin")


class Unbearable(Exception):
    """The workbook is not opened: it is no .xlsx, or larger than anything that is meant here."""


def confirm_bearable(content: bytes) -> None:
    """Raise Unbearable unless these bytes are an .xlsx whose sheets stay within the limits."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for text in _parts(archive):
                if any(_is_far(*place.groups()) for place in _places(text)):
                    raise Unbearable
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise Unbearable from error


def _parts(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """What the archive holds, unpacked; the sizes it claims are checked against what is read."""
    names = archive.namelist()
    if WORKBOOK not in names or not set(names).isdisjoint(OTHER_KINDS) or len(set(names)) < len(names):
        raise Unbearable
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise Unbearable
    for name in names:
        text = archive.read(name)
        # Half the words of UTF-16 are NUL, and no pattern would find a place among them.
        if name.endswith((".xml", ".rels")) and b"\x00" in text:
            raise Unbearable
        yield text


def _places(text: bytes) -> Iterator[re.Match[bytes]]:
    """Where each cell and each row says that it stands."""
    return (place for tag in TAG.finditer(text) for place in PLACE.finditer(tag[0]))


def _is_far(letters: bytes, digits: bytes) -> bool:
    column = 0
    for letter in letters.upper()[:4]:
        column = column * 26 + letter - ord("A") + 1
    return column > MOST_COLUMNS or len(digits) > len(str(MOST_ROWS)) or int(digits or b"0") > MOST_ROWS
