"""Keeps what pages were made of, under keys that name all that it hangs on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

R = TypeVar("R")
MOST = 64
"""What people ask for at the same time: a few periods, kinds and sizes, in each process."""
_KEPT: OrderedDict[Hashable, Any] = OrderedDict()


def once(key: Hashable, make: Callable[[], R]) -> R:
    """What `make` makes; the same again where it was asked for under this key lately."""
    found: R | None = _KEPT.get(key)
    if found is None:
        found = _KEPT[key] = make()
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return found


def forget() -> None:
    """Begin anew, as after another database was put in the place of this one."""
    _KEPT.clear()
