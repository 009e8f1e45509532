"""Owns the mail server of the tests: it takes what it is given, or refuses, dawdles, or drops the line."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ideas.config import Settings

TAKEN = "250 taken"
BUSY = "451 come again later"
REFUSED = "554 not here"
UNKNOWN = "550 5.1.1 there is nobody of that name"
CLOSED = "554 5.7.1 relay access denied"
DROPPED = "dropped"
"""The server has the mail, and the line breaks before it can say so."""
Answer = Callable[[int], str]
"""What the server says to the mail of that number, counted from 1."""


@dataclass
class Postbox:
    """What a server was given, every time anew, and what it took."""

    answer: Answer = lambda number: TAKEN
    door: str = "250 come in"
    """What it says to every address, before it is given the mail."""
    seconds: float = 0.0
    """How long it thinks before it answers."""
    given: list[EmailMessage] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    """The lines of each mail as they came, which no parser has read."""
    port: int = 0

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer whether it takes mail to that address."""
        envelope.rcpt_tos.append(address)
        return self.door

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer the mail that was just given."""
        content = envelope.original_content or b""
        message: EmailMessage = message_from_bytes(content, policy=policy.SMTP)
        self.given.append(message)
        self.lines.append(content.decode().split("\r\n"))
        said = self.answer(len(self.given))
        if self.seconds:
            time.sleep(self.seconds)
        if said in (TAKEN, DROPPED):
            self.taken.append(message)
        if said == DROPPED:
            transport: Any = server.transport
            transport.abort()
        return said if said != DROPPED else TAKEN

    def settings(self, **more: Any) -> dict[str, Any]:
        """The settings under which mail goes to this server."""
        return {
            "smtp_host": "127.0.0.1", "smtp_port": self.port, "smtp_starttls": False, "smtp_seconds": 2,
            "mail_from": "tilaa@example.org", "address": "https://tilaa.example.org", **more,
        }  # fmt: skip

    def ids(self) -> Counter[str]:
        """How often it took each mail, by its Message-ID."""
        return Counter(str(message["Message-ID"]) for message in self.taken)


class Listener(Controller):
    """A server on whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def listening(box: Postbox, **more: Any) -> Iterator[Postbox]:
    """A server on a port of its own that fills the box; `more` says whether and how it encrypts."""
    controller = Listener(box, hostname="127.0.0.1", port=0, ready_timeout=10, **more)
    controller.start()
    try:
        box.port = controller.port
        yield box
    finally:
        controller.stop()


@contextmanager
def posting_to(box: Postbox, settings: Settings, **more: Any) -> Iterator[Postbox]:
    """Let an application with these settings send its mail there, for as long as the block lasts."""
    changed = box.settings(**more)
    before = {name: getattr(settings, name) for name in changed}
    _set(settings, changed)
    try:
        yield box
    finally:
        _set(settings, before)


def _set(settings: Settings, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)
