"""Writes the headers of mails: what programs read stays on one line as it is, whatever its length."""

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import SMTP, Policy

AS_IT_IS = ("list-unsubscribe", "references", "in-reply-to")


class Unfolded(UnstructuredHeader, BaseHeader):
    """A header that holds addresses: folded as text it would be encoded, and no program would know it."""

    def fold(self, *, policy: Policy) -> str:
        """The header as it goes out; a line may have 998 characters (RFC 5322 section 2.1.1)."""
        return f"{self.name}: {self}{policy.linesep}"


def _registry() -> HeaderRegistry:
    registry = HeaderRegistry()
    for name in AS_IT_IS:
        registry.map_to_type(name, Unfolded)
    return registry


POLICY = SMTP.clone(header_factory=_registry())
