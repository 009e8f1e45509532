"""What may stand in an address: numbers that a row can have, and words that both databases can look up."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

LARGEST = 2**31 - 1


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


def init_app(app: Flask) -> None:
    """Let every address that is still to be registered be read so."""
    app.url_map.converters.update({"int": RowNumber, "string": Word, "default": Word})


def row_number(text: str | None) -> int | None:
    """The number, or None where no row can have it."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= 10
    return min(int(text), LARGEST) if text is not None and is_number else None
