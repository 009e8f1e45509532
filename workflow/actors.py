"""Who acts: the roles of the house and the relations a person can have to a case."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does in the organisation; everyone has exactly one."""

    EMPLOYEE = "employee"
    LEAD = "lead"
    MANAGER = "manager"
    ADMIN = "admin"


class Relation(StrEnum):
    """What a person is to one case; the clock is the system itself when a date has come."""

    AUTHOR = "author"
    OWNER = "owner"
    REVIEWER = "reviewer"
    RECEIVER = "receiver"
    SPARRER = "sparrer"
    FOLLOWER = "follower"
    MEMBER = "member"
    RULE_OWNER = "rule-owner"
    CLEARER = "clearer"
    CALLER = "caller"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who is about to do something; `id` is None for the system itself."""

    id: int | None
    role: Role


EVERYONE = frozenset(Role)
