"""How passwords are kept and which are too weak; compared in equal time whether the account exists or not."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

SHORTEST, LONGEST = 12, 200
COMMON = """
    password passwort salasana lösenord losenord secret salainen hemligt changeme letmein iloveyou
    qwertyuiop qwerty qwertz asdfghjkl asdf zxcvbnm 1q2w3e4r5t 1qaz2wsx abcdef abc
    1234567890 123456789 12345678 1234567 123456 12345 1234 123 0987654321 4321 2023 2024 2025 2026 2027
    welcome tervetuloa välkommen football jalkapallo princess dragon master sunshine monkey perkele
    kissa koira admin administrator kirjaudu login suomi finland sverige helsinki kesä talvi sommar
    vinter summer winter kela kansaneläkelaitos tilaa ideat
"""
"""Words that guessers try first; a password has to hold something beside them."""
ENOUGH = 5


def is_guessable(text: str, known: Iterable[str] = ()) -> bool:
    """Whether hardly anything is left without the most common words and what is `known` of the person."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    own = [part for each in known for part in re.split(r"[\W_]+", each.casefold()) if len(part) > 2]
    for word in sorted({*COMMON.split(), *own}, key=len, reverse=True):
        folded = folded.replace(word, " ")
    return len(set(folded) - {" "}) < ENOUGH


def hash_password(text: str) -> str:
    """The hash to store, with a salt of its own."""
    return _HASHER.hash(_composed(text))


def verify_password(stored: str | None, text: str) -> bool:
    """Whether the text is the password; without a stored hash it takes as long and is wrong."""
    try:
        return _HASHER.verify(stored or _hash_of_nobody(), _composed(text)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _HASHER.check_needs_rehash(stored)


def _composed(text: str) -> str:
    """Keyboards write the same letter in different ways; the password is the same."""
    return unicodedata.normalize("NFKC", text)


@cache
def _hash_of_nobody() -> str:
    return hash_password("nobody has this password")
