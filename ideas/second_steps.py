"""The second step of signing in: the only place that makes its secrets and says whether a code holds."""

import hmac
import secrets
from base64 import b32encode
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import delete, select

from ideas.access import hashed
from ideas.extensions import db, settings
from ideas.models.second_step import HalfSignIn, RecoveryCode, SecondStep
from ideas.models.user import User

ISSUER = "Tilaa"
RECOVERY_CODES = 10
HALFWAY = timedelta(minutes=10)
"""How long somebody who gave their password may look for their telephone."""
CLOCKS_DIFFER = (0, -1, 1)
"""Time steps of 30 seconds by which a telephone may be ahead or behind."""


def confirmed(person_id: int) -> SecondStep | None:
    """The person's second step, if it is asked for."""
    step = db.session.get(SecondStep, person_id)
    return step if step is not None and step.confirmed_at is not None else None


def secret_of(step: SecondStep) -> str:
    """The secret that the app is given, as text; a copy of the database alone does not tell it."""
    return b32encode(bytes.fromhex(_keyed("second step", f"{step.user_id}:{step.salt}"))[:20]).decode()


def address_of(step: SecondStep, user: User) -> str:
    """What the picture holds that an app reads."""
    return pyotp.TOTP(secret_of(step)).provisioning_uri(name=user.email, issuer_name=ISSUER)


def new_salt() -> str:
    """What makes the next secret another one."""
    return secrets.token_hex(16)


def fits_app(step: SecondStep, code: str, at: datetime) -> bool:
    """Whether the app shows this code now; it is used up then, and so is every earlier one."""
    totp, plain = pyotp.TOTP(secret_of(step)), plain_code(code)
    for ahead in CLOCKS_DIFFER:
        counter = totp.timecode(at) + ahead
        if counter > step.last_counter and hmac.compare_digest(totp.generate_otp(counter), plain):
            step.last_counter = counter
            return True
    return False


def use_recovery_code(person_id: int, code: str, at: datetime) -> bool:
    """Whether it is one of the person's unused codes; it is used up then."""
    kept = select(RecoveryCode).where(RecoveryCode.code_hash == _recovery_hash(person_id, code))
    found = db.session.scalars(kept.where(RecoveryCode.used_at.is_(None)).with_for_update()).first()
    if found is not None:
        found.used_at = at
    return found is not None


def new_recovery_codes(person_id: int) -> list[str]:
    """Ten codes to be shown once; earlier ones are void."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == person_id))
    codes = [f"{text[:5]}-{text[5:]}" for text in (secrets.token_hex(5) for _ in range(RECOVERY_CODES))]
    db.session.add_all(
        RecoveryCode(user_id=person_id, code_hash=_recovery_hash(person_id, code)) for code in codes
    )
    return codes


def give_half(person_id: int, at: datetime) -> str:
    """The token of somebody who is halfway in; who tarried is forgotten."""
    db.session.execute(delete(HalfSignIn).where(HalfSignIn.at < at - HALFWAY))
    token = secrets.token_urlsafe(32)
    db.session.add(HalfSignIn(token_hash=hashed(token), user_id=person_id, at=at))
    return token


def half_of(token: str, at: datetime) -> HalfSignIn | None:
    """Who is halfway in by that token."""
    found = db.session.get(HalfSignIn, hashed(token))
    return found if found is not None and found.at > at - HALFWAY else None


def remove_second_step(person_id: int) -> bool:
    """Ask the person for their password alone from now on; False where nothing else was asked."""
    was_asked = confirmed(person_id) is not None
    for table in (RecoveryCode, HalfSignIn, SecondStep):
        db.session.execute(delete(table).where(table.user_id == person_id))
    return was_asked


def plain_code(code: str) -> str:
    """The code as it is compared: people write it with spaces and hyphens."""
    return "".join(sign for sign in code.casefold() if sign.isascii() and sign.isalnum())


def _recovery_hash(person_id: int, code: str) -> str:
    return _keyed("recovery code", f"{person_id}:{plain_code(code)}")


def _keyed(purpose: str, text: str) -> str:
    """A hash that only this installation can make."""
    secret = settings().secret_key
    assert secret is not None  # the settings were checked  # noqa: S101
    return hmac.digest(secret.get_secret_value().encode(), f"{purpose}:{text}".encode(), "sha256").hex()
