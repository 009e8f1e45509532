"""Markdown as people write it, rendered without HTML and cleaned."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "h3", "h4", "hr"}
_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable("image")


def render(text: str | None) -> Markup:
    """Safe HTML; headings start below those of the page."""
    html = _parser.render(text or "")
    for level in (4, 3, 2, 1):
        html = html.replace(f"h{level}>", f"h{min(level + 2, 4)}>")
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return Markup(clean)  # noqa: S704 - cleaned in the line above
