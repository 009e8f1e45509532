"""The situation view: visits and numbers from the log, what leads promise, what management handled."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

KEY = ["month", "figure", "kind", "state", "size"]
LASTS = sa.text("left_on is null")
INDEXES = {
    ("case", "ix_case_next_date_in_state"): ["state", "next_date", "id"],
    ("entry", "ix_entry_actor"): ["actor_id", "at", "kind"],
    ("experiment", "ix_experiment_ended"): ["ended_at", "id"],
    ("experiment", "ix_experiment_running"): ["ends_on", "id"],
    ("follow_up", "ix_follow_up_answered"): ["answered_at", "id"],
}
"""By which the situation finds what asks for attention, what was told last, and who took part lately."""
PARTS = {
    "ix_experiment_ended": sa.text("ended_at is not null"),
    "ix_follow_up_answered": sa.text("answered_at is not null"),
    "ix_experiment_running": sa.text("ended_at is null and started_at is not null"),
}


def upgrade() -> None:
    """Expand the schema; `flask upgrade` counts what is there already."""
    _create_courses()
    _create_visits()
    _create_numbers()
    _create_handlings()
    _create_handled()
    _create_indexes()


def downgrade() -> None:
    """Contract the schema: what is lost but promises and handlings follows from the log."""
    for table, name in INDEXES:
        op.drop_index(name, table)
    op.create_index("ix_entry_actor_id", "entry", ["actor_id"])
    for table in ("visit", "handled_case", "course", "handling", "flow_cell", "commitment"):
        op.drop_table(table)


def _create_courses() -> None:
    op.create_table(
        "course",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("is_from_front_line", sa.Boolean(), nullable=True),
        sa.Column("is_directed", sa.Boolean(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("needed_hours", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("is_paired", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_course_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_course")),
    )
    op.create_index("ix_course_answered", "course", ["answered_on", "case_id"])


def _create_visits() -> None:
    op.create_table(
        "visit",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["course.case_id"], name=op.f("fk_visit_case_id_course"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_visit")),
    )
    op.create_index("ix_visit_entered", "visit", ["state", "entered_on", "case_id"])
    op.create_index(
        "ix_visit_lasting",
        "visit",
        ["state", "entered_on", "case_id"],
        postgresql_where=LASTS,
        sqlite_where=LASTS,
    )
    op.create_index("ix_visit_left", "visit", ["state", "left_on", "case_id"])


def _create_numbers() -> None:
    op.create_table(
        "commitment",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("promised_days", sa.Integer(), nullable=True),
        sa.Column("most_cases", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "state", name=op.f("pk_commitment")),
    )
    op.create_table(
        "flow_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_cell")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_flow_cell_key", "flow_cell", KEY)


def _create_handlings() -> None:
    op.create_table(
        "handling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["person.id"],
            name=op.f("fk_handling_recorded_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling")),
    )
    op.create_index(op.f("ix_handling_on"), "handling", ["on"])
    op.create_index(op.f("ix_handling_recorded_by_id"), "handling", ["recorded_by_id"])


def _create_handled() -> None:
    op.create_table(
        "handled_case",
        sa.Column("handling_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_handled_case_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["handling_id"],
            ["handling.id"],
            name=op.f("fk_handled_case_handling_id_handling"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("handling_id", "case_id", name=op.f("pk_handled_case")),
    )
    op.create_index(op.f("ix_handled_case_case_id"), "handled_case", ["case_id"])


def _create_indexes() -> None:
    for (table, name), columns in INDEXES.items():
        part = PARTS.get(name)
        op.create_index(name, table, columns, postgresql_where=part, sqlite_where=part)
    op.drop_index("ix_entry_actor_id", "entry")
