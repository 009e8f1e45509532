"""Safekeeping needs nothing of the schema after all; the number had been given away before."""

from collections.abc import Sequence

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Nothing to expand."""


def downgrade() -> None:
    """Nothing to contract."""
