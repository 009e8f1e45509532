"""Lists the pages of the gallery of experiments, with who opens each."""

from collections.abc import Callable
from pathlib import Path

from tests.browser import demo
from tests.browser.visit import NOBODY, Made, Visit
from tests.browser.ways import send_empty

At = Callable[[str], str]
NARROWED = "/experiments?kind=pilot&ended=drop&q=viesti"
NOTHING = "/experiments?q=ei%20mitään%20sellaista"


def gallery_visits(database: Path, at: At, made: Made) -> list[Visit]:
    """Every visit to do with what was tried, and what others made of it."""
    failed, adopted, running = (
        demo.experiment(database, at(key)) for key in ("tekstiviestit", "ensimmainen-rivi", "soittopyynto")
    )
    left_out = demo.experiment(database, demo.step(database, "tuomikyla"))
    applying, answering = f"{failed}/applications", f"{made.application}/answer"
    pages = ["/experiments", NARROWED, NOTHING, failed, adopted, running, left_out, applying, answering]
    return [
        *(Visit("aino", path) for path in pages),
        *(Visit("aino", path, send_empty, 422) for path in (applying, answering)),
        Visit("aino", "/experiments/999999", code=404),
        Visit(NOBODY, "/sign-in?next=/experiments"),
    ]
