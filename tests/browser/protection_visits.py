"""Lists the pages of the second step of signing in, with who opens them."""

from tests.browser.visit import Visit
from tests.browser.ways import begin_second_step, send_empty


def protection_visits() -> list[Visit]:
    """Every visit to these pages."""
    return [
        Visit("raimo", "/me/second-step"),
        Visit("raimo", "/me/second-step", begin_second_step),
        Visit("raimo", "/me/second-step", send_empty, 422),
        Visit("raimo", "/me/second-step/remove"),
        Visit("raimo", "/me/second-step/remove", send_empty, 422),
    ]
