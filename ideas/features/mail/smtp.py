"""Speaks to the mail server: one connection for as many mails as it takes."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from functools import partial
from types import TracebackType

from ideas.config import Settings

WRAPPED = 465
"""The port on which the connection is encrypted from the beginning."""


NOBODY = re.compile(rb"5\.1\.(?:[1236]|10)\b")
"""Enhanced codes for an address that does not exist (RFC 3463 section 3.2, RFC 7505)."""


class Away(Exception):
    """The server cannot be reached or does not let us in; no mail is to blame."""


def fault_of(error: Exception) -> str:
    """The kind of a fault and the server's code; the words that it says may tell of people."""
    code, _words = _answer(error)
    return f"{type(error).__name__} {code or ''}".strip()[:40]


def is_hopeless(error: Exception) -> bool:
    """Whether the server says that there is nobody of that address; anything else may be mended there."""
    code, words = _answer(error)
    return code >= 500 and NOBODY.match(words) is not None


class Server:
    """The mail server under these settings; connected when it is needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hang_up()

    def call(self) -> None:
        """Make sure that it listens; Away where it does not."""
        if self._connection is not None and not self._answers(self._connection):
            self.hang_up()
        if self._connection is None:
            self._connection = self._connected()

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over; OSError or SMTPException where the server does not say that it has it."""
        self.call()
        assert self._connection is not None  # it was called  # noqa: S101
        sender, hearer = (message[name].addresses[0].addr_spec for name in ("From", "To"))
        try:
            self._connection.sendmail(sender, [hearer], message.as_bytes())
        except (OSError, smtplib.SMTPException):
            # What state the conversation is in is anybody's guess.
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """Close the connection without a word more: a server that is slow would be waited for."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> smtplib.SMTP:
        found, is_wrapped = self._settings, self._settings.smtp_port == WRAPPED
        # Left to itself, smtplib believes any certificate.
        checked = ssl.create_default_context() if is_wrapped or found.smtp_starttls else None
        kind = partial(smtplib.SMTP_SSL, context=checked) if is_wrapped else smtplib.SMTP
        name = found.mail_from.rpartition("@")[2]
        connection = None
        try:
            connection = kind(found.smtp_host or "", found.smtp_port, name, timeout=found.smtp_seconds)
            if checked and not is_wrapped:
                connection.starttls(context=checked)
            if found.smtp_user and found.smtp_password:
                connection.login(found.smtp_user, found.smtp_password.get_secret_value())
        except (OSError, smtplib.SMTPException) as error:
            if connection is not None:
                connection.close()
            raise Away(type(error).__name__) from None
        return connection

    def _answers(self, connection: smtplib.SMTP) -> bool:
        try:
            return connection.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False


def _answer(error: Exception) -> tuple[int, bytes]:
    """What the server said to the mail, or to its only hearer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return error.smtp_code, said.encode() if isinstance(said, str) else said
    return 0, b""
