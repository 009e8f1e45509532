"""What the strict content security policy and the escaping of words forbid in templates and static files."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.architecture.pages import Page, pages
from tests.architecture.source import complaint, files, read

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
HANDLERS = (
    "on(?:blur|change|click|error|focus|input|invalid|key[a-z]+|load|mouse[a-z]+|pointer[a-z]+|submit|toggle)"
)
OUTSIDE = r"""\s*=\s*["']?\s*(?:https?:)?//"""

# Looked for in the markup, once what stands between Jinja's brackets is taken out.
IN_MARKUP = (
    (re.compile(r"\sstyle\s*=", re.I), "a style attribute", "give it a class in ideas/static/css"),
    (re.compile(r"<style\b", re.I), "a style element", "move it into a file below ideas/static/css"),
    (re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.I), "an inline script", "move it into ideas/static/js"),
    (
        re.compile(r"\son[a-z]+\s*=", re.I),
        "an inline event handler",
        "listen to the event in ideas/static/js",
    ),
    (
        re.compile(rf"<(?:link|script|img|source|iframe|use)\b[^>]*\s(?:src|href|srcset){OUTSIDE}", re.I),
        "a resource from outside",
        "keep the file in ideas/static and use static_url()",
    ),
)
# Looked for everywhere but in comments, also between Jinja's brackets.
IN_TEXT = (
    (re.compile(r"javascript:", re.I), "a script as an address", "listen to the event in ideas/static/js"),
    (
        re.compile(rf"""(?:[(,{{]\s*|["'])(?:style|{HANDLERS})["']?\s*[:=](?!=)"""),
        "a style or handler passed to a macro",
        "pass a class or a data attribute",
    ),
)
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b|\bMarkup\(")
FETCHING = re.compile(
    r"""(?:url\(\s*|@import\s+|\bfrom\s+|\bimport\s*\(?\s*|\bfetch\(\s*)["'`]?(?:https?:)?//""", re.I
)


def markup_is_never_inline(root: Path) -> list[str]:
    """No inline script, style or handler, and nothing fetched from outside."""
    return [line for page in pages(root) for line in _inline(page)]


def words_are_escaped(root: Path) -> list[str]:
    """Only a component may call something safe."""
    remedy = "use the markdown filter, or leave it escaped"
    return [
        page.complaint(_line(page.text, found), f"unescaped words, {found[0]}", remedy)
        for page in pages(root)
        if not page.name.startswith("_components/")
        for found in UNESCAPED.finditer(_blanked(page.text, COMMENT))
    ]


def static_files_fetch_nothing(root: Path) -> list[str]:
    """No style sheet or script loads anything from outside."""
    paths = files(root, "ideas/static", suffixes=(".css", ".js", ".mjs", ".svg"))
    return [line for path in paths for line in _fetching(path, read(root, path))]


def _fetching(path: PurePosixPath, text: str) -> Iterator[str]:
    for found in FETCHING.finditer(text):
        yield complaint(path, _line(text, found), "fetches from outside", "keep the file in ideas/static")


def _inline(page: Page) -> Iterator[str]:
    said = _blanked(page.text, COMMENT)
    for text, table in ((_blanked(said, JINJA), IN_MARKUP), (said, IN_TEXT)):
        for pattern, what, remedy in table:
            for found in pattern.finditer(text):
                yield page.complaint(_line(text, found), what, remedy)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The text without what the pattern finds, its line breaks kept."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.end()) + 1
