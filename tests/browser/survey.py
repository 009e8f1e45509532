"""Opens every page once in a language, and writes down what is seen there, for several tests to judge."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.judge import Judge
from tests.browser.sessions import sign_in
from tests.browser.visit import NOBODY, Visit

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
JUDGED = "fi"
"""The language in which axe is asked; what words alone can break is looked at in each."""
SEEN = """({
  language: document.documentElement.lang, title: document.title,
  texts: look.texts(), targets: look.smallTargets(), unnamed: look.unnamed(),
})"""
NARROWED = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  return { wide: look.tooWide(), targets: look.smallTargets() };
}"""
ENLARGED = """() => {
  document.documentElement.style.fontSize = "200%";
  return look.tooWide();
}"""
PATIENCE = 30_000
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 700}
HALF: ViewportSize = {"width": 640, "height": 900}
LONG_WORDED = ("fi", "sv")
"""English words are shorter: they are looked at on a narrow page, but not enlarged."""


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


class Eye:
    """How the pages of a language are looked at."""

    def __init__(self, language: str, is_thorough: bool) -> None:
        self.language = language
        self.enlarges = is_thorough or language in LONG_WORDED
        self.judge = Judge(is_thorough) if is_thorough or language == JUDGED else None


@dataclass
class Sight:
    """What was seen of one page."""

    visit: Visit
    asked: str
    code: int
    language: str
    texts: list[tuple[str, str]]
    title: str
    unnamed: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    small_targets: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


def survey(
    browser: Browser, url: str, language: str, every: Iterable[Visit], is_thorough: bool = False
) -> list[Sight]:
    """See every page in that language; who is thorough leaves nothing to what another language showed."""
    sights: list[Sight] = []
    eye = Eye(language, is_thorough)
    for who, visits in groupby(every, key=lambda visit: visit.who):
        context = browser.new_context(base_url=url, locale=language, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        context.add_init_script(script=LOOK)
        page = context.new_page()
        if who != NOBODY:
            sign_in(page, who, language)
        ear = Ear().listen(context)
        sights += [_see(page, visit, eye, ear) for visit in visits]
        context.close()
    return sights


def complain(lines: Iterable[str]) -> None:
    """Fail with every line, each once, where there is any."""
    found = sorted(set(lines))
    assert not found, "\n" + "\n".join(found)


def _see(page: Page, visit: Visit, eye: Eye, ear: Ear) -> Sight:
    ear.forget()
    _resize(page, WIDE if eye.judge else NARROW)
    answer = page.goto(visit.path)
    if visit.way:
        answer = visit.way(page)
    sight = _described(page, visit, eye.language, answer.status if answer else 0)
    sight.complaints = ear.complaints()
    sight.strangers = [
        address for address in ear.asked if urlsplit(address).netloc != urlsplit(page.url).netloc
    ]
    if eye.judge:
        sight.violations = eye.judge.violations(page)
    _measure(page, sight, eye.enlarges)
    return sight


def _described(page: Page, visit: Visit, asked: str, code: int) -> Sight:
    seen = page.evaluate(SEEN)
    texts = [(text, spoken) for text, spoken in seen["texts"]]
    title, unnamed, targets = (seen[name] for name in ("title", "unnamed", "targets"))
    return Sight(visit, asked, code, seen["language"], texts, title, unnamed, small_targets=targets)


def _measure(page: Page, sight: Sight, enlarges: bool) -> None:
    _resize(page, NARROW)
    seen = page.evaluate(NARROWED)
    sight.too_wide += [f"at {NARROW['width']} px: {said}" for said in seen["wide"]]
    sight.small_targets += seen["targets"]
    if enlarges:
        _resize(page, HALF)
        sight.too_wide += [f"at {HALF['width']} px: {said}" for said in page.evaluate(ENLARGED)]


def _resize(page: Page, size: ViewportSize) -> None:
    if page.viewport_size != size:
        page.set_viewport_size(size)
