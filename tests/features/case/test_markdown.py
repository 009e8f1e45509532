"""Markdown: what people write is shown, and nothing of it ever acts."""

import re
import time

import pytest

from ideas.web.markdown import LONGEST, render

XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    '[x](http://a/"onclick="alert(1))',
    '[x](http://a "title" onmouseover=alert(1))',
    "<javascript:alert(1)>",
    "![x](https://example.org/pixel.png)",
    "![x](javascript:alert(1))",
    '<a href="javascript:alert(1)">x</a>',
    "<iframe src=//example.org></iframe>",
    "`<script>`\n\n    <script>indented</script>",
    "```html\n<script>alert(1)</script>\n```",
    '</div><form action="//example.org"><input name=x>',
    "<style>*{display:none}</style>",
    "<!--><script>alert(1)</script>-->",
    "[x]: javascript:alert(1)\n\n[x]",
]
BOMBS = {
    "stars": "*a ",
    "underscores": "*_",
    "brackets": "[",
    "links": "[a](",
    "images": "![",
    "quotes": ">",
    "lists": "- ",
    "references": "[a]: x\n",
    "open references": "[\n",
    "headings": "a\n=\n",
    "strong": "**x",
    "entities": "&",
    "angles": "<a",
    "comments": "<!--",
    "backslashes": "\\",
}
ALLOWED = re.compile(
    r"</?(p|strong|em|ul|ol|li|blockquote|code|pre|h3|h4)>|<(br|hr)>|</a>"
    r'|<a href="(https?:|mailto:|/|#)[^"<>]*" rel="[a-z ]+">'
)


@pytest.mark.parametrize("text", XSS)
def test_nothing_but_plain_marks_comes_out(text: str) -> None:
    left = ALLOWED.sub("", str(render(text)))
    assert re.findall(r"<[^>]*>?", left) == []


@pytest.mark.parametrize("name", BOMBS)
def test_a_text_made_to_be_slow_is_drawn_in_a_second(name: str) -> None:
    text = (BOMBS[name] * LONGEST)[:LONGEST]
    start = time.process_time()
    render(text)
    assert time.process_time() - start < 1


def test_what_people_write_is_drawn() -> None:
    assert str(render("**a** *b*\nc\n\n- d\n\n[e](https://example.org)")) == (
        "<p><strong>a</strong> <em>b</em><br>\nc</p>\n<ul>\n<li>d</li>\n</ul>\n"
        '<p><a href="https://example.org" rel="noopener noreferrer">e</a></p>\n'
    )


def test_headings_start_below_those_of_the_page() -> None:
    assert re.findall(r"<h\d>\w", str(render("# a\n## b\n### c\n#### d\n##### e\n###### f"))) == [
        "<h3>a",
        "<h4>b",
        "<h4>c",
        "<h4>d",
        "<h4>e",
        "<h4>f",
    ]


def test_a_text_longer_than_is_parsed_is_shown_as_typed() -> None:
    assert str(render("**<b>**\n" + "x" * LONGEST)).startswith("<p>**&lt;b&gt;**<br>\nxxx")


def test_no_text_is_no_html() -> None:
    assert str(render(None)) == ""
