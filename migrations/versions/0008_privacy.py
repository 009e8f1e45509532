"""Privacy: pages the organisation writes, and feedback that is answered."""

from collections.abc import Sequence

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Expand the schema."""


def downgrade() -> None:
    """Contract the schema."""
