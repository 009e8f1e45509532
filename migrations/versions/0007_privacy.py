"""Privacy: pages the organisation writes, feedback that is answered, and people who can be erased."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LEAVING = {"ix_person_moved": "moved_at", "ix_person_left": "deactivated_at"}
WAITS = sa.text("answered_at is null")
# The one exception of an append-only log: words may be replaced by giving up their salt, without which they
# no longer have the hash of their entry. `flask check-history` asks for an entry that says so.
SQLITE_GUARD = """
create trigger entry_payload_refuses_update before update on entry_payload
when new.salt <> '' or new.entry_id <> old.entry_id
begin select raise(abort, 'the log is append-only'); end
"""
SQLITE_REFUSAL = """
create trigger entry_payload_refuses_update before update on entry_payload
begin select raise(abort, 'the log is append-only'); end
"""
POSTGRESQL_GUARD = """
create trigger entry_payload_refuses_update before update on entry_payload
for each row when (new.salt <> '' or new.entry_id <> old.entry_id) execute function refuse_change()
"""
POSTGRESQL_REFUSAL = """
create trigger entry_payload_refuses_update before update on entry_payload
for each statement execute function refuse_change()
"""


def upgrade() -> None:
    """Expand the schema."""
    _create_calendar_feed()
    op.add_column("person", sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    for name, column in LEAVING.items():
        some = sa.text(f"{column} is not null")
        op.create_index(name, "person", [column], postgresql_where=some, sqlite_where=some)
    _create_pages()
    _create_feedback()
    _create_resting()
    op.create_table(
        "chore",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chore")),
    )
    _guard(SQLITE_GUARD, POSTGRESQL_GUARD)


def downgrade() -> None:
    """Contract the schema."""
    _guard(SQLITE_REFUSAL, POSTGRESQL_REFUSAL)
    for name in LEAVING:
        op.drop_index(name, "person")
    op.drop_column("person", "erased_at")
    op.drop_column("person", "moved_at")
    for table in ("chore", "resting_draft", "feedback_attempt", "feedback", "page", "calendar_feed"):
        op.drop_table(table)


def _create_calendar_feed() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_calendar_feed_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )


def _create_pages() -> None:
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_page_written_by_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("key", "language", "version", name=op.f("uq_page_key_language_version")),
    )
    op.create_index(op.f("ix_page_written_by_id"), "page", ["written_by_id"])


def _create_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_feedback_answered_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("number", name=op.f("uq_feedback_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feedback_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feedback_answered_by_id"), "feedback", ["answered_by_id"])
    op.create_index("ix_feedback_waiting", "feedback", ["due_on"], postgresql_where=WAITS, sqlite_where=WAITS)
    op.create_table(
        "feedback_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_attempt")),
    )
    op.create_index("ix_feedback_attempt_address_at", "feedback_attempt", ["address_hash", "at"])


def _create_resting() -> None:
    op.create_table(
        "resting_draft",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_resting_draft_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_resting_draft")),
    )


def _guard(sqlite: str, postgresql: str) -> None:
    """Another answer to an update of words."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("drop trigger entry_payload_refuses_update" + ("" if is_sqlite else " on entry_payload"))
    op.execute(sqlite if is_sqlite else postgresql)
