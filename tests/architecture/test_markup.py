"""Proves on the project and on small bad trees that nothing is inline, unescaped or from outside."""

from pathlib import Path

import pytest

from tests.architecture.markup_rules import (
    markup_is_never_inline,
    static_files_fetch_nothing,
    words_are_escaped,
)
from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT

PAGE = "templates/idea/show.html"


def test_markup_is_never_inline() -> None:
    assert markup_is_never_inline(PROJECT) == []


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<script type="module" data-src="x">',
        '<p {% if late %}onclick="go()"{% endif %}>',
        '<a href="javascript:go()">',
        '<img alt="" src="https://example.org/a.png">',
        '<link rel="stylesheet" href="//example.org/a.css">',
        "{{ field(form.title, attrs={'style': 'color: red'}) }}",
        "{{ form.title(onclick='go()') }}",
    ],
)
def test_inline_markup_is_refused(tmp_path: Path, line: str) -> None:
    assert refused(markup_is_never_inline(plant(tmp_path, {PAGE: text("<h1>", line)}))) == [f"{PAGE}:2"]


def test_markup_without_anything_inline_is_accepted(tmp_path: Path) -> None:
    lines = (
        "{# <p style='color: red'> #}",
        '<script type="module" src="{{ static_url(\'js/app.js\') }}"></script>',
        '<a class="style" href="https://example.org/" data-style="a" data-only="b">style = words</a>',
        "{% if style == 'plain' %}{{ {'one': 1} }}{% endif %}",
        '<link rel="stylesheet" href="{{ href }}">',
    )
    assert markup_is_never_inline(plant(tmp_path, {PAGE: text(*lines)})) == []


def test_words_are_escaped() -> None:
    assert words_are_escaped(PROJECT) == []


def test_unescaped_words_are_refused(tmp_path: Path) -> None:
    lines = (
        "{{ words|safe }}",
        "{{ words | safe }}",
        "{% autoescape false %}{% endautoescape %}",
        "{{ safe }}",
    )
    tree = {PAGE: text(*lines), "templates/_components/form.html": text(*lines)}
    assert refused(words_are_escaped(plant(tmp_path, tree))) == [f"{PAGE}:1", f"{PAGE}:2", f"{PAGE}:3"]


def test_static_files_fetch_nothing() -> None:
    assert static_files_fetch_nothing(PROJECT) == []


def test_a_static_file_that_fetches_from_outside_is_refused(tmp_path: Path) -> None:
    bad_css = text("@import 'https://example.org/a.css';", "p { background: url(//example.org/a.png) }")
    good_js = text("// https://example.org", "import { x } from './x.js';", "fetch('/ideas');")
    tree = {
        "ideas/static/css/bad.css": bad_css,
        "ideas/static/js/bad.js": text("import { x } from 'https://example.org/x.js';"),
        "ideas/static/js/good.js": good_js,
    }
    expected = ["ideas/static/css/bad.css:1", "ideas/static/css/bad.css:2", "ideas/static/js/bad.js:1"]
    assert refused(static_files_fetch_nothing(plant(tmp_path, tree))) == expected
