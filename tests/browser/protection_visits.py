"""Lists the pages of the second step of signing in and of looking up a hidden name, with who opens them."""

from collections.abc import Callable

from tests.browser.visit import Visit
from tests.browser.ways import begin_second_step, send_empty

HIDDEN = "ratkaisutunti"
"""The idea of the demo whose author hides their name."""


def protection_visits(at: Callable[[str], str]) -> list[Visit]:
    """Every visit to these pages."""
    hidden, named = f"{at(HIDDEN)}/hidden-name", f"{at('tuloste')}/hidden-name"
    return [
        Visit("raimo", hidden),
        Visit("raimo", hidden, send_empty, 422),
        Visit("raimo", named),
        Visit("raimo", "/me/second-step"),
        Visit("raimo", "/me/second-step", begin_second_step),
        Visit("raimo", "/me/second-step", send_empty, 422),
        Visit("raimo", "/me/second-step/remove"),
        Visit("raimo", "/me/second-step/remove", send_empty, 422),
    ]
