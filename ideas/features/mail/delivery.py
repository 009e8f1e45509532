"""Sends what is due, one mail after the other: claimed, then sent, then marked, each by itself."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

from ideas.extensions import db, settings
from ideas.features.mail import claims
from ideas.features.mail.answers import answer_letter
from ideas.features.mail.claims import Claim
from ideas.features.mail.letter import Withheld, letter
from ideas.features.mail.smtp import Away, Server, fault_of, is_hopeless
from ideas.models.feedback import AnswerMail
from workflow.mailing import is_dead

_log = logging.getLogger(__name__)


def deliver(clock: Callable[[], datetime], is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Send every mail that is due, until told to stop; how many the server took."""
    if settings().smtp_host is None:
        return 0
    sent = 0
    with Server(settings()) as server:
        while not is_stopped() and claims.has_due(clock()):
            # Nobody waits for the database while the server is waited for.
            db.session.remove()
            try:
                server.call()
            except Away as error:
                _log.warning("the mail server is away: %s", error)
                break
            sent += _send_next(server, clock)
    db.session.remove()
    return sent


def _send_next(server: Server, clock: Callable[[], datetime]) -> bool:
    """Whether the server took the next mail; another worker may have been faster."""
    held = claims.claim(clock())
    if held is None:
        return False
    if held.is_poison or held.is_late(clock()):
        _put_aside(held, clock())
        return False
    if (until := claims.rests_until(held, clock())) is not None:
        claims.let_rest(held, until)
        return False
    return _is_sent(held, server, clock)


def _put_aside(held: Claim, at: datetime) -> None:
    """Try no more: it takes the workers with it, or it is no news any more."""
    if held.is_poison:
        claims.mark_failed(held, claims.LOST, at)
    else:
        claims.withhold(held, claims.TOO_LATE, at)


def _is_sent(held: Claim, server: Server, clock: Callable[[], datetime]) -> bool:
    """Whether the server took it; what goes wrong with one mail must not keep the others."""
    try:
        message = _letter(held, clock())
        db.session.remove()
        server.send(message)
    except Withheld as why:
        claims.withhold(held, str(why), clock())
        return False
    except Exception as error:
        db.session.remove()
        _tell_failed(held, error, clock())
        return False
    claims.mark_sent(held, clock())
    return True


def _tell_failed(held: Claim, error: Exception, at: datetime) -> None:
    _log.warning("%s at mail %d, try %d", fault_of(error), held.mail_id, held.number)
    jitter, hopeless = secrets.randbelow(1000) / 1000, is_hopeless(error)
    claims.mark_failed(held, fault_of(error), at, jitter, is_hopeless=hopeless)
    if hopeless or is_dead(held.number):
        _log.error("mail %d is given up: administrators find it on the page of mails", held.mail_id)


def _letter(held: Claim, at: datetime) -> EmailMessage:
    return answer_letter(held.mail_id, at) if held.table is AnswerMail else letter(held.mail_id, at)
