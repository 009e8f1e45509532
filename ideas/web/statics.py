"""Owns the files that every page draws on: where they are, and which version of them all an address means."""

import functools
import hashlib

from flask import Blueprint, Flask, Response, request, send_from_directory, url_for

from ideas.access import public
from ideas.config import ROOT

blueprint = Blueprint("static", __name__)
FOLDER = ROOT / "ideas" / "static"
STYLES = "tilaa.css"
"""All style sheets in one, so that a page asks once how it looks."""
LASTING = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Serve the files, and give templates their addresses."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(static_url=static_url)


@blueprint.get("/static/<string:version>/<path:filename>")
@public
def file(version: str, filename: str) -> Response:
    """A file, to be kept for ever; not if the page came from a node of another version, with other files."""
    answer = _styles() if filename == STYLES else send_from_directory(FOLDER, filename)
    answer.headers["Cache-Control"] = LASTING if version == _version() else "no-cache"
    return answer


def static_url(name: str) -> str:
    """The address of a file. It holds the version of all files, so what a file imports has it too."""
    return _address(request.script_root, name)


def _styles() -> Response:
    """Every style sheet, in the order of their names: layers, tokens, base, components, print."""
    return Response(_sheets(), mimetype="text/css")


# Never stale: the files of a process are those it began with.
@functools.lru_cache(512)
def _address(root: str, name: str) -> str:
    return url_for("static.file", version=_version(), filename=name)


@functools.cache
def _sheets() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("css/**/*.css")))


@functools.cache
def _version() -> str:
    """A fingerprint of the names and contents of all files."""
    found = hashlib.sha256()
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(FOLDER)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return found.hexdigest()[:12]
