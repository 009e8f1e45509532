"""Carries what a person wrote over a failed post: nothing written is lost to a conflict or a lost session."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from ideas import labels

LIMIT = 1_000_000
"""Characters; a longer form is refused at the door."""
OURS = frozenset({"csrf_token", "post_key", "version", "email", "kept", "kept_path", "next"})


@dataclass(frozen=True, slots=True)
class Kept:
    """One field of the failed post; without a label it goes along unseen."""

    name: str
    value: str
    label: str | None


def posted() -> list[Kept]:
    """What was posted, without keys and secrets."""
    return kept_from(
        [(n, v) for n, v in request.form.items(multi=True) if n not in OURS and "password" not in n]
    )


def as_sent() -> tuple[tuple[str, str], ...]:
    """The whole post as it was, to be sent again and known by its key; nothing where it cannot go along."""
    try:
        said = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    except (HTTPException, OSError):
        return ()
    is_secret = any("password" in name for name, _value in said)
    has_files = any(file.filename for file in request.files.values())
    return () if is_secret or has_files or "post_key" not in request.form else tuple(said)


def kept_from(pairs: list[tuple[str, str]]) -> list[Kept]:
    """Fields with their labels; long or known ones are shown, the rest goes along hidden."""
    return [Kept(n, v, labels.field_label(n) if v.strip() else None) for n, v in pairs]


def pack(fields: list[Kept]) -> str:
    """The fields as one hidden value for the sign-in form."""
    return json.dumps([[f.name, f.value] for f in fields], ensure_ascii=False)


def unpack(packed: str) -> list[Kept]:
    """The fields that the sign-in form brought back; nothing where it was tampered with."""
    try:
        pairs = json.loads(packed[:LIMIT]) if packed else []
        return kept_from([(_whole(name), _whole(value)) for name, value in pairs])
    except (ValueError, TypeError, RecursionError):
        return []


def is_own_path(path: str) -> bool:
    """Whether a path leads to a page of ours and nowhere else."""
    is_plain = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return is_plain and path.isprintable() and len(path) < 2000


def own_referrer() -> str:
    """The path of the page that the person came from or of one above it; the front page if none is ours."""
    try:
        found = urlsplit(request.referrer or "")
    except ValueError:
        return "/"
    return _readable(found.path) if found.netloc == request.host and is_own_path(found.path) else "/"


def _readable(path: str) -> str:
    """A page that tells of a failed post stands at its address, and that may take nothing but posts."""
    doors = current_app.url_map.bind_to_environ(request.environ)
    if not doors.test(path, "POST"):
        return path
    while not doors.test(path, "GET"):
        path = path.rpartition("/")[0] or "/"
    return path


def _whole(said: object) -> str:
    """As text without halves of characters, which cannot be sent."""
    return str(said).encode(errors="replace").decode()
