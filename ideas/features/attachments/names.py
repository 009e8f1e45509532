"""What a file is called once it is here: one plain name without paths, tricks or invisible characters."""

import re
import unicodedata

from ideas.forms import INVISIBLE

LONGEST = 150
UNSAFE = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def clean_name(name: str) -> str:
    """A name that is safe to show, to store and to save under; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(ch for ch in last if unicodedata.category(ch) not in INVISIBLE)
    plain = UNSAFE.sub("_", " ".join(seen.split())).strip(". ")
    stem, dot, extension = plain.rpartition(".")
    if not dot:
        stem, extension = plain, ""
    tail = f"{dot}{extension[:20]}"
    whole = (stem or "file")[: LONGEST - len(tail)].rstrip(". ") + tail
    return f"_{whole}"[:LONGEST] if RESERVED.match(whole) else whole


def extension_of(name: str) -> str:
    """The extension in small letters, without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
