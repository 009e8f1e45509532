"""How passwords are kept: hashed with argon2id, compared in equal time whether the account exists or not."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(text: str) -> str:
    """The hash to store, with a salt of its own."""
    return _HASHER.hash(text)


def verify_password(stored: str | None, text: str) -> bool:
    """Whether the text is the password; without a stored hash it takes as long and is wrong."""
    try:
        return _HASHER.verify(stored or _hash_of_nobody(), text) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _hash_of_nobody() -> str:
    return hash_password("nobody has this password")
