"""Opens every page once in a language, and writes down what is seen there, for several tests to judge."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page

from tests.browser.sessions import sign_in
from tests.browser.visits import NOBODY, Visit

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {
    "light": {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
"""What the colours do not touch is the same in the dark."""
RUN = "rules => axe.run(document, {...rules, resultTypes: ['violations']})"
OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true;"
PATIENCE = 8_000
WIDE, NARROW, HALF = (1280, 900), (320, 700), (640, 900)


@dataclass
class Sight:
    """What was seen of one page."""

    visit: Visit
    asked: str
    code: int
    language: str
    texts: list[tuple[str, str]]
    title: str
    violations: list[str] = field(default_factory=list)
    small_targets: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def survey(browser: Browser, url: str, language: str, every: Iterable[Visit]) -> list[Sight]:
    """See every page in that language."""
    sights = []
    for who, visits in groupby(every, key=lambda visit: visit.who):
        context = browser.new_context(base_url=url, locale=language, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if who != NOBODY:
            sign_in(page, who, language)
        sights += [_see(page, visit, language) for visit in visits]
        context.close()
    return sights


def complain(lines: Iterable[str]) -> None:
    """Fail with every line, each once, where there is any."""
    found = sorted(set(lines))
    assert not found, "\n" + "\n".join(found)


def _see(page: Page, visit: Visit, asked: str) -> Sight:
    complaints: list[str] = []
    hear = lambda message: complaints.append(message.text) if message.type == "error" else None  # noqa: E731
    page.on("console", hear)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    answer = page.goto(visit.path)
    if visit.way:
        answer = visit.way(page)
    page.remove_listener("console", hear)
    page.evaluate(LOOK)
    sight = Sight(
        visit,
        asked,
        answer.status if answer else 0,
        page.evaluate("document.documentElement.lang"),
        [(text, language) for text, language in page.evaluate("look.texts()")],
        page.title(),
    )
    sight.complaints = [said for said in complaints if not said.startswith("Failed to load resource")]
    _measure(page, sight)
    return sight


def _measure(page: Page, sight: Sight) -> None:
    sight.small_targets += page.evaluate("look.smallTargets()")
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true;")
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        sight.violations += [f"{scheme}: {said}" for said in _told(page.evaluate(RUN, RULES[scheme]))]
    page.emulate_media(color_scheme="light")
    page.evaluate(OPEN_ALL)
    _narrow(page, sight, NARROW)
    sight.small_targets += page.evaluate("look.smallTargets()")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    _narrow(page, sight, HALF)


def _narrow(page: Page, sight: Sight, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sight.too_wide += [f"at {size[0]} px: {said}" for said in page.evaluate("look.tooWide()")]


def _told(results: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:200]} {' '.join(node['failureSummary'].split())[:200]}"
        for violation in results["violations"]
        for node in violation["nodes"][:3]
    ]
