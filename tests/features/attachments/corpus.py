"""Good and hostile files, made in memory: each hostile one lies about itself, swells, or holds what runs."""

import io
import struct
import zipfile
import zlib

CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)
XXE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
MACRO_ENABLED = b'<Types ContentType="application/vnd.ms-word.document.macroEnabled"/>'
ODT = b"application/vnd.oasis.opendocument.text"


def archive(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as zipped:
        for name, content in entries:
            zipped.writestr(name, content)
    return target.getvalue()


def document(
    *more: tuple[str, bytes], types: bytes = CONTENT_TYPES, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A text document with something added."""
    main = (("[Content_Types].xml", types), ("word/document.xml", b"<w/>"))
    return archive(*main, *more, compression=compression)


def png(width: int = 1, height: int = 1, tail: bytes = b"") -> bytes:
    """A picture that says it is so wide and so high."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body + tail


def encrypted() -> bytes:
    """A document whose entries say that they are encrypted, in both headers."""
    data = bytearray(document())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 1)
    return bytes(data)


def damaged(name: str) -> bytes:
    """A document whose directory is whole and in which the part of this name cannot be unpacked."""
    data = bytearray(document())
    start = data.find(name.encode()) + len(name)
    data[start : start + 2] = b"\xff\xff"
    return bytes(data)


def overlapping() -> bytes:
    """A document whose directory tells of more packed bytes than the file has."""
    data = bytearray(document(("word/a.xml", b"a" * 5000)))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 20 : entry + 24] = struct.pack("<I", 10_000_000)
    return bytes(data)


GOOD = {
    "muistio.pdf": b"%PDF-1.7\n%%EOF\n",
    "kuva.png": png(),
    "kuva.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9",
    "KUVA.JPEG": b"\xff\xd8\xff\xe1" + b"\0" * 20,
    "kuva.webp": b"RIFF" + struct.pack("<I", 12) + b"WEBPVP8 " + b"\0" * 4,
    "muistio.docx": document(),
    "luvut.xlsx": archive(("[Content_Types].xml", CONTENT_TYPES), ("xl/workbook.xml", b"<x/>")),
    "esitys.pptx": archive(("[Content_Types].xml", CONTENT_TYPES), ("ppt/presentation.xml", b"<p/>")),
    "muistio.odt": archive(("mimetype", ODT), ("content.xml", b"<o/>"), compression=zipfile.ZIP_STORED),
    "ääkköset.txt": "Mitä me voimme tehdä toisin?\r\n".encode(),
    "vanha.csv": "yksikkö;määrä\r\n".encode("cp1252"),
}
HOSTILE = {
    "tyhjä.pdf": (b"", "empty"),
    "kuva.svg": (b"<svg onload=alert(1)>", "kind-not-taken"),
    "sivu.html": (b"<script>alert(1)</script>", "kind-not-taken"),
    "ohjelma.pdf.exe": (b"MZ", "kind-not-taken"),
    "ilman-tarkennetta": (b"%PDF-1.7", "kind-not-taken"),
    "makrot.docm": (document(), "kind-not-taken"),
    "sivu.txt": (b"\xef\xbb\xbf \n<!DOCTYPE html><script>alert(1)</script>", "not-what-it-says"),
    "kuva.txt": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-what-it-says"),
    "nolla.csv": (b"a;b\0c", "not-what-it-says"),
    "utf16.txt": ("teksti".encode("utf-16"), "not-what-it-says"),
    "ohjelma.pdf": (b"MZ\x90\0%PDF-1.7", "not-what-it-says"),
    "sivu.png": (b"<html>", "not-what-it-says"),
    "kaksoisolento.png": (png(tail=document()), "not-what-it-says"),
    "tulva.png": (png(100_000, 100_000), "unpacks-too-large"),
    "sivu.jpg": (b"GIF89a", "not-what-it-says"),
    "ääni.webp": (b"RIFF\x04\0\0\0WAVE", "not-what-it-says"),
    "häntä.webp": (GOOD["kuva.webp"] + b"<script>", "not-what-it-says"),
    "muu.docx": (GOOD["luvut.xlsx"], "not-what-it-says"),
    "paketti.docx": (archive(("a.txt", b"a")), "not-what-it-says"),
    "katki.docx": (document()[:-30], "not-what-it-says"),
    "rikki.docx": (damaged("[Content_Types].xml"), "not-what-it-says"),
    "harvinainen.docx": (document(compression=zipfile.ZIP_LZMA), "not-what-it-says"),
    "vanhentunut.docx": (document(compression=zipfile.ZIP_BZIP2), "not-what-it-says"),
    "edessä.docx": (b"#!/bin/sh\n" + document(), "not-what-it-says"),
    "pelkkä-alku.docx": (b"PK\x03\x04", "not-what-it-says"),
    "salattu.docx": (encrypted(), "not-what-it-says"),
    "polku.docx": (document(("../../etc/passwd", b"x")), "not-what-it-says"),
    "juuri.docx": (document(("/etc/passwd", b"x")), "not-what-it-says"),
    "kahdesti.docx": (document(("WORD/document.xml", b"x")), "not-what-it-says"),
    "xxe.docx": (document(types=XXE), "not-what-it-says"),
    "makro.docx": (document(("word/vbaProject.bin", b"x")), "holds-macros"),
    "sala-makro.docx": (document(types=MACRO_ENABLED), "holds-macros"),
    "makro.odt": (archive(("mimetype", ODT), ("Basic/Standard/Module1.xml", b"x")), "holds-macros"),
    "väärä.odt": (archive(("mimetype", b"application/zip"), ("content.xml", b"x")), "not-what-it-says"),
    "myöhään.odt": (archive(("content.xml", b"x"), ("mimetype", ODT)), "not-what-it-says"),
    "pommi.docx": (document(("word/a.xml", b"\0" * 5_000_000)), "unpacks-too-large"),
    "monta.docx": (document(*((f"word/{n}.xml", b"") for n in range(5001))), "unpacks-too-large"),
    "päällekkäin.docx": (overlapping(), "unpacks-too-large"),
}  # fmt: skip
NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\matti\\muistio.pdf": "muistio.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie_ x=1.pdf",
    "lasku\u202efdp.exe.pdf": "laskufdp.exe.pdf",
    "nolla\0.pdf": "nolla.pdf",
    "a\u0308ni.pdf": "äni.pdf",
    '<img src=x onerror="alert(1)">.pdf': "_img src=x onerror=_alert(1)__.pdf",
    "  . .piste. .pdf": "piste.pdf",
    "CON.pdf": "_CON.pdf",
    "": "file",
    ".pdf": "pdf",
    "å" * 400 + ".pdf": "å" * 146 + ".pdf",
}
