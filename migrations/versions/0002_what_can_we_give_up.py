"""What can we give up: work steps, what is found out, tried, decided and verified, and what makes room."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Expand the schema."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("hours_low", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("hours_likely", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("hours_high", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column(
            "evidence_class",
            sa.Enum("A", "B", "C", name="evidenceclass", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_decision_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_decision_decided_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_case_id"), "decision", ["case_id"], unique=False)
    op.create_index(op.f("ix_decision_decided_by_id"), "decision", ["decided_by_id"], unique=False)
    op.create_index(
        "ix_decision_held",
        "decision",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
        sqlite_where=sa.text("ended_at is null"),
    )
    op.create_index(op.f("ix_decision_on"), "decision", ["on"], unique=False)
    op.create_table(
        "doubt",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "no-customer-benefit",
                "no-success",
                "too-little-for-effort",
                "no-longer-needed",
                "overlapping",
                "born-of-distrust",
                "misunderstood",
                name="reason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_doubt_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "reason", name=op.f("pk_doubt")),
    )
    op.create_index(op.f("ix_doubt_reason"), "doubt", ["reason"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum("measured", "estimated", name="method", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_evidence_added_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_evidence_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_added_by_id"), "evidence", ["added_by_id"], unique=False)
    op.create_index(op.f("ix_evidence_case_id"), "evidence", ["case_id"], unique=False)
    op.create_table(
        "noticer",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_noticer_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_noticer_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_noticer")),
    )
    op.create_index(op.f("ix_noticer_user_id"), "noticer", ["user_id"], unique=False)
    op.create_table(
        "pairing",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("work_step_id", sa.Integer(), nullable=False),
        sa.Column("paired_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["case.id"], name=op.f("fk_pairing_idea_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["paired_by_id"], ["person.id"], name=op.f("fk_pairing_paired_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["work_step_id"], ["case.id"], name=op.f("fk_pairing_work_step_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("idea_id", "work_step_id", name=op.f("pk_pairing")),
    )
    op.create_index(op.f("ix_pairing_paired_by_id"), "pairing", ["paired_by_id"], unique=False)
    op.create_index(op.f("ix_pairing_work_step_id"), "pairing", ["work_step_id"], unique=False)
    op.create_table(
        "removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_removal_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person.id"], name=op.f("fk_removal_done_by_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
    )
    op.create_index(op.f("ix_removal_case_id"), "removal", ["case_id"], unique=False)
    op.create_index(op.f("ix_removal_done_by_id"), "removal", ["done_by_id"], unique=False)
    op.create_table(
        "work_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "step_kind",
            sa.Enum(
                "work-step",
                "report",
                "meeting",
                "form",
                "approval",
                "duplicate",
                "travel",
                "service-point",
                "opening-hours",
                "other",
                name="stepkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "question",
            sa.Enum(
                "no-benefit",
                "too-little",
                "travel",
                "never-served",
                "once-a-week",
                name="question",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "waste",
            sa.Enum(
                "waiting",
                "recording-again",
                "searching",
                "handing-over",
                "needless-precision",
                "needless-approval",
                "too-often",
                "correcting",
                "unused-skill",
                "travelling",
                name="waste",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("process", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("happens_now", sa.Text(), nullable=False),
        sa.Column("visits_per_year", sa.Integer(), nullable=True),
        sa.Column("open_hours_per_week", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("habit", "own-rule", "external", "unknown", name="origin", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("citation_link", sa.Text(), nullable=False),
        sa.Column("rule_owner_id", sa.Integer(), nullable=True),
        sa.Column("rule_owner_name", sa.String(length=200), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column(
            "customer_benefit",
            sa.Enum("none", "little", "clear", "unknown", name="level", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "staff_success",
            sa.Enum("none", "little", "clear", "unknown", name="level", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("who_would_notice", sa.Text(), nullable=False),
        sa.Column("dependants", sa.Text(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum("per-person", "per-event", name="basis", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("minutes_low", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("minutes_likely", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("minutes_high", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("times_per_year", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("events_per_year", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("travel_minutes", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("euros_per_year", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("strain", sa.Integer(), nullable=True),
        sa.Column("touches_customer", sa.Boolean(), nullable=True),
        sa.Column("customer_minutes", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("customer_events", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("waiting_days", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("replacement", sa.Text(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "remote",
                "phone",
                "online",
                "shared-point",
                "cafe",
                "home",
                "other",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "proposal",
            sa.Enum(
                "stop", "reduce", "replace", "automate", "keep", name="proposal", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "reduce_how",
            sa.Enum(
                "less-often",
                "narrower",
                "lighter",
                "for-fewer",
                name="reducehow",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("replaced_by", sa.Text(), nullable=False),
        sa.Column("share_removed", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("replacement_hours", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column(
            "shifted_to",
            sa.Enum("nobody", "unit", "customer", "other-agency", name="shift", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("shifted_to_whom", sa.String(length=200), nullable=False),
        sa.Column("shifted_hours", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("change_hours", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("affects_staff", sa.Boolean(), nullable=False),
        sa.Column("clearer_id", sa.Integer(), nullable=True),
        sa.Column(
            "clearance",
            sa.Enum("handled", "not-needed", name="clearance", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("estimated_hours", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column(
            "evidence_class",
            sa.Enum("A", "B", "C", name="evidenceclass", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["clearer_id"], ["person.id"], name=op.f("fk_work_step_clearer_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["id"], ["case.id"], name=op.f("fk_work_step_id_case"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["rule_owner_id"],
            ["person.id"],
            name=op.f("fk_work_step_rule_owner_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_step")),
    )
    op.create_index(op.f("ix_work_step_clearer_id"), "work_step", ["clearer_id"], unique=False)
    op.create_index(op.f("ix_work_step_evidence_class"), "work_step", ["evidence_class"], unique=False)
    op.create_index("ix_work_step_most_hours", "work_step", ["estimated_hours", "id"], unique=False)
    op.create_index("ix_work_step_review", "work_step", ["review_on", "id"], unique=False)
    op.create_index(op.f("ix_work_step_rule_owner_id"), "work_step", ["rule_owner_id"], unique=False)
    op.create_table(
        "miss",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("missed_by_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("wants_back", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_miss_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["missed_by_id"], ["person.id"], name=op.f("fk_miss_missed_by_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_miss")),
    )
    op.create_index(op.f("ix_miss_experiment_id"), "miss", ["experiment_id"], unique=False)
    op.create_index(op.f("ix_miss_missed_by_id"), "miss", ["missed_by_id"], unique=False)
    op.create_table(
        "reallocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("is_for_customers", sa.Boolean(), nullable=False),
        sa.Column("placed_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("hours > 0", name=op.f("ck_reallocation_hours")),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.id"],
            name=op.f("fk_reallocation_decision_id_decision"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["placed_by_id"],
            ["person.id"],
            name=op.f("fk_reallocation_placed_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_reallocation_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reallocation")),
    )
    op.create_index(op.f("ix_reallocation_decision_id"), "reallocation", ["decision_id"], unique=False)
    op.create_index(op.f("ix_reallocation_placed_by_id"), "reallocation", ["placed_by_id"], unique=False)
    op.create_index(op.f("ix_reallocation_unit_id"), "reallocation", ["unit_id"], unique=False)
    op.create_table(
        "verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column(
            "remainder",
            sa.Enum("gone", "partly", "back", name="remainder", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("hours", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("verified_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_verification_hours")),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.id"],
            name=op.f("fk_verification_decision_id_decision"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"],
            ["person.id"],
            name=op.f("fk_verification_verified_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    op.create_index(op.f("ix_verification_decision_id"), "verification", ["decision_id"], unique=False)
    op.create_index(op.f("ix_verification_verified_by_id"), "verification", ["verified_by_id"], unique=False)
    op.add_column("experiment", sa.Column("extended_from", sa.Date(), nullable=True))
    op.add_column("experiment", sa.Column("outcome", sa.String(length=40), nullable=True))
    op.add_column("experiment", sa.Column("instead", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("if_asked", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "experiment", sa.Column("is_harmless", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("idea", sa.Column("needed_hours", sa.Numeric(precision=14, scale=4), nullable=True))
    op.add_column(
        "measure",
        sa.Column(
            "danger", sa.Enum("rises", "falls", name="danger", native_enum=False, length=40), nullable=True
        ),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column("measure", "danger")
    op.drop_column("idea", "needed_hours")
    op.drop_column("experiment", "is_harmless")
    op.drop_column("experiment", "if_asked")
    op.drop_column("experiment", "instead")
    op.drop_column("experiment", "outcome")
    op.drop_column("experiment", "extended_from")
    op.drop_index(op.f("ix_verification_verified_by_id"), table_name="verification")
    op.drop_index(op.f("ix_verification_decision_id"), table_name="verification")
    op.drop_table("verification")
    op.drop_index(op.f("ix_reallocation_unit_id"), table_name="reallocation")
    op.drop_index(op.f("ix_reallocation_placed_by_id"), table_name="reallocation")
    op.drop_index(op.f("ix_reallocation_decision_id"), table_name="reallocation")
    op.drop_table("reallocation")
    op.drop_index(op.f("ix_miss_missed_by_id"), table_name="miss")
    op.drop_index(op.f("ix_miss_experiment_id"), table_name="miss")
    op.drop_table("miss")
    op.drop_index(op.f("ix_work_step_rule_owner_id"), table_name="work_step")
    op.drop_index("ix_work_step_review", table_name="work_step")
    op.drop_index("ix_work_step_most_hours", table_name="work_step")
    op.drop_index(op.f("ix_work_step_evidence_class"), table_name="work_step")
    op.drop_index(op.f("ix_work_step_clearer_id"), table_name="work_step")
    op.drop_table("work_step")
    op.drop_index(op.f("ix_removal_done_by_id"), table_name="removal")
    op.drop_index(op.f("ix_removal_case_id"), table_name="removal")
    op.drop_table("removal")
    op.drop_index(op.f("ix_pairing_work_step_id"), table_name="pairing")
    op.drop_index(op.f("ix_pairing_paired_by_id"), table_name="pairing")
    op.drop_table("pairing")
    op.drop_index(op.f("ix_noticer_user_id"), table_name="noticer")
    op.drop_table("noticer")
    op.drop_index(op.f("ix_evidence_case_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_added_by_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_doubt_reason"), table_name="doubt")
    op.drop_table("doubt")
    op.drop_index(op.f("ix_decision_on"), table_name="decision")
    op.drop_index(
        "ix_decision_held",
        table_name="decision",
        postgresql_where=sa.text("ended_at is null"),
        sqlite_where=sa.text("ended_at is null"),
    )
    op.drop_index(op.f("ix_decision_decided_by_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_case_id"), table_name="decision")
    op.drop_table("decision")
