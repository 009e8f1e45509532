"""The house: people, cases and ideas, the append-only log, and what hangs on a case."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


TABLES = ("entry", "entry_payload")
SQLITE = """
create trigger {table}_refuses_{change} before {change} on {table}
begin select raise(abort, 'the log is append-only'); end
"""
SQLITE_REPLACE = """
create trigger entry_refuses_replace before insert on entry
when exists (select 1 from entry where id = new.id or (stream = new.stream and n = new.n))
begin select raise(abort, 'the log is append-only'); end
"""
POSTGRESQL_FUNCTION = """
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'the log is append-only'; end $$
"""
POSTGRESQL = """
create trigger {table}_refuses_{change} before {change} on {table}
for each statement execute function refuse_change()
"""


def protect_log() -> None:
    """Let the database itself refuse every change of what has been written."""
    if op.get_bind().dialect.name == "sqlite":
        statements = [SQLITE.format(table=t, change=c) for t in TABLES for c in ("update", "delete")]
        statements.append(SQLITE_REPLACE)
    else:
        changes = ("update", "delete", "truncate")
        statements = [POSTGRESQL_FUNCTION]
        statements += [POSTGRESQL.format(table=t, change=c) for t in TABLES for c in changes]
    for statement in statements:
        op.execute(statement)


def upgrade() -> None:
    """Expand the schema."""
    op.create_table(
        "direction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_direction")),
    )
    op.create_table(
        "public_number",
        sa.Column("prefix", sa.String(length=10), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_public_number")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_hash", sa.String(length=64), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index("ix_sign_in_attempt_account_at", "sign_in_attempt", ["account_hash", "at"], unique=False)
    op.create_index("ix_sign_in_attempt_address_at", "sign_in_attempt", ["address_hash", "at"], unique=False)
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"], unique=False)
    op.create_index(op.f("ix_unit_path"), "unit", ["path"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum("employee", "lead", "manager", "admin", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_index(op.f("ix_person_unit_id"), "person", ["unit_id"], unique=False)
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("draft_key", sa.String(length=64), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("essence", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum("private", "sparring", "open", name="visibility", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("hides_author", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("next_date", sa.Date(), nullable=True),
        sa.Column("info_asked_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("support_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["case.id"], name=op.f("fk_case_merged_into_id_case"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_case_owner_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["person.id"], name=op.f("fk_case_receiver_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_case_theme_id_theme"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_case_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("draft_key", name=op.f("uq_case_draft_key")),
        sa.UniqueConstraint("external_id", name=op.f("uq_case_external_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_public_id")),
    )
    is_asked = sa.text("info_asked_on is not null")
    op.create_index(
        "ix_case_asked",
        "case",
        ["state", "state_since", "id"],
        unique=False,
        postgresql_where=is_asked,
        sqlite_where=is_asked,
    )
    op.create_index(op.f("ix_case_merged_into_id"), "case", ["merged_into_id"], unique=False)
    op.create_index("ix_case_most_support", "case", ["support_count", "id"], unique=False)
    op.create_index("ix_case_newest", "case", ["submitted_at", "id"], unique=False)
    op.create_index("ix_case_next_date", "case", ["next_date", "id"], unique=False)
    op.create_index("ix_case_oldest", "case", ["state_since", "id"], unique=False)
    op.create_index("ix_case_oldest_in_state", "case", ["state", "state_since", "id"], unique=False)
    op.create_index(
        "ix_case_oldest_of_owner", "case", ["state", "owner_id", "state_since", "id"], unique=False
    )
    op.create_index(op.f("ix_case_owner_id"), "case", ["owner_id"], unique=False)
    op.create_index(op.f("ix_case_receiver_id"), "case", ["receiver_id"], unique=False)
    op.create_index("ix_case_state_newest", "case", ["state", "submitted_at", "id"], unique=False)
    op.create_index(op.f("ix_case_theme_id"), "case", ["theme_id"], unique=False)
    op.create_index("ix_case_unit_newest", "case", ["unit_id", "submitted_at", "id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum("employee", "lead", "manager", "admin", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["person.id"],
            name=op.f("fk_invitation_invited_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_invitation_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_email"), "invitation", ["email"], unique=False)
    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_user_session_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    op.create_index(op.f("ix_user_session_user_id"), "user_session", ["user_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("uploader_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_as", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_attachment_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["uploader_id"], ["person.id"], name=op.f("fk_attachment_uploader_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_attachment_stored_as")),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_index(op.f("ix_attachment_uploader_id"), "attachment", ["uploader_id"], unique=False)
    op.create_table(
        "case_author",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_author_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_case_author_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_case_author")),
    )
    op.create_index(op.f("ix_case_author_user_id"), "case_author", ["user_id"], unique=False)
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_comment_author_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_comment_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_author_id"), "comment", ["author_id"], unique=False)
    op.create_index(op.f("ix_comment_case_id"), "comment", ["case_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "submitted",
                "evaluated",
                "piloted",
                "adopted",
                "adopted-at-once",
                "rethought",
                "dropped",
                "withdrawn",
                "reopened",
                "merged",
                "received",
                "imported",
                "edited",
                "sparring-asked",
                "sparring-ended",
                "commented",
                "comment-edited",
                "comment-removed",
                "followed",
                "unfollowed",
                "supported",
                "unsupported",
                "joined",
                "left",
                "thanked",
                "attached",
                "detached",
                "assigned",
                "offered",
                "accepted",
                "declined",
                "next-date-set",
                "info-asked",
                "info-given",
                "review-asked",
                "reviewed",
                "pilot-planned",
                "reading-added",
                "person-invited",
                "account-opened",
                "role-changed",
                "unit-changed",
                "deactivated",
                "reactivated",
                "language-chosen",
                "password-changed",
                "signed-in",
                "session-revoked",
                "unit-added",
                "unit-renamed",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("target", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name=op.f("fk_entry_actor_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_entry_case_id_case"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_entry_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("stream", "n", name=op.f("uq_entry_stream_n")),
    )
    op.create_index(op.f("ix_entry_actor_id"), "entry", ["actor_id"], unique=False)
    op.create_index(op.f("ix_entry_case_id"), "entry", ["case_id"], unique=False)
    op.create_index(op.f("ix_entry_person_id"), "entry", ["person_id"], unique=False)
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("evaluator_id", sa.Integer(), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_evaluation_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["evaluator_id"],
            ["person.id"],
            name=op.f("fk_evaluation_evaluator_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("case_id", "evaluator_id", name=op.f("uq_evaluation_case_id_evaluator_id")),
    )
    op.create_index(op.f("ix_evaluation_case_id"), "evaluation", ["case_id"], unique=False)
    op.create_index(op.f("ix_evaluation_evaluator_id"), "evaluation", ["evaluator_id"], unique=False)
    op.create_table(
        "evaluation_request",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_evaluation_request_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_evaluation_request_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_evaluation_request")),
    )
    op.create_index(op.f("ix_evaluation_request_user_id"), "evaluation_request", ["user_id"], unique=False)
    op.create_table(
        "experiment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("pilot", name="experimentkind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("our_vision", sa.Text(), nullable=False),
        sa.Column("customer_vision", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_experiment_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiment")),
    )
    op.create_index(op.f("ix_experiment_case_id"), "experiment", ["case_id"], unique=False)
    op.create_table(
        "follow",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_follow_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_follow_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_follow")),
    )
    op.create_index(op.f("ix_follow_user_id"), "follow", ["user_id"], unique=False)
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "benefit_type",
            sa.Enum(
                "experience",
                "memorable-moment",
                "time",
                "trust",
                "solution",
                "unknown",
                name="benefittype",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "benefit_nature",
            sa.Enum("concrete", "immaterial", name="benefitnature", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.Column("matters", sa.Text(), nullable=False),
        sa.Column("wanted_change", sa.Text(), nullable=False),
        sa.Column("staff_benefit", sa.Text(), nullable=False),
        sa.Column(
            "size",
            sa.Enum("small", "medium", "large", name="size", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("from_customer_work", sa.Boolean(), nullable=True),
        sa.Column("is_social", sa.Boolean(), nullable=False),
        sa.Column("is_physical", sa.Boolean(), nullable=False),
        sa.Column("is_digital", sa.Boolean(), nullable=False),
        sa.Column("direction_id", sa.Integer(), nullable=True),
        sa.Column("is_publish_checked", sa.Boolean(), nullable=False),
        sa.Column("may_be_patentable", sa.Boolean(), nullable=False),
        sa.Column(
            "give_up",
            sa.Enum("something", "nothing", name="giveup", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("give_up_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["direction_id"],
            ["direction.id"],
            name=op.f("fk_idea_direction_id_direction"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["id"], ["case.id"], name=op.f("fk_idea_id_case"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
    )
    op.create_index(op.f("ix_idea_direction_id"), "idea", ["direction_id"], unique=False)
    op.create_table(
        "joining",
        sa.Column(
            "role",
            sa.Enum(
                "try", "test", "write", "knows-a-customer", name="joinrole", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_joining_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_joining_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_joining")),
    )
    op.create_index(op.f("ix_joining_user_id"), "joining", ["user_id"], unique=False)
    op.create_table(
        "post",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_post_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "body_hash", name=op.f("pk_post")),
    )
    op.create_table(
        "sealed_author",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_sealed_author_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_sealed_author_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_sealed_author")),
    )
    op.create_index(op.f("ix_sealed_author_user_id"), "sealed_author", ["user_id"], unique=False)
    op.create_table(
        "sparring",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_sparring_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_sparring_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_sparring")),
    )
    op.create_index(op.f("ix_sparring_user_id"), "sparring", ["user_id"], unique=False)
    op.create_table(
        "support",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_support_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_support_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_support")),
    )
    op.create_index(op.f("ix_support_user_id"), "support", ["user_id"], unique=False)
    op.create_table(
        "entry_payload",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_payload_entry_id_entry"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_payload")),
    )
    op.create_table(
        "experiment_unit",
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_experiment_unit_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_experiment_unit_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("experiment_id", "unit_id", name=op.f("pk_experiment_unit")),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum("customer", "staff", "operation", name="scope", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit_of_measure", sa.String(length=200), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("target", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_measure_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_index(op.f("ix_measure_experiment_id"), "measure", ["experiment_id"], unique=False)
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_notification_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_notification_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("entry_id", "user_id", name=op.f("uq_notification_entry_id_user_id")),
    )
    op.create_index("ix_notification_user_unread", "notification", ["user_id", "read_at", "id"], unique=False)
    op.create_table(
        "score",
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "customer-benefit",
                "staff-benefit",
                "effort",
                "feasibility",
                name="criterion",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("value between 1 and 5", name=op.f("ck_score_scale")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluation.id"],
            name=op.f("fk_score_evaluation_id_evaluation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("evaluation_id", "criterion", name=op.f("pk_score")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_reading_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["person.id"], name=op.f("fk_reading_read_by_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_measure_id"), "reading", ["measure_id"], unique=False)
    op.create_index(op.f("ix_reading_read_by_id"), "reading", ["read_by_id"], unique=False)
    protect_log()


def downgrade() -> None:
    """Take it back."""
    # SQLite empties a table row by row before it drops it, and rows that name each other hold it up.
    op.execute('update "case" set merged_into_id = null')
    op.execute("update unit set parent_id = null")
    op.drop_index(op.f("ix_reading_read_by_id"), table_name="reading")
    op.drop_index(op.f("ix_reading_measure_id"), table_name="reading")
    op.drop_table("reading")
    op.drop_table("score")
    op.drop_index("ix_notification_user_unread", table_name="notification")
    op.drop_table("notification")
    op.drop_index(op.f("ix_measure_experiment_id"), table_name="measure")
    op.drop_table("measure")
    op.drop_table("experiment_unit")
    op.drop_table("entry_payload")
    op.drop_index(op.f("ix_support_user_id"), table_name="support")
    op.drop_table("support")
    op.drop_index(op.f("ix_sparring_user_id"), table_name="sparring")
    op.drop_table("sparring")
    op.drop_index(op.f("ix_sealed_author_user_id"), table_name="sealed_author")
    op.drop_table("sealed_author")
    op.drop_table("post")
    op.drop_index(op.f("ix_joining_user_id"), table_name="joining")
    op.drop_table("joining")
    op.drop_index(op.f("ix_idea_direction_id"), table_name="idea")
    op.drop_table("idea")
    op.drop_index(op.f("ix_follow_user_id"), table_name="follow")
    op.drop_table("follow")
    op.drop_index(op.f("ix_experiment_case_id"), table_name="experiment")
    op.drop_table("experiment")
    op.drop_index(op.f("ix_evaluation_request_user_id"), table_name="evaluation_request")
    op.drop_table("evaluation_request")
    op.drop_index(op.f("ix_evaluation_evaluator_id"), table_name="evaluation")
    op.drop_index(op.f("ix_evaluation_case_id"), table_name="evaluation")
    op.drop_table("evaluation")
    op.drop_index(op.f("ix_entry_person_id"), table_name="entry")
    op.drop_index(op.f("ix_entry_case_id"), table_name="entry")
    op.drop_index(op.f("ix_entry_actor_id"), table_name="entry")
    op.drop_table("entry")
    op.drop_index(op.f("ix_comment_case_id"), table_name="comment")
    op.drop_index(op.f("ix_comment_author_id"), table_name="comment")
    op.drop_table("comment")
    op.drop_index(op.f("ix_case_author_user_id"), table_name="case_author")
    op.drop_table("case_author")
    op.drop_index(op.f("ix_attachment_uploader_id"), table_name="attachment")
    op.drop_index(op.f("ix_attachment_case_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_user_session_user_id"), table_name="user_session")
    op.drop_table("user_session")
    op.drop_index(op.f("ix_invitation_email"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index("ix_case_unit_newest", table_name="case")
    op.drop_index(op.f("ix_case_theme_id"), table_name="case")
    op.drop_index("ix_case_state_newest", table_name="case")
    op.drop_index(op.f("ix_case_receiver_id"), table_name="case")
    op.drop_index(op.f("ix_case_owner_id"), table_name="case")
    op.drop_index("ix_case_oldest_of_owner", table_name="case")
    op.drop_index("ix_case_oldest_in_state", table_name="case")
    op.drop_index("ix_case_oldest", table_name="case")
    op.drop_index("ix_case_next_date", table_name="case")
    op.drop_index("ix_case_newest", table_name="case")
    op.drop_index("ix_case_most_support", table_name="case")
    op.drop_index(op.f("ix_case_merged_into_id"), table_name="case")
    op.drop_index("ix_case_asked", table_name="case")
    op.drop_table("case")
    op.drop_index(op.f("ix_person_unit_id"), table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_unit_path"), table_name="unit")
    op.drop_index(op.f("ix_unit_parent_id"), table_name="unit")
    op.drop_table("unit")
    op.drop_table("theme")
    op.drop_index("ix_sign_in_attempt_address_at", table_name="sign_in_attempt")
    op.drop_index("ix_sign_in_attempt_account_at", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("public_number")
    op.drop_table("direction")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function refuse_change()")
