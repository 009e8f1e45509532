"""Markdown that nobody would write: only plain marks come out of it, and cleaning twice changes nothing."""

import re

import nh3
from hypothesis import given, settings
from hypothesis import strategies as st

from ideas.web.markdown import TAGS, render
from tests.features.case.test_markdown import ALLOWED, XSS

PIECES = st.sampled_from(
    [
        *XSS,
        "[",
        "](",
        ")",
        "<",
        ">",
        "`",
        "*",
        "\n",
        "\n\n",
        "&#x",
        ";",
        '"',
        "'",
        "javascript:",
        "//",
        "\\",
        "!",
        "\t",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS)
def test_only_plain_marks_come_out_of_anything(text: str) -> None:
    drawn = str(render(text))
    assert re.findall(r"<[^>]*>?", ALLOWED.sub("", drawn)) == []
    kept = {"http", "https", "mailto"}
    assert nh3.clean(drawn, tags=TAGS, attributes={"a": {"href"}}, url_schemes=kept) == drawn
