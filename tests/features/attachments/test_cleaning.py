"""What is kept of a file: what can be seen, and nothing about whoever made it."""

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, PngImagePlugin

from ideas.extensions import SETTINGS
from ideas.features.attachments import documents, pictures
from ideas.features.attachments.archives import Suspect
from ideas.features.attachments.cleaning import cleaned
from ideas.models import User
from tests import factories
from tests.features.attachments.corpus import CONTENT_TYPES, GOOD, ODT, archive, damaged, document
from tests.features.attachments.test_attachments import stored, upload

NAME = "Hilla Hiljainen"
RED, BLUE = (200, 10, 10), (10, 10, 200)


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: Any) -> bytes:
    """A picture that is red on the left and blue on the right."""
    drawn = Image.new("RGB", size, RED)
    drawn.paste(BLUE, (size[0] // 2, 0, *size))
    target = io.BytesIO()
    drawn.convert(mode).save(target, kind, **more)
    return target.getvalue()


def told(orientation: int = 1) -> Image.Exif:
    """What a telephone tells beside a photograph: a name, a place and which way is up."""
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = NAME, orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 15.0)})
    return exif


def kept(name: str, content: bytes) -> bytes:
    """What is kept of the file."""
    return cleaned(name, io.BytesIO(content)).read()


def png_with_text() -> bytes:
    """A picture with words beside it, and a second file behind it."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", NAME)
    text.add_itxt("XML:com.adobe.xmp", f"<x>{NAME}</x>")
    return picture("PNG", pnginfo=text, exif=told())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", picture("JPEG", exif=told(), comment=NAME, xmp=NAME.encode())),
        ("a.png", png_with_text()),
        ("a.webp", picture("WEBP", exif=told(), xmp=NAME.encode())),
        ("a.jpg", picture("JPEG") + NAME.encode()),
    ],
)
def test_a_picture_tells_no_name_and_no_place(name: str, content: bytes) -> None:
    assert NAME.encode() in content
    found = Image.open(io.BytesIO(kept(name, content)))
    assert NAME.encode() not in kept(name, content)
    assert (dict(found.getexif()), found.info.get("comment"), found.size) == ({}, None, (40, 20))


def test_a_picture_stands_as_it_was_seen() -> None:
    found = Image.open(io.BytesIO(kept("a.jpg", picture("JPEG", exif=told(6))))).convert("RGB")
    red, blue = found.getpixel((10, 5)), found.getpixel((10, 35))
    assert (found.size, red[0] > red[2], blue[2] > blue[0]) == ((20, 40), True, True)  # type: ignore[index]


COLOURS = {
    "png": ("1", "L", "P", "RGBA", "I;16"),
    "jpg": ("1", "L", "CMYK"),
    "webp": ("L", "P", "RGBA", "CMYK"),
}


@pytest.mark.parametrize(("extension", "mode"), [(each, mode) for each in COLOURS for mode in COLOURS[each]])
def test_pictures_of_every_kind_of_colour_are_kept(mode: str, extension: str) -> None:
    kind = pictures.FORMATS[extension]
    content = kept(f"a.{extension}", picture(kind, mode=mode))
    assert Image.open(io.BytesIO(content)).format == kind


def test_what_lets_the_ground_through_still_does() -> None:
    drawn, target = Image.new("RGBA", (4, 4), (0, 0, 0, 0)), io.BytesIO()
    drawn.quantize().save(target, "PNG", transparency=0)
    assert Image.open(io.BytesIO(kept("a.png", target.getvalue()))).convert("RGBA").getpixel((1, 1))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_not_taken(kind: str) -> None:
    frames, target = [Image.new("RGB", (4, 4), colour) for colour in (RED, BLUE)], io.BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(Suspect, match="moves"):
        kept(f"a.{kind.lower()}", target.getvalue())


@pytest.mark.parametrize("name", ["kuva.jpg", "KUVA.JPEG", "kuva.webp"])
def test_a_beginning_alone_is_no_picture(name: str) -> None:
    with pytest.raises(Suspect, match="not-what-it-says"):
        kept(name, GOOD[name])


@pytest.mark.parametrize(("name", "kind"), [("a.png", "JPEG"), ("a.jpg", "PNG"), ("a.webp", "GIF")])
def test_a_picture_is_read_as_what_it_says_alone(name: str, kind: str) -> None:
    with pytest.raises(Suspect, match="not-what-it-says"):
        kept(name, picture(kind))


def test_a_flood_of_points_is_refused_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 799)
    with pytest.raises(Suspect, match="unpacks-too-large"):
        kept("a.jpg", picture("JPEG"))


CORE = "<c><dc:creator>{0}</dc:creator><cp:lastModifiedBy>{0}</cp:lastModifiedBy></c>"
ABOUT = "<Properties><Manager>{0}</Manager><Company>{0}</Company></Properties>"
REMARK = '<w:comment w:id="1" w:author="{0}" w:initials="{0}"><w:t>Hyvä</w:t></w:comment>'
PEOPLE = "<w15:person w15:author='{0}'><w15:presenceInfo w15:userId='{0}'/></w15:person>"
META = "<meta:initial-creator>{0}</meta:initial-creator><dc:creator>{0}</dc:creator>"
ANNOTATION = "<office:annotation><dc:creator>{0}</dc:creator></office:annotation>"


def said(text: str) -> bytes:
    """The text with the name in it."""
    return text.format(NAME).encode()


OFFICE = {
    "a.docx": document(
        ("docProps/core.xml", said(CORE)),
        ("docProps/app.xml", said(ABOUT)),
        ("docProps/custom.xml", said("<p><vt:lpwstr>{0}</vt:lpwstr></p>")),
        ("word/comments.xml", said(REMARK)),
        ("word/people.xml", said(PEOPLE)),
    ),
    "a.xlsx": archive(
        ("[Content_Types].xml", CONTENT_TYPES),
        ("xl/workbook.xml", b"<x/>"),
        ("xl/comments1.xml", said("<authors><author>{0}</author></authors><t>Hyvä</t>")),
        ("xl/persons/person.xml", said('<person displayName="{0}" id="1" userId="{0}"/>')),
    ),
    "a.pptx": archive(
        ("[Content_Types].xml", CONTENT_TYPES),
        ("ppt/presentation.xml", b"<p/>"),
        ("ppt/commentAuthors.xml", said('<p:cmAuthor id="0" name="{0}" initials="{0}"/>')),
    ),
    "a.odt": archive(
        ("mimetype", ODT),
        ("content.xml", said(ANNOTATION)),
        ("meta.xml", said(META)),
        compression=zipfile.ZIP_STORED,
    ),
}


def parts(content: bytes) -> dict[str, str]:
    """What a document holds, unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


@pytest.mark.parametrize("name", sorted(OFFICE))
def test_a_document_names_nobody_as_its_writer(name: str) -> None:
    before, after = parts(OFFICE[name]), parts(kept(name, OFFICE[name]))
    assert list(after) == list(before)
    assert any(NAME in text for text in before.values())
    assert [part for part, text in after.items() if NAME in text] == []


def test_what_was_written_in_a_document_stays() -> None:
    after = parts(kept("a.docx", OFFICE["a.docx"]))
    assert after["word/document.xml"] == "<w/>"
    assert "<w:t>Hyvä</w:t>" in after["word/comments.xml"]


def wrong_sum() -> bytes:
    """A document of whose last part the directory tells another check sum."""
    data = bytearray(document(("word/a.xml", b"a" * 50)))
    data[data.rfind(b"PK\x01\x02") + 16] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize("content", [wrong_sum(), damaged("word/document.xml")])
def test_a_document_whose_parts_are_not_what_the_directory_says_is_refused(content: bytes) -> None:
    with pytest.raises(Suspect, match="not-what-it-says"):
        kept("a.docx", content)


NONSENSE = (
    b"<" * 500_000, b"<dc:creator " * 50_000, b"<a author" * 50_000, b"<" + b"author" * 8_000,
    b"<author " + b"a" * 500_000 + b">", b'<author="' * 50_000, b"<creator>" + b"a" * 500_000,
)  # fmt: skip


@pytest.mark.parametrize("part", NONSENSE, ids=range(len(NONSENSE)))
def test_long_nonsense_is_read_through_once(part: bytes) -> None:
    long_name = f"word/comments{'a' * 15_000}"
    content = document(("docProps/core.xml", part), ("word/comments.xml", part), (long_name, b""))
    start = time.process_time()
    assert kept("a.docx", content)
    assert time.process_time() - start < 2


def test_no_more_is_looked_through_than_can_be_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    content = document(("word/comments.xml", b"a" * 500), ("word/people.xml", b"a" * 500))
    monkeypatch.setattr(documents, "MOST_READ", 1004)
    assert kept("a.docx", content)
    monkeypatch.setattr(documents, "MOST_READ", 1003)
    with pytest.raises(Suspect, match="unpacks-too-large"):
        kept("a.docx", content)


def test_what_is_attached_is_what_was_cleaned(app: Flask, client_of: Callable[[User], FlaskClient]) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    client = client_of(author)
    assert upload(client, idea, "kuva.jpg", picture("JPEG", exif=told())).status_code == 303
    assert upload(client, idea, "alku.jpg", GOOD["kuva.jpg"]).status_code == 422
    (path,) = stored(app)
    assert (NAME.encode() in path.read_bytes(), path.read_bytes()[:2]) == (False, b"\xff\xd8")


@pytest.mark.parametrize("hidden", [False, True])
def test_one_person_fills_no_more_than_their_room(
    app: Flask, client_of: Callable[[User], FlaskClient], monkeypatch: pytest.MonkeyPatch, hidden: bool
) -> None:
    monkeypatch.setattr(app.extensions[SETTINGS], "attachment_megabytes_per_person", 1)
    with app.app_context():
        author, other = factories.person(), factories.person()
        ideas = [factories.submitted(author, hidden=hidden) for _ in range(3)]
        theirs = factories.submitted(other)
    third = b"a" * 400_000
    client = client_of(author)
    assert [upload(client, idea, "a.txt", third).status_code for idea in ideas] == [303, 303, 422]
    assert upload(client_of(other), theirs, "a.txt", third).status_code == 303
    client.post("/attachments/1/remove")
    assert upload(client, ideas[2], "a.txt", third).status_code == 303
