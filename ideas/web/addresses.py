"""What may stand in an address: rows' numbers, words that both databases can look up, and cases by kind."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map, UnicodeConverter, ValidationError

LARGEST = 2**31 - 1
FOLDERS: Mapping[str, str] = {"I": "ideas", "L": "work-steps"}
"""Where the cases of a kind lie, by the letter with which their public ids begin."""


class RowNumber(IntegerConverter):
    """The number of a row; what no row can have leads nowhere."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Map, max: int = LARGEST) -> None:
        super().__init__(map, max=max)


class Word(UnicodeConverter):
    """A word without NUL, which PostgreSQL cannot look for."""

    def __init__(self, map: Map, *args: Any, **more: Any) -> None:
        super().__init__(map, *args, **more)
        self.regex = r"[^/\x00]{1,200}"


class CaseAddress(BaseConverter):
    """A case of either kind: the public id alone is what a view is given."""

    regex = "|".join(f"{folder}/{letter}-[0-9]{{4}}-[0-9]{{4,9}}" for letter, folder in FOLDERS.items())
    part_isolating = False

    def to_python(self, value: str) -> str:
        """The public id, without its folder."""
        return value.partition("/")[2]

    def to_url(self, value: str) -> str:
        """The public id behind the folder of its kind."""
        if value[:1] not in FOLDERS:
            raise ValidationError(value)
        return f"{FOLDERS[value[0]]}/{value}"


def init_app(app: Flask) -> None:
    """Let every address that is still to be registered be read so."""
    app.url_map.converters.update({"int": RowNumber, "string": Word, "default": Word, "case": CaseAddress})


def row_number(text: str | None) -> int | None:
    """The number, or None where no row can have it."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= 10
    return min(int(text), LARGEST) if text is not None and is_number else None
