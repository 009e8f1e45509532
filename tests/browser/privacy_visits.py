"""Lists the pages about privacy, the organisation's own pages and feedback, with who opens them."""

from tests.browser.visit import NOBODY, Visit
from tests.browser.ways import send_empty


def privacy_visits() -> list[Visit]:
    """Every visit to these pages."""
    return [
        *(Visit(NOBODY, path) for path in ("/privacy", "/accessibility")),
        *(Visit("raimo", path) for path in ("/privacy", "/pages", "/pages/accessibility/sv")),
        Visit("raimo", "/pages/privacy/fi", send_empty, 422),
    ]
