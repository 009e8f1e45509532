"""Markdown as people write it, rendered without HTML and cleaned."""

from collections.abc import Mapping

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "h2", "h3", "h4", "hr"}
LONGEST = 20_000
"""A longer text is shown as it was typed: parsing could take longer than a page may."""
LEVELS = {"h1": "h3", "h2": "h4", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}
"""Headings start below those of the page."""
_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable("image")


def render_page(text: str | None) -> Markup:
    """Safe HTML of a whole page, whose headings follow its first."""
    return render(text, {"h1": "h2"})


def render(text: str | None, levels: Mapping[str, str] = LEVELS) -> Markup:
    """Safe HTML of a text in markdown."""
    text = text or ""
    if len(text) > LONGEST:
        return Markup("<p>{}</p>").format(Markup("<br>\n").join(escape(line) for line in text.splitlines()))
    tokens = _parser.parse(text)
    for token in tokens:
        token.tag = levels.get(token.tag, token.tag)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return Markup(clean)  # noqa: S704 - cleaned in the line above
