"""Lists the pages about privacy, the organisation's own pages and feedback, with who opens them."""

from pathlib import Path

from tests.browser import demo
from tests.browser.visit import NOBODY, Visit
from tests.browser.ways import send_empty


def privacy_visits(database: Path) -> list[Visit]:
    """Every visit to these pages."""
    person = demo.person(database, "paivi")
    return [
        Visit("aino", "/me/data"),
        *(Visit(NOBODY, path) for path in ("/privacy", "/accessibility", "/feedback")),
        Visit(NOBODY, "/feedback", send_empty, 422),
        Visit(NOBODY, "/feedback/receipts/worn-out", code=410),
        *(Visit(NOBODY, f"/feedback/receipts/demo-{each}") for each in ("vastattu", "odottaa")),
        *(Visit("raimo", path) for path in ("/privacy", "/pages", "/pages/accessibility/sv")),
        Visit("raimo", "/pages/privacy/fi", send_empty, 422),
        *(Visit(who, "/feedback/received") for who in ("raimo", "olli")),
        Visit("raimo", "/feedback/received/1"),
        Visit("raimo", f"{person}/erase"),
        Visit("raimo", "/feedback/received/2", send_empty, 422),
        Visit("raimo", "/feedback/received/2/remove", send_empty, 422),
        *(Visit("raimo", f"/pages/accessibility/fi/{version}") for version in (0, 1)),
    ]
