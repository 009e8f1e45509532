"""Which workbooks are opened: small ones, whatever their archive or their cells claim."""

import zipfile
from io import BytesIO

import pytest

from ideas.workbooks import Unbearable, confirm_bearable

HEAD = {"xl/workbook.xml": b"<workbook/>"}


def packed(parts: dict[str, bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return kept.getvalue()


def cell(place: bytes) -> dict[str, bytes]:
    return {**HEAD, "xl/worksheets/sheet1.xml": b'<c r="%s"><v>1</v></c>' % place}


@pytest.mark.parametrize("place", [b"A1", b"CV10000", b"b2"])
def test_a_sheet_within_the_limits_is_opened(place: bytes) -> None:
    confirm_bearable(packed(cell(place)))


@pytest.mark.parametrize(
    "parts",
    [
        cell(b"CW1"), cell(b"A10001"), cell(b"XFD1048576"), cell(b"AAAAA1"), cell(b"A" + b"9" * 5000),
        {**HEAD, "elsewhere/sheet.xml": b"<c  r = 'ZZ1'/>"},
        {**HEAD, "xl/worksheets/sheet1.xml": '<c r="A1"/>'.encode("utf-16")},
        {**HEAD, "content.xml": b"<x/>"}, {**HEAD, "xl/workbook.bin": b""}, {"word/document.xml": b"<x/>"},
        {**HEAD, "xl/worksheets/sheet1.xml": b" " * (20 * 1024 * 1024 + 1)},
    ],
    ids=range(11),
)  # fmt: skip
def test_anything_else_is_left_closed(parts: dict[str, bytes]) -> None:
    with pytest.raises(Unbearable):
        confirm_bearable(packed(parts))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 100])
def test_what_is_no_archive_is_left_closed(content: bytes) -> None:
    with pytest.raises(Unbearable):
        confirm_bearable(content)
