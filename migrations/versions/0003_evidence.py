"""Evidence: rounds of evaluation, pilots as tested claims, follow-ups, and decisions told together."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

CRITERIA = (
    (
        "customer-benefit", 4,
        ("Asiakashyöty", "Kundnytta", "Customer benefit"),
        ("Mitä asiakas tästä saa?", "Vad får kunden ut av det här?", "What does the customer get from this?"),
        (
            ("asiakas ei huomaa", "kunden märker det inte", "the customer would not notice"),
            ("vähän hyötyä", "liten nytta", "a little benefit"),
            ("selvä hyöty joillekin", "klar nytta för en del", "a clear benefit for some"),
            ("selvä hyöty monelle", "klar nytta för många", "a clear benefit for many"),
            ("muuttaa asiakkaan arkea", "förändrar kundens vardag", "changes the customer’s everyday life"),
        ),
    ),
    (
        "staff-benefit", 2,
        ("Henkilöstöhyöty", "Nytta för personalen", "Staff benefit"),
        (
            "Mitä tämä muuttaa henkilöstön työssä?",
            "Vad förändrar det här i personalens arbete?",
            "What does this change in the work of staff?",
        ),
        (
            ("ei apua työhön", "ingen hjälp i arbetet", "no help in the work"),
            ("vähän apua", "lite hjälp", "a little help"),
            ("auttaa joitakin", "hjälper en del", "helps some"),
            ("auttaa monia", "hjälper många", "helps many"),
            ("työ paranee selvästi", "arbetet blir klart bättre", "the work becomes clearly better"),
        ),
    ),
    (
        "effort", 1,
        ("Työmäärä", "Arbetsinsats", "Effort"),
        ("Paljonko työtä se vaatii?", "Hur mycket arbete kräver det?", "How much work does it take?"),
        (
            ("erittäin paljon työtä", "väldigt mycket arbete", "very much work"),
            ("paljon työtä", "mycket arbete", "much work"),
            ("jonkin verran työtä", "en del arbete", "some work"),
            ("vähän työtä", "lite arbete", "little work"),
            ("tuskin lainkaan työtä", "knappt något arbete", "hardly any work"),
        ),
    ),
    (
        "feasibility", 1,
        ("Toteutettavuus", "Genomförbarhet", "Feasibility"),
        ("Voidaanko se tehdä?", "Går det att genomföra?", "Can it be done?"),
        (
            ("ei nyt mahdollista", "inte möjligt nu", "not possible now"),
            ("isoja esteitä", "stora hinder", "great obstacles"),
            ("esteet voi poistaa", "hindren kan röjas", "the obstacles can be removed"),
            ("pieniä esteitä", "små hinder", "small obstacles"),
            ("voi alkaa heti", "kan börja genast", "can begin at once"),
        ),
    ),
)  # fmt: skip
"""The criteria with which a new house begins: code, weight, and names, help and steps in three languages."""
TABLES = (
    "reading_correction",
    "follow_up_reading",
    "amendment",
    "experiment_member",
    "experiment_group",
    "criterion_step",
    "conclusion",
    "application",
    "pulse_taken",
    "pulse",
    "pending_decision",
    "follow_up",
    "evaluation_round",
    "criterion",
    "criteria_version",
    "customer_group",
)
"""The new tables, in the order in which they can be dropped."""
LANGUAGES = ("fi", "sv", "en")


def upgrade() -> None:
    """Expand the schema, and carry what was evaluated over into first rounds."""
    _create_tables()
    _add_columns()
    _write_criteria()
    evaluations, requests, scores = _rows("evaluation"), _rows("evaluation_request"), _rows("score")
    for table in ("score", "evaluation_request", "evaluation"):
        op.drop_table(table)
    _create_judging_tables()
    rounds = _write_rounds(evaluations, requests)
    _write_judgements(evaluations, requests, scores, rounds)


def downgrade() -> None:
    """Take it back; of each case the evaluations of the latest round stay."""
    _unseal()
    kept, requests, scores = _latest()
    for table in ("score", "evaluation_request", "evaluation"):
        op.drop_table(table)
    _drop_columns()
    for table in TABLES:
        op.drop_table(table)
    _create_former_tables()
    for table, rows in (("evaluation", kept), ("evaluation_request", requests), ("score", scores)):
        for row in rows:
            _write(table, row)
    _count_on(kept)


def _unseal() -> None:
    """Give back the names and units that open blind rounds hide."""
    for row in _rows("evaluation_round"):
        if row["is_blind"] and row["closed_at"] is None:
            values = {"case": row["case_id"], "unit": row["unit_id"], "hides": not row["hid_authors"]}
            statement = sa.text('update "case" set unit_id = :unit, hides_author = :hides where id = :case')
            op.get_bind().execute(statement, values)
    names = "case_id, user_id, position"
    op.execute(f"insert into case_author ({names}) select {names} from sealed_author where is_for_round")  # noqa: S608
    op.execute("delete from sealed_author where is_for_round")


def _rows(table: str) -> list[dict[str, Any]]:
    found = op.get_bind().execute(sa.text(f"select * from {table}"))  # noqa: S608  # our own names
    return [dict(row) for row in found.mappings()]


def _insert(table: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        target = sa.Table(table, sa.MetaData(), autoload_with=op.get_bind())
        op.get_bind().execute(sa.insert(target), list(rows))


def _create_tables() -> None:
    op.create_table(
        "customer_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_group")),
    )
    op.create_table(
        "criteria_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["person.id"],
            name=op.f("fk_criteria_version_made_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_version")),
        sa.UniqueConstraint("number", name=op.f("uq_criteria_version_number")),
    )
    op.create_index(op.f("ix_criteria_version_made_by_id"), "criteria_version", ["made_by_id"], unique=False)

    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("help_fi", sa.Text(), nullable=False),
        sa.Column("help_sv", sa.Text(), nullable=False),
        sa.Column("help_en", sa.Text(), nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.CheckConstraint("weight between 0 and 100", name=op.f("ck_criterion_weight")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["criteria_version.id"],
            name=op.f("fk_criterion_version_id_criteria_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("version_id", "code", name=op.f("uq_criterion_version_id_code")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_criterion_version_id_position")),
    )
    op.create_index(op.f("ix_criterion_version_id"), "criterion", ["version_id"], unique=False)

    op.create_table(
        "evaluation_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("criteria_version_id", sa.Integer(), nullable=False),
        sa.Column("hid_authors", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "agreement",
            sa.Enum("agree", "mixed", "divided", name="agreement", native_enum=False, length=40),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_evaluation_round_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["criteria_version_id"],
            ["criteria_version.id"],
            name=op.f("fk_evaluation_round_criteria_version_id_criteria_version"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["person.id"],
            name=op.f("fk_evaluation_round_opened_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_evaluation_round_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_round")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_evaluation_round_case_id_number")),
    )
    op.create_index(op.f("ix_evaluation_round_case_id"), "evaluation_round", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_evaluation_round_criteria_version_id"),
        "evaluation_round",
        ["criteria_version_id"],
        unique=False,
    )
    op.create_index(
        "ix_evaluation_round_open",
        "evaluation_round",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
        sqlite_where=sa.text("closed_at is null"),
    )
    op.create_index(
        "ix_evaluation_round_divided",
        "evaluation_round",
        ["case_id"],
        postgresql_where=sa.text("agreement = 'divided'"),
        sqlite_where=sa.text("agreement = 'divided'"),
    )
    op.create_index(
        op.f("ix_evaluation_round_opened_by_id"), "evaluation_round", ["opened_by_id"], unique=False
    )

    op.create_index(op.f("ix_evaluation_round_unit_id"), "evaluation_round", ["unit_id"])
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_follow_up_answered_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_follow_up_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_follow_up_case_id_number")),
    )
    op.create_index(op.f("ix_follow_up_answered_by_id"), "follow_up", ["answered_by_id"], unique=False)
    op.create_index(op.f("ix_follow_up_case_id"), "follow_up", ["case_id"], unique=False)
    op.create_index(
        "ix_follow_up_waiting",
        "follow_up",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("answered_at is null"),
        sqlite_where=sa.text("answered_at is null"),
    )

    op.create_table(
        "pending_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_pending_decision_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"],
            ["person.id"],
            name=op.f("fk_pending_decision_prepared_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_decision")),
        sa.UniqueConstraint("case_id", name=op.f("uq_pending_decision_case_id")),
    )
    op.create_index(
        op.f("ix_pending_decision_prepared_by_id"), "pending_decision", ["prepared_by_id"], unique=False
    )

    op.create_table(
        "pulse",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.CheckConstraint("value between 1 and 5", name=op.f("ck_pulse_scale")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_pulse_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "value", name=op.f("pk_pulse")),
    )
    op.create_table(
        "pulse_taken",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_pulse_taken_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_pulse_taken_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_pulse_taken")),
    )
    op.create_index(op.f("ix_pulse_taken_user_id"), "pulse_taken", ["user_id"], unique=False)

    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("adapted", sa.Text(), nullable=False),
        sa.Column("applied_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_application_answered_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["applied_by_id"],
            ["person.id"],
            name=op.f("fk_application_applied_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_application_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_application_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index(op.f("ix_application_answered_by_id"), "application", ["answered_by_id"], unique=False)
    op.create_index(op.f("ix_application_applied_by_id"), "application", ["applied_by_id"], unique=False)
    op.create_index(op.f("ix_application_experiment_id"), "application", ["experiment_id"], unique=False)
    op.create_index(op.f("ix_application_unit_id"), "application", ["unit_id"], unique=False)

    op.create_table(
        "conclusion",
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("learnt", sa.Text(), nullable=False),
        sa.Column(
            "recommendation",
            sa.Enum("adopt", "rethink", "drop", name="recommendation", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("concluded_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["concluded_by_id"],
            ["person.id"],
            name=op.f("fk_conclusion_concluded_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_conclusion_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("experiment_id", name=op.f("pk_conclusion")),
    )
    op.create_index(op.f("ix_conclusion_concluded_by_id"), "conclusion", ["concluded_by_id"], unique=False)

    op.create_table(
        "criterion_step",
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.CheckConstraint("value between 1 and 5", name=op.f("ck_criterion_step_scale")),
        sa.ForeignKeyConstraint(
            ["criterion_id"],
            ["criterion.id"],
            name=op.f("fk_criterion_step_criterion_id_criterion"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("criterion_id", "value", name=op.f("pk_criterion_step")),
    )
    op.create_table(
        "experiment_group",
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("customer_group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_group_id"],
            ["customer_group.id"],
            name=op.f("fk_experiment_group_customer_group_id_customer_group"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_experiment_group_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("experiment_id", "customer_group_id", name=op.f("pk_experiment_group")),
    )
    op.create_index(
        op.f("ix_experiment_group_customer_group_id"), "experiment_group", ["customer_group_id"], unique=False
    )

    op.create_table(
        "experiment_member",
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_experiment_member_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name=op.f("fk_experiment_member_user_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("experiment_id", "user_id", name=op.f("pk_experiment_member")),
    )
    op.create_index(op.f("ix_experiment_member_user_id"), "experiment_member", ["user_id"], unique=False)

    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("target", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("amended_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amended_by_id"],
            ["person.id"],
            name=op.f("fk_amendment_amended_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_amendment_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    op.create_index(op.f("ix_amendment_amended_by_id"), "amendment", ["amended_by_id"], unique=False)
    op.create_index(op.f("ix_amendment_measure_id"), "amendment", ["measure_id"], unique=False)

    op.create_table(
        "follow_up_reading",
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"],
            ["follow_up.id"],
            name=op.f("fk_follow_up_reading_follow_up_id_follow_up"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["reading.id"],
            name=op.f("fk_follow_up_reading_reading_id_reading"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("follow_up_id", "reading_id", name=op.f("pk_follow_up_reading")),
    )
    op.create_index(
        op.f("ix_follow_up_reading_reading_id"), "follow_up_reading", ["reading_id"], unique=False
    )

    op.create_table(
        "reading_correction",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("replacement_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrected_by_id"],
            ["person.id"],
            name=op.f("fk_reading_correction_corrected_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["reading.id"],
            name=op.f("fk_reading_correction_reading_id_reading"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["replacement_id"],
            ["reading.id"],
            name=op.f("fk_reading_correction_replacement_id_reading"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_reading_correction")),
        sa.UniqueConstraint("replacement_id", name=op.f("uq_reading_correction_replacement_id")),
    )
    op.create_index(
        op.f("ix_reading_correction_corrected_by_id"), "reading_correction", ["corrected_by_id"], unique=False
    )


def _add_columns() -> None:
    op.add_column("case", sa.Column("is_blind", sa.Boolean(), nullable=False, server_default=sa.false()))
    sealed: sa.Column[bool] = sa.Column(
        "is_for_round", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("sealed_author", sealed)
    for column in _experiment_columns():
        op.add_column("experiment", column)
    for column in _measure_columns():
        op.add_column("measure", column)
    op.create_index(op.f("ix_measure_due_on"), "measure", ["due_on"])
    running = 'select state_since from "case" where "case".id = experiment.case_id'
    tried = "select id from \"case\" where state in ('piloted', 'trialled')"
    op.execute(
        f"update experiment set started_at = ({running}) "  # noqa: S608  # nobody's words
        f"where ended_at is null and case_id in ({tried})"
    )


def _experiment_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stop_rule", sa.Text(), nullable=False, server_default=""),
        sa.Column("hours_set_aside", sa.Numeric(precision=14, scale=4), nullable=True),
    ]


def _measure_columns() -> list[sa.Column[Any]]:
    better = sa.Enum("higher", "lower", name="better", native_enum=False, length=40)
    often = ("daily", "weekly", "fortnightly", "monthly", "at-the-end")
    cadence = sa.Enum(*often, name="cadence", native_enum=False, length=40)
    return [
        sa.Column("better", better, nullable=True),
        sa.Column("how", sa.Text(), nullable=False, server_default=""),
        sa.Column("cadence", cadence, nullable=True),
        sa.Column("stop_at", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
    ]


def _drop_columns() -> None:
    op.drop_index(op.f("ix_measure_due_on"), table_name="measure")
    for column in _measure_columns():
        op.drop_column("measure", str(column.name))
    for column in _experiment_columns():
        op.drop_column("experiment", str(column.name))
    op.drop_column("sealed_author", "is_for_round")
    op.drop_column("case", "is_blind")


def _write_criteria() -> None:
    _insert("criteria_version", [{"number": 1, "made_at": datetime.now(UTC)}])
    version = op.get_bind().execute(sa.text("select id from criteria_version")).scalar_one()
    for position, (code, weight, names, helps, steps) in enumerate(CRITERIA):
        row = {"version_id": version, "code": code, "position": position, "weight": weight}
        row |= {f"name_{language}": name for language, name in zip(LANGUAGES, names, strict=True)}
        row |= {f"help_{language}": text for language, text in zip(LANGUAGES, helps, strict=True)}
        _insert("criterion", [{**row, "is_required": True}])
        _write_steps(code, steps)


def _write_steps(code: str, steps: Sequence[tuple[str, str, str]]) -> None:
    criterion = _criteria()[code]
    rows = [
        {
            "criterion_id": criterion,
            "value": value,
            **{f"name_{language}": name for language, name in zip(LANGUAGES, words, strict=True)},
        }
        for value, words in enumerate(steps, start=1)
    ]
    _insert("criterion_step", rows)


def _criteria() -> dict[str, int]:
    found = op.get_bind().execute(sa.text("select code, id from criterion"))
    return {row.code: row.id for row in found}


def _create_judging_tables() -> None:
    knowledge = sa.Enum("measured", "experience", "guess", name="knowledge", native_enum=False, length=40)
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        _reference("evaluation", "case_id", "case", "CASCADE"),
        _reference("evaluation", "round_id", "evaluation_round", "CASCADE"),
        _reference("evaluation", "evaluator_id", "person", "RESTRICT"),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.Column("knowledge", knowledge, nullable=True),
        sa.Column("source", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("round_id", "evaluator_id", name=op.f("uq_evaluation_round_id_evaluator_id")),
    )
    op.create_index(op.f("ix_evaluation_case_id"), "evaluation", ["case_id"])
    op.create_index(op.f("ix_evaluation_evaluator_id"), "evaluation", ["evaluator_id"])
    _create_request_table()
    _create_score_table(_reference("score", "criterion_id", "criterion", "RESTRICT"))
    op.create_index(op.f("ix_score_criterion_id"), "score", ["criterion_id"])


def _create_request_table() -> None:
    table = "evaluation_request"
    op.create_table(
        table,
        _reference(table, "round_id", "evaluation_round", "CASCADE"),
        _reference(table, "user_id", "person", "RESTRICT"),
        _reference(table, "unit_id", "unit", "RESTRICT", nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("abstained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("has_conflict", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("words", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("round_id", "user_id", name=op.f("pk_evaluation_request")),
    )
    op.create_index(op.f("ix_evaluation_request_user_id"), table, ["user_id"])
    op.create_index(op.f("ix_evaluation_request_unit_id"), table, ["unit_id"])


def _create_score_table(criterion: sa.Column[Any]) -> None:
    op.create_table(
        "score",
        _reference("score", "evaluation_id", "evaluation", "CASCADE"),
        criterion,
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("value between 1 and 5", name=op.f("ck_score_scale")),
        sa.PrimaryKeyConstraint("evaluation_id", criterion.name, name=op.f("pk_score")),
    )


def _reference(table: str, column: str, other: str, rule: str, *, nullable: bool = False) -> sa.Column[Any]:
    name = op.f(f"fk_{table}_{column}_{other}")
    key = sa.ForeignKey(f"{other}.id", name=name, ondelete=rule)
    return sa.Column(column, sa.Integer(), key, nullable=nullable)


def _write_rounds(
    evaluations: Sequence[dict[str, Any]], requests: Sequence[dict[str, Any]]
) -> dict[int, int]:
    """A first round for every case that somebody evaluated or was asked to; case to round."""
    version = op.get_bind().execute(sa.text("select id from criteria_version")).scalar_one()
    begun: dict[int, Any] = {}
    for case, moment in [(e["case_id"], e["at"]) for e in evaluations] + [
        (r["case_id"], r["asked_at"]) for r in requests
    ]:
        begun[case] = min(begun.get(case, moment), moment)
    states = {row["id"]: row for row in _rows('"case"')}
    for case, opened_at in begun.items():
        is_closed = states[case]["state"] != "submitted"
        is_decided = states[case]["state"] not in ("submitted", "evaluated")
        since = states[case]["state_since"]
        row = {"case_id": case, "number": 1, "criteria_version_id": version, "is_blind": False, "words": ""}
        moments = {
            "opened_at": opened_at,
            "closed_at": since if is_closed else None,
            "decided_at": since if is_decided else None,
        }
        op.get_bind().execute(ROUND, {**row, **moments})
    return {row["case_id"]: row["id"] for row in _rows("evaluation_round")}


ROUND = sa.text(
    "insert into evaluation_round (case_id, number, criteria_version_id, is_blind, hid_authors, words,"
    " opened_at, closed_at, decided_at) values"
    " (:case_id, :number, :criteria_version_id, :is_blind, :is_blind, :words,"
    " :opened_at, :closed_at, :decided_at)"
)
"""Moments are copied as the database wrote them, so nothing reads or converts them on the way."""


def _write_judgements(
    evaluations: Sequence[dict[str, Any]],
    requests: Sequence[dict[str, Any]],
    scores: Sequence[dict[str, Any]],
    rounds: dict[int, int],
) -> None:
    criteria = _criteria()
    for row in evaluations:
        _write("evaluation", {**row, "round_id": rounds[row["case_id"]]})
    for row in requests:
        _write("evaluation_request", {**_without(row, "case_id"), "round_id": rounds[row["case_id"]]})
    for row in scores:
        _write("score", {**_without(row, "criterion"), "criterion_id": criteria[row["criterion"]]})
    _count_on(evaluations)


def _count_on(evaluations: Sequence[dict[str, Any]]) -> None:
    """Let new evaluations be numbered after those that were written with their numbers."""
    if evaluations and op.get_bind().dialect.name == "postgresql":
        op.execute("select setval('evaluation_id_seq', (select max(id) from evaluation))")


def _write(table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    op.get_bind().execute(sa.text(f"insert into {table} ({names}) values ({values})"), row)  # noqa: S608


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _latest() -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """What an older version can keep: evaluations, requests and scores of each case's latest round."""
    latest: dict[int, int] = {}
    for row in sorted(_rows("evaluation_round"), key=lambda one: one["number"]):
        latest[row["case_id"]] = row["id"]
    cases = {held: case for case, held in latest.items()}
    codes = {row["id"]: row["code"] for row in _rows("criterion")}
    former = {code for code, *_rest in CRITERIA}
    dropped = ("round_id", "knowledge", "source")
    kept = [_without(row, *dropped) for row in _rows("evaluation") if row["round_id"] in cases]
    ids = {row["id"] for row in kept}
    asked = [
        {**{name: row[name] for name in ("user_id", "asked_at", "due_on")}, "case_id": cases[row["round_id"]]}
        for row in _rows("evaluation_request")
        if row["round_id"] in cases and row["abstained_at"] is None
    ]
    given = [
        {**_without(row, "criterion_id"), "criterion": codes[row["criterion_id"]]}
        for row in _rows("score")
        if row["evaluation_id"] in ids and codes[row["criterion_id"]] in former
    ]
    return kept, asked, given


def _create_former_tables() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        _reference("evaluation", "case_id", "case", "CASCADE"),
        _reference("evaluation", "evaluator_id", "person", "RESTRICT"),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("case_id", "evaluator_id", name=op.f("uq_evaluation_case_id_evaluator_id")),
    )
    op.create_index(op.f("ix_evaluation_case_id"), "evaluation", ["case_id"])
    op.create_index(op.f("ix_evaluation_evaluator_id"), "evaluation", ["evaluator_id"])
    table = "evaluation_request"
    op.create_table(
        table,
        _reference(table, "case_id", "case", "CASCADE"),
        _reference(table, "user_id", "person", "RESTRICT"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_evaluation_request")),
    )
    op.create_index(op.f("ix_evaluation_request_user_id"), table, ["user_id"])
    codes = sa.Enum(*(code for code, *_rest in CRITERIA), name="criterion", native_enum=False, length=40)
    _create_score_table(sa.Column("criterion", codes, nullable=False))
