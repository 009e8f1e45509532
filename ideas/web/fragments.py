"""Owns what is drawn once: parts of pages that are the same for everybody who is shown the same."""

import functools
from collections.abc import Hashable

from flask import Flask, current_app, request
from jinja2 import Template
from markupsafe import Markup

from ideas import i18n

KEPT = 512
"""A part is at most some 30 kB, so one process keeps 15 MB of them."""


def init_app(app: Flask) -> None:
    """Let templates draw parts."""
    app.jinja_env.globals["fragment"] = fragment


def fragment(name: str, /, **given: Hashable) -> Markup:
    """A template that has no form and is told nothing of the person but what is given here."""
    template = current_app.jinja_env.get_template(name)
    return _drawn(template, i18n.language(), request.script_root, tuple(given.items()))


# Never stale, and nobody's but theirs who are shown the same: the key is all that the template is told.
@functools.lru_cache(KEPT)
def _drawn(template: Template, locale: str, root: str, given: tuple[tuple[str, Hashable], ...]) -> Markup:
    return Markup(template.render(dict(given), locale=locale))  # noqa: S704 - escaped by Jinja
