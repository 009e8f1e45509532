"""What a person wrote is carried over a failed post."""

import pytest
from flask import Flask

from ideas.web.carry import Kept, is_own_path, pack, unpack

REDIRECTS = [
    "", "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example",
    "javascript:alert(1)", "/\tevil", "/\r\nLocation: //evil", "http:/evil", "/" + "a" * 2000,
    " /ideas", "/\x00",
]  # fmt: skip


@pytest.mark.parametrize("path", REDIRECTS)
def test_a_path_that_leads_elsewhere_is_not_our_own(path: str) -> None:
    assert not is_own_path(path)


def test_a_path_of_ours_is_our_own() -> None:
    assert is_own_path("/ideas/I-2026-0001?state=submitted#comment-2")


@pytest.mark.parametrize("packed", ["", "nonsense", "[1]", "{}", '[["a"]]', "[" * 100_000])
def test_a_packet_that_was_tampered_with_is_empty(packed: str) -> None:
    assert unpack(packed) == []


def test_fields_come_back_as_they_were_packed() -> None:
    fields = [Kept("words", "Hyvä ajatus.\n", "Your words"), Kept("name", "drop", None)]
    assert [(f.name, f.value) for f in unpack(pack(fields))] == [
        ("words", "Hyvä ajatus.\n"),
        ("name", "drop"),
    ]


def test_halves_of_characters_do_not_come_back() -> None:
    assert [f.value for f in unpack('[["words", "\\ud800 a"]]')] == ["? a"]


def test_long_words_in_any_alphabet_come_back_whole() -> None:
    words = "ж" * 150_000
    assert [f.value for f in unpack(pack([Kept("description", words, None)]))] == [words]


@pytest.mark.parametrize(
    "referrer", ["http://[", "https://evil.example/ideas", "http://localhost//evil.example"]
)
def test_a_language_chosen_elsewhere_leads_home(app: Flask, referrer: str) -> None:
    answer = app.test_client().post("/language", data={"language": "sv"}, headers={"Referer": referrer})
    assert (answer.status_code, answer.location) == (303, "/")
