"""The line to the mail server: whoever is at its other end has to prove to be whom the settings name."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from ideas.extensions import SETTINGS
from ideas.features.mail import smtp
from ideas.models import Idea, User
from tests.features.mail import post
from tests.features.mail.smtp import Postbox, listening, posting_to

WAYS = ("port 465", "STARTTLS")
ITS_OWN, ANOTHER = "127.0.0.1", "127.0.0.2"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("address", "is_trusted", "sent"), [(ITS_OWN, True, 1), (ITS_OWN, False, 0), (ANOTHER, True, 0)]
)
def test_only_a_server_that_proves_who_it_is_gets_password_and_mail(
    app: Flask, people: dict[str, User], idea: Idea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    way: str, address: str, is_trusted: bool, sent: int,
) -> None:  # fmt: skip
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh()
    certificate = _certificate(tmp_path / "server.pem", address)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate if is_trusted else tmp_path / "none.pem"))
    with listening(Postbox(), **_encrypted(way, certificate)) as box:
        if way == "port 465":
            monkeypatch.setattr(smtp, "WRAPPED", box.port)
        with posting_to(box, app.extensions[SETTINGS], smtp_starttls=True), app.app_context():
            assert post.carry() == sent
            assert [mail.tries for mail in post.mails()] == [sent]
    assert len(box.given) == sent


def test_a_server_that_will_not_encrypt_gets_no_mail(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    app.extensions[SETTINGS].smtp_starttls = True
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh()
        assert post.carry() == 0
    assert box.given == []


def _encrypted(way: str, certificate: Path) -> dict[str, Any]:
    """What a server needs to know to encrypt from the beginning, or when it is asked to."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return {"ssl_context": context} if way == "port 465" else {"tls_context": context}


def _certificate(path: Path, address: str) -> Path:
    """A certificate for a server at this address, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")]), datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(key.private_bytes(*plain) + signed.public_bytes(serialization.Encoding.PEM))
    return path
