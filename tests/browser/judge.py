"""Judges pages by the rules of axe: their make each time, each ink on its ground once, light and dark."""

from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
INKS = Path(__file__).with_name("inks.js").read_text(encoding="utf-8")
TOOLS = f"{AXE}\n{INKS}\nnull"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
MAKE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {rule: {"enabled": False} for rule in COLOURS},
    "resultTypes": ["violations"],
}
INK = {"runOnly": {"type": "rule", "values": COLOURS}}
OPENED = """rules => {
  for (const each of document.querySelectorAll("main details")) each.open = true;
  return axe.run(document, rules);
}"""
JUDGED = "asked => inks.judge(asked)"
Scheme = Literal["light", "dark"]


class Judge:
    """Looks at one page after another, and keeps the inks that were judged unless it is thorough."""

    def __init__(self, is_thorough: bool = False) -> None:
        self._is_thorough = is_thorough
        self._judged: dict[Scheme, set[str]] = {"light": set(), "dark": set()}

    def violations(self, page: Page) -> list[str]:
        """What is wrong with the page as it is open now."""
        page.evaluate(TOOLS)
        found = [f"make: {said}" for said in _told(page.evaluate(OPENED, MAKE))]
        found += self._inks(page, "light")
        page.emulate_media(color_scheme="dark")
        found += self._inks(page, "dark")
        page.emulate_media(color_scheme="light")
        return found

    def _inks(self, page: Page, scheme: Scheme) -> list[str]:
        judged = self._judged[scheme]
        seen = page.evaluate(JUDGED, {"judged": sorted(judged), "rules": INK})
        if not self._is_thorough:
            judged.update(seen["judged"])
        return [f"{scheme}: {said}" for said in _told(seen)]


def _told(results: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:200]} {' '.join(node['failureSummary'].split())[:200]}"
        for violation in results["violations"]
        for node in violation["nodes"][:3]
    ]
