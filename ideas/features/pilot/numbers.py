"""Numbers as people write them: a comma or a point for decimals, spaces between thousands."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.widgets import TextInput

# As many digits as the column holds.
WRITTEN = re.compile(r"-?\d{1,10}(?:\.\d{1,4})?")


class NumberField(Field):
    """A decimal number; empty is no number."""

    widget = TextInput()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed; ValueError where it is no number."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = read(text) if text.strip() else None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else written(self.data)


def read(text: str) -> Decimal:
    """The number; ValueError where it is none, or has more digits than are kept."""
    plain = re.sub(r"\s", "", text).replace(",", ".").replace("−", "-")
    if not WRITTEN.fullmatch(plain):
        raise ValueError(str(_l("Write a number, such as 3,4.")))
    return Decimal(plain)


def written(number: Decimal | None) -> str:
    """The number as it stays in the log whatever language is read: with a comma."""
    if number is None:
        return ""
    whole, _point, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole
