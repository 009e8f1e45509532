"""Where a request comes from, as something that can be counted and not be read."""

import hmac
from ipaddress import IPv6Address, ip_address

from ideas.extensions import settings


def network(address: str) -> str:
    """One household or office has a whole /64 of the newer addresses."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or (int(found) >> 64))


def keyed(kind: str, text: str) -> str:
    """A hash that only this installation can make."""
    secret = settings().secret_key
    assert secret is not None  # the settings were checked  # noqa: S101
    return hmac.digest(secret.get_secret_value().encode(), f"{kind}:{text}".encode(), "sha256").hex()
