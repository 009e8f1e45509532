"""Takes the names of those who wrote an office document out of what it says about itself."""

import io
import re
import shutil
import zipfile
from typing import BinaryIO

from ideas.features.attachments.archives import DAMAGED, Suspect

ABOUT = re.compile(r"(docProps/(core|app|custom)|meta)\.xml", re.IGNORECASE)
REMARKS = re.compile(
    r"(word|xl|ppt)/((comments?|persons?|people|threadedComments).*|commentAuthors|authors|document)\.xml"
    r"|content\.xml", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
NAMED = re.compile(
    rb"(<(?:[a-z]+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Manager|Company|lpwstr|author|user-defined)"
    rb"(?: [^<>]*)?>)[^<]*(?=<)", re.IGNORECASE,
)  # fmt: skip
SIGNED = re.compile(
    rb"((?:\b\w+:)?(?:author|initials|displayName|userId|providerId|name|email)=)(\"[^\"]*\"|'[^']*')",
    re.IGNORECASE,
)
TAG = re.compile(rb"<[^<>]*>")
SIGNS = re.compile(rb"author|initials|displayName|userId", re.IGNORECASE)
MOST_READ = 32 * 1024 * 1024
"""So much of one document is looked through for names; more would take minutes."""


def without_names(stream: BinaryIO) -> BinaryIO:
    """The document with nobody named as its writer; Suspect where a part is not what the directory says."""
    stream.seek(0)
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(stream) as old, zipfile.ZipFile(target, "w", compresslevel=1) as new:
            _check_read(old.infolist())
            for entry in old.infolist():
                _carry(old, new, entry)
    except DAMAGED as error:
        raise Suspect("not-what-it-says") from error
    target.seek(0)
    return target


def _check_read(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries if _is_read(entry)) > MOST_READ:
        raise Suspect("unpacks-too-large")


def _carry(old: zipfile.ZipFile, new: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """One part; its day is left out too."""
    anew = zipfile.ZipInfo(entry.filename)
    anew.compress_type = entry.compress_type
    if _is_read(entry):
        new.writestr(anew, _unsigned(NAMED.sub(rb"\1", old.read(entry))))
        return
    with old.open(entry) as part, new.open(anew, "w") as copy:
        shutil.copyfileobj(part, copy)


def _is_read(entry: zipfile.ZipInfo) -> bool:
    """Whether this part may name somebody."""
    return bool(ABOUT.fullmatch(entry.filename) or REMARKS.fullmatch(entry.filename))


def _unsigned(text: bytes) -> bytes:
    """Without the names at remarks and tracked changes."""
    # Tag and mark are sought one after the other: together they would try each mark against each end.
    return TAG.sub(lambda tag: SIGNED.sub(rb'\1""', tag[0]) if SIGNS.search(tag[0]) else tag[0], text)
