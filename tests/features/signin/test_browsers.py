"""Browsers are named as people know them."""

import pytest

from ideas.features.signin.browsers import name_browser

LIKE = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) {} Safari/537.36"
MAC, WINDOWS = "Macintosh; Intel Mac OS X 10_15_7", "Windows NT 10.0; Win64; x64"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (LIKE.format(WINDOWS, "Chrome/140.0.0.0"), "Chrome, Windows"),
        (LIKE.format(WINDOWS, "Chrome/140.0.0.0 Edg/140.0"), "Edge, Windows"),
        (LIKE.format(MAC, "Version/18.0"), "Safari, macOS"),
        (LIKE.format("iPhone; CPU iPhone OS 18_0 like Mac OS X", "Version/18.0"), "Safari, iPhone"),
        (LIKE.format("Linux; Android 15", "Chrome/140.0.0.0 Mobile"), "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_plain_words(user_agent: str, name: str) -> None:
    assert name_browser(user_agent) == name
