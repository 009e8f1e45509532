"""The sheet as PDF: one tagged page on which whatever people write is only shown."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from ideas.models import User
from tests import factories
from tests.features.sheet.test_sheet import SHEET, voice

People = dict[str, User]
MARKUP = (
    '#import "@preview/x:1.0.0": *', "*lihava* _vino_ <nimi> @viite $x^2$ `koodi`", '#read("/etc/passwd")',
    "= Otsikko", "\\ #panic() ] } )", "😀🚀👩‍👩‍👧", "שלום עולם مرحبا", "\u202ekäännetty", "x" * 200,
    "<script>alert(1)</script>",
)  # fmt: skip
"""What would do something if it were read as markup, or is hard to set."""


def read(client: FlaskClient, address: str = f"{SHEET}.pdf") -> PdfReader:
    """The file as a reader opens it."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    return PdfReader(io.BytesIO(answer.data))


def words_of(paper: PdfReader) -> str:
    """Everything on it, without the breaks of lines."""
    return "".join(page.extract_text() for page in paper.pages).replace("\n", " ")


def test_it_is_one_tagged_page_with_a_title_and_a_language(
    app: Flask, people: People, manager: FlaskClient
) -> None:
    with app.app_context():
        voice(people["author"], "Jono lyhenee", essence="Asiakas varaa ajan.")
    paper = read(manager)
    root: Any = paper.trailer["/Root"]
    assert (len(paper.pages), root["/Lang"], root["/MarkInfo"]["/Marked"]) == (1, "en", True)
    assert paper.metadata is not None
    assert paper.metadata.title == "Management group sheet"
    assert [words in words_of(paper) for words in ("Jono lyhenee", "Asiakas varaa ajan.")] == [True, True]
    assert "Aino Author" not in words_of(paper)


@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_words_is_only_shown(app: Flask, people: People, manager: FlaskClient, words: str) -> None:
    with app.app_context():
        voice(people["author"], words, essence=words, language="fi")
    paper = read(manager)
    assert len(paper.pages) == 1
    if words.isascii():
        plain = words_of(paper).replace(" ", "").replace("\u200b", "")
        assert plain.count(words.replace(" ", "")) == 2


def test_a_full_sheet_still_stands_on_one_page(app: Flask, people: People, manager: FlaskClient) -> None:
    with app.app_context():
        for number in range(6):
            voice(people["author"], f"{number} " + "pitkä otsikko " * 14, essence="sanoja riittää " * 18)
    assert len(read(manager).pages) == 1


def test_several_can_be_set_at_once(app: Flask, people: People, manager: FlaskClient) -> None:
    with app.app_context():
        voice(people["author"], "Jono lyhenee")
    clients = [factories.sign_in(app, people[who]) for who in ("manager", "lead", "admin", "manager")]
    with ThreadPoolExecutor(len(clients)) as pool:
        pages = list(pool.map(lambda client: words_of(read(client)), clients))
    assert [text == pages[0] for text in pages] == [True] * len(clients)
