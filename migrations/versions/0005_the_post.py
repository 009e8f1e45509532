"""Mail: what each person wants to hear of how, and the outbox."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


WAITS = sa.text("sent_at is null and dead_at is null and withheld_at is null")
NEW = sa.text("weighed_at is null")


def upgrade() -> None:
    """Expand the schema; nobody gets mail about what they were told before there was any."""
    _create_choices()
    _create_mails()
    with op.batch_alter_table("notification") as table:
        table.add_column(
            sa.Column("weighed_at", sa.DateTime(timezone=True), nullable=True, server_default=sa.func.now())
        )
        table.add_column(sa.Column("mail_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_notification_mail_id_mail"), "mail", ["mail_id"], ["id"], ondelete="SET NULL"
        )
    # PostgreSQL keeps a default of old rows in its catalogue, while an update would write each of them anew.
    with op.batch_alter_table("notification") as table:
        table.alter_column("weighed_at", server_default=None)
    op.create_index(op.f("ix_notification_mail_id"), "notification", ["mail_id"])
    op.create_index(
        "ix_notification_unweighed", "notification", ["id"], postgresql_where=NEW, sqlite_where=NEW
    )


def downgrade() -> None:
    """Contract the schema: what waits to be sent stays in the inbox."""
    op.drop_index("ix_notification_unweighed", "notification")
    op.drop_index(op.f("ix_notification_mail_id"), "notification")
    with op.batch_alter_table("notification") as table:
        table.drop_constraint(op.f("fk_notification_mail_id_mail"), type_="foreignkey")
        table.drop_column("mail_id")
        table.drop_column("weighed_at")
    for name in ("mail", "quiet_hours", "mail_choice"):
        op.drop_table(name)


def _create_choices() -> None:
    op.create_table(
        "mail_choice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_mail_choice_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("user_id", "topic", name=op.f("pk_mail_choice")),
    )
    op.create_table(
        "quiet_hours",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_quiet_hours_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_quiet_hours")),
    )


def _create_mails() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_mail_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_mail_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
        sa.UniqueConstraint("user_id", "period", name=op.f("uq_mail_user_id_period")),
    )
    op.create_index(op.f("ix_mail_user_id"), "mail", ["user_id"])
    op.create_index(op.f("ix_mail_case_id"), "mail", ["case_id"])
    op.create_index("ix_mail_waiting", "mail", ["due_at", "id"], postgresql_where=WAITS, sqlite_where=WAITS)
