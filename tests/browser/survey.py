"""Opens every page once in a language, and writes down what is seen there, for several tests to judge."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.sessions import sign_in
from tests.browser.visit import NOBODY, Visit

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
TOOLS = f"{AXE}\n{LOOK}"
"""What looks at a page, there in every page from its beginning, but for axe where it is not asked."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
WORDED = [
    "area-alt", "aria-command-name", "aria-dialog-name", "aria-input-field-name", "aria-meter-name",
    "aria-progressbar-name", "aria-toggle-field-name", "aria-tooltip-name", "aria-treeitem-name",
    "button-name", "document-title", "duplicate-id-aria", "empty-heading", "empty-table-header",
    "form-field-multiple-labels", "frame-title", "html-has-lang", "html-lang-valid", "image-alt",
    "image-redundant-alt", "input-button-name", "input-image-alt", "label", "label-title-only",
    "landmark-unique", "link-name", "nested-interactive", "role-img-alt", "select-name", "summary-name",
    "svg-img-alt", "table-duplicate-name", "target-size", "valid-lang",
]  # fmt: skip
"""The rules that the words of a page can break: names, landmarks told apart by name, languages, sizes."""
RULES: dict[str, dict[str, Any]] = {
    "light": {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": {"type": "rule", "values": COLOURS}},
    "words": {"runOnly": {"type": "rule", "values": WORDED}},
}
"""In the dark only colours differ, and in another language only the words."""
LOOKS: dict[str, dict[str, Literal["light", "dark"]]] = {
    "fi": {"light": "light", "dark": "dark"},
    "sv": {"words": "light"},
    "en": {},
}
"""The rules and the colours in which a page is looked at in each language: all of them in one."""
RUN = "rules => axe.run(document, {...rules, resultTypes: ['violations']})"
SEEN = """({
  language: document.documentElement.lang, title: document.title,
  texts: look.texts(), targets: look.smallTargets(),
})"""
OPEN_MAIN = "for (const each of document.querySelectorAll('main details')) each.open = true;"
NARROWED = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  return { wide: look.tooWide(), targets: look.smallTargets() };
}"""
ENLARGED = """() => {
  document.documentElement.style.fontSize = "200%";
  return look.tooWide();
}"""
PATIENCE = 8_000
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 700}
HALF: ViewportSize = {"width": 640, "height": 900}


@dataclass
class Ear:
    """What the pages of a browser complain of, and which addresses they ask."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> "Ear":
        """Hear everything from now on."""
        context.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda problem: self.said.append(f"error: {problem.error}"))
        context.on("request", lambda request: self.asked.append(request.url))
        return self

    def complaints(self) -> list[str]:
        """The errors, but for an answer that says with its code that something is refused."""
        return [text for text in self.said if text.startswith("error") and "Failed to load" not in text]

    def forget(self) -> None:
        """Begin anew."""
        self.said.clear()
        self.asked.clear()


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
    strangers: list[str] = field(default_factory=list)


def survey(browser: Browser, url: str, language: str, every: Iterable[Visit]) -> list[Sight]:
    """See every page in that language."""
    sights = []
    for who, visits in groupby(every, key=lambda visit: visit.who):
        context = browser.new_context(base_url=url, locale=language, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        context.add_init_script(script=TOOLS if LOOKS[language] else LOOK)
        page = context.new_page()
        if who != NOBODY:
            sign_in(page, who, language)
        ear = Ear().listen(context)
        sights += [_see(page, visit, language, ear) for visit in visits]
        context.close()
    return sights


def complain(lines: Iterable[str]) -> None:
    """Fail with every line, each once, where there is any."""
    found = sorted(set(lines))
    assert not found, "\n" + "\n".join(found)


def _see(page: Page, visit: Visit, asked: str, ear: Ear) -> Sight:
    ear.forget()
    page.set_viewport_size(WIDE)
    answer = page.goto(visit.path)
    if visit.way:
        answer = visit.way(page)
    sight = _described(page, visit, asked, answer.status if answer else 0)
    sight.complaints = ear.complaints()
    sight.strangers = [
        address for address in ear.asked if urlsplit(address).netloc != urlsplit(page.url).netloc
    ]
    _measure(page, sight)
    return sight


def _described(page: Page, visit: Visit, asked: str, code: int) -> Sight:
    seen = page.evaluate(SEEN)
    texts = [(text, spoken) for text, spoken in seen["texts"]]
    return Sight(visit, asked, code, seen["language"], texts, seen["title"], small_targets=seen["targets"])


def _measure(page: Page, sight: Sight) -> None:
    page.evaluate(OPEN_MAIN)
    for rules, scheme in LOOKS[sight.asked].items():
        if scheme != "light":
            page.emulate_media(color_scheme=scheme)
        sight.violations += [f"{rules}: {said}" for said in _told(page.evaluate(RUN, RULES[rules]))]
        if scheme != "light":
            page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    seen = page.evaluate(NARROWED)
    sight.too_wide += [f"at {NARROW['width']} px: {said}" for said in seen["wide"]]
    sight.small_targets += seen["targets"]
    page.set_viewport_size(HALF)
    sight.too_wide += [f"at {HALF['width']} px: {said}" for said in page.evaluate(ENLARGED)]


def _told(results: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:200]} {' '.join(node['failureSummary'].split())[:200]}"
        for violation in results["violations"]
        for node in violation["nodes"][:3]
    ]
