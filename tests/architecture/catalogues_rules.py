"""The catalogues of the three languages: complete, up to date, and true to their placeholders."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.source import SKIPPED, complaint

LANGUAGES = ("fi", "sv", "en")
SEARCHED = ("ideas", "templates", "workflow")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{"_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2), "lazy_pgettext": ((1, "c"), 2)},
}
PLACEHOLDER = re.compile(r"(?<!%)%\((\w+)\)")


def catalogues_exist(root: Path) -> list[str]:
    """There is a catalogue for each language."""
    missing = [_path(language) for language in LANGUAGES if not (root / _path(language)).is_file()]
    return [complaint(path, 1, "is missing", "run make catalogues, then translate") for path in missing]


def catalogues_are_complete(root: Path) -> list[str]:
    """No translation is empty or fuzzy."""
    return [
        complaint(
            path, message.lineno or 1, f"leaves {message.id!r} {fault}", "translate it and take the mark out"
        )
        for path, catalogue in _catalogues(root)
        for message in _messages(catalogue)
        for fault in _faults(message)
    ]


def catalogues_know_every_text(root: Path) -> list[str]:
    """Every text that the code gives to gettext now stands in each catalogue."""
    used = list(_used(root))
    if not used:
        remedy = "map the files that hold texts in [[tool.babel.mappings]]"
        return [complaint("pyproject.toml", 1, "leads to no text", remedy)]
    return [
        complaint(path, 1, f"lacks {text!r} of {where}", "run make catalogues, then translate")
        for path, catalogue in _catalogues(root)
        for where, text, context in used
        if catalogue.get(text, context) is None
    ]


def catalogues_keep_placeholders(root: Path) -> list[str]:
    """A translation has the placeholders of its text and can be filled in."""
    return [
        complaint(
            path, message.lineno or 1, f"changes the placeholders of {message.id!r}", "name the same ones"
        )
        for path, catalogue in _catalogues(root)
        for message in _messages(catalogue)
        if not _keeps_placeholders(message)
    ]


def _path(language: str) -> str:
    return f"ideas/translations/{language}/LC_MESSAGES/messages.po"


def _catalogues(root: Path) -> Iterator[tuple[str, Catalog]]:
    for language in LANGUAGES:
        if (root / _path(language)).is_file():
            with (root / _path(language)).open("rb") as file:
                yield _path(language), read_po(file, locale=language)


def _messages(catalogue: Catalog) -> list[Message]:
    """Every message but the head, whose id is empty."""
    return [message for message in catalogue if message.id]


def _faults(message: Message) -> Iterator[str]:
    if not all(_forms(message.string)):
        yield "untranslated"
    if message.fuzzy:
        yield "fuzzy"


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """The text itself, or its singular and plural forms."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def _keeps_placeholders(message: Message) -> bool:
    """The last form names what the plural names; the others may leave the number out."""
    texts, forms = _forms(message.id), [form for form in _forms(message.string) if form]
    names = {name for text in texts for name in PLACEHOLDER.findall(text)}
    if not all(_can_be_filled_in(form, names) for form in forms):
        return False
    return not forms or set(PLACEHOLDER.findall(forms[-1])) == set(PLACEHOLDER.findall(texts[-1]))


def _can_be_filled_in(form: str, names: set[str]) -> bool:
    """A text without placeholders is shown as it is, so a per cent sign may stand in it."""
    if not names:
        return not PLACEHOLDER.search(form)
    try:
        form % dict.fromkeys(names, 1)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _used(root: Path) -> Iterator[tuple[str, str, str | None]]:
    """File, text (the singular where there are two) and context of every text in the code."""
    mappings: list[dict[str, Any]] = _settings(root).get("tool", {}).get("babel", {}).get("mappings", [])
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    for place in SEARCHED:
        options = {mapping["pattern"]: {**mapping, "silent": "false"} for mapping in mappings}
        found = extract_from_dir(root / place, methods, options, KEYWORDS, directory_filter=_is_searched)
        for name, _, text, _, context in found:
            yield f"{place}/{name}", text if isinstance(text, str) else text[0], context


def _settings(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def _is_searched(folder: str) -> bool:
    """Babel itself would pass over `_components`."""
    return Path(folder).name not in SKIPPED
