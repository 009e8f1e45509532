"""The organisation's own pages: read signed out, written by administrators, each version kept."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.pages.queries import first_text, gaps, page
from ideas.i18n import LANGUAGES
from ideas.models import Entry, Page, User
from ideas.models.page import PageKey
from tests import factories
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
EDIT = "/pages/privacy/fi"


@pytest.fixture
def admin(app: Flask, client_of: SignIn) -> FlaskClient:
    """The browser of an administrator who reads Finnish."""
    with app.app_context():
        return client_of(factories.person(Role.ADMIN, language="fi"))


def written() -> list[tuple[int, str]]:
    """The versions that are kept."""
    return [(row.version, row.text) for row in db.session.scalars(select(Page).order_by(Page.version))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", list(PageKey))
def test_a_first_text_is_read_signed_out_in_every_language(app: Flask, key: PageKey, language: str) -> None:
    answer = app.test_client().get(f"/{key.value}", headers={"Accept-Language": language})
    headings = [line[3:] for line in first_text(key, language).splitlines() if line.startswith("## ")]
    assert (answer.status_code, f'<html lang="{language}">' in answer.text) == (200, True)
    assert [f"<h2>{heading}</h2>" in answer.text for heading in headings] == [True] * len(headings)


@pytest.mark.parametrize("key", list(PageKey))
def test_the_first_texts_say_the_same_in_every_language(key: PageKey) -> None:
    texts = [first_text(key, language) for language in LANGUAGES]
    shapes = {(text.count("\n## "), text.count("\n- "), len(gaps(text))) for text in texts}
    assert len(shapes) == 1
    assert all(gaps(text) for text in texts)


def test_what_is_saved_is_read_and_logged(app: Flask, admin: FlaskClient) -> None:
    saved = admin.post(EDIT, data={"text": "Uusi **seloste**", "version": "0"})
    assert (saved.status_code, saved.location) == (303, "/pages")
    assert "<p>Uusi <strong>seloste</strong></p>" in app.test_client().get("/privacy").text
    with app.app_context():
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.PAGE_WRITTEN))
        assert (entry.stream, entry.data) == ("house", {"page": "privacy", "language": "fi", "version": 1})
        assert page(PageKey.PRIVACY, "sv").version == 0


def test_a_preview_keeps_nothing(app: Flask, admin: FlaskClient) -> None:
    shown = admin.post(EDIT, data={"text": "Luonnos *kursiivilla*", "version": "0", "preview": "1"})
    assert (shown.status_code, "<em>kursiivilla</em>" in shown.text) == (200, True)
    with app.app_context():
        assert written() == []


def test_who_comes_second_is_told_and_keeps_the_words(app: Flask, admin: FlaskClient) -> None:
    for text in ("Ensimmäinen", "Toinen"):
        answer = admin.post(EDIT, data={"text": text, "version": "0"})
    assert (answer.status_code, "Toinen</textarea>" in answer.text) == (422, True)
    assert '<a href="/pages/privacy/fi/1">' in answer.text
    with app.app_context():
        assert written() == [(1, "Ensimmäinen")]


def test_every_version_can_be_read_and_written_on_from(app: Flask, admin: FlaskClient) -> None:
    for seen, text in enumerate(("Ensimmäinen *kerta*", "Toinen")):
        admin.post(EDIT, data={"text": text, "version": str(seen)})
    listed = re.findall(r'<a href="(/pages/privacy/fi/\d+)">', admin.get(EDIT).text)
    assert listed == [f"{EDIT}/{number}" for number in (2, 1, 0)]
    assert "<p>Ensimmäinen <em>kerta</em></p>" in admin.get(f"{EDIT}/1").text
    assert [admin.get(f"{EDIT}/{number}").status_code for number in (0, 3)] == [200, 404]
    again = admin.get(f"{EDIT}?from=1").text
    assert ("Ensimmäinen *kerta*</textarea>" in again, 'name="version" type="hidden" value="2"' in again) == (
        True, True,
    )  # fmt: skip


def test_the_same_text_again_is_no_version(app: Flask, admin: FlaskClient) -> None:
    for _time in range(2):
        admin.post(EDIT, data={"text": "Sama", "version": "0"})
    with app.app_context():
        assert written() == [(1, "Sama")]


def test_hostile_text_stays_text(app: Flask, admin: FlaskClient) -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![kuva](https://example.org/x.png)"
    admin.post(EDIT, data={"text": text, "version": "0"})
    body = app.test_client().get("/privacy").text
    assert ["<script>alert" in body, 'href="javascript' in body, "<img" in body] == [False] * 3


def test_administrators_are_reminded_of_what_is_to_be_filled_in(app: Flask, admin: FlaskClient) -> None:
    gap = gaps(first_text(PageKey.ACCESSIBILITY, "fi"))[0]
    assert f"<li>{gap}</li>" in admin.get("/accessibility").text
    assert f"<li>{gap}</li>" not in app.test_client().get("/accessibility").text


@pytest.mark.parametrize("path", ["/pages/nothing/fi", "/pages/privacy/de", "/pages/privacy/fi/99999999999"])
def test_other_pages_are_absent(admin: FlaskClient, path: str) -> None:
    assert admin.get(path).status_code == 404
