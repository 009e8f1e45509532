"""Feedback: answered by mail too where an address was left, and taken out where it says too much."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Expand the schema."""
    op.add_column("feedback", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "answer_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["feedback_id"],
            ["feedback.id"],
            name=op.f("fk_answer_mail_feedback_id_feedback"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_mail")),
        sa.UniqueConstraint("feedback_id", name=op.f("uq_answer_mail_feedback_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_answer_mail_message_id")),
    )


def downgrade() -> None:
    """Contract the schema."""
    op.drop_table("answer_mail")
    op.drop_column("feedback", "removed_at")
