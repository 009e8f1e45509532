"""Takes the names of those who wrote an office document out of what it says about itself."""

import io
import re
import shutil
import zipfile
from typing import BinaryIO

from ideas.features.attachments.archives import Suspect

ABOUT = re.compile(r"(docProps/(core|app|custom)|meta)\.xml", re.IGNORECASE)
REMARKS = re.compile(
    r"(word|xl|ppt)/((comments?|persons?|people|threadedComments)[^/]*/?.*|commentAuthors|authors|document)\.xml"
    r"|content\.xml", re.IGNORECASE,
)  # fmt: skip
NAMED = re.compile(
    rb"(<(?:[a-z]+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Manager|Company|lpwstr|author|user-defined)"
    rb"(?: [^<>]*)?>)[^<]*(?=<)", re.IGNORECASE,
)  # fmt: skip
SIGNED = re.compile(
    rb"((?:\b\w+:)?(?:author|initials|displayName|userId|providerId|name|email)=)(\"[^\"]*\"|'[^']*')",
    re.IGNORECASE,
)
REMARK_TAGS = re.compile(rb"<[^<>]*(?:author|initials|displayName|userId)[^<>]*>", re.IGNORECASE)
LONGEST_PART = 32 * 1024 * 1024


def without_names(stream: BinaryIO) -> BinaryIO:
    """The document with nobody named as its writer; Suspect where a part is not what the directory says."""
    stream.seek(0)
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(stream) as old, zipfile.ZipFile(target, "w", compresslevel=1) as new:
            for entry in old.infolist():
                _carry(old, new, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise Suspect("not-what-it-says") from error
    target.seek(0)
    return target


def _carry(old: zipfile.ZipFile, new: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """One part; its day is left out too."""
    anew = zipfile.ZipInfo(entry.filename)
    anew.compress_type = entry.compress_type
    is_read = ABOUT.fullmatch(entry.filename) or REMARKS.fullmatch(entry.filename)
    if is_read and entry.file_size > LONGEST_PART:
        raise Suspect("unpacks-too-large")
    if is_read:
        new.writestr(anew, _unsigned(NAMED.sub(rb"\1", old.read(entry))))
        return
    with old.open(entry) as part, new.open(anew, "w") as copy:
        shutil.copyfileobj(part, copy)


def _unsigned(text: bytes) -> bytes:
    """Without the names at remarks and tracked changes."""
    return REMARK_TAGS.sub(lambda tag: SIGNED.sub(rb'\1""', tag[0]), text)
