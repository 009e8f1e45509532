"""Proves on the project and on small bad trees that each thing has one door."""

from pathlib import Path

from tests.architecture.doors_rules import (
    migrations_alone_make_tables,
    one_place_begins,
    one_place_commits,
    one_place_sets_the_state,
    one_place_writes_the_log,
)
from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT

COMMITS = "db.session.commit()"


def test_one_place_commits() -> None:
    assert one_place_commits(PROJECT) == []


def test_a_commit_elsewhere_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/transaction.py": text(COMMITS),
        "ideas/features/idea/service.py": text("finish = db.session.commit"),
        "benchmarks/search.py": text(COMMITS),
    }
    assert refused(one_place_commits(plant(tmp_path, tree))) == ["ideas/features/idea/service.py:1"]


def test_a_second_commit_in_the_transaction_is_refused(tmp_path: Path) -> None:
    tree = {"ideas/transaction.py": text(COMMITS, COMMITS)}
    assert refused(one_place_commits(plant(tmp_path, tree))) == ["ideas/transaction.py:2"]


def test_an_application_that_never_commits_is_refused(tmp_path: Path) -> None:
    tree = {"ideas/transaction.py": text("db.session.flush()")}
    assert refused(one_place_commits(plant(tmp_path, tree))) == ["ideas/transaction.py:1"]


def test_one_place_begins() -> None:
    assert one_place_begins(PROJECT) == []


def test_a_transaction_begun_by_hand_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/transaction.py": text("db.session.begin_nested()"),
        "ideas/cli.py": text(
            "db.session.begin()", "db.session.begin_nested()", "db.engine.begin()", "lifecycle.begin(idea)"
        ),
    }
    assert refused(one_place_begins(plant(tmp_path, tree))) == [
        "ideas/cli.py:1",
        "ideas/cli.py:2",
        "ideas/cli.py:3",
    ]


def test_migrations_alone_make_tables() -> None:
    assert migrations_alone_make_tables(PROJECT) == []


def test_tables_made_from_models_are_refused(tmp_path: Path) -> None:
    tree = {
        "tests/conftest.py": text("db.create_all()"),
        "ideas/cli.py": text("Base.metadata.create_all(engine)"),
    }
    assert refused(migrations_alone_make_tables(plant(tmp_path, tree))) == [
        "ideas/cli.py:1",
        "tests/conftest.py:1",
    ]


def test_one_place_sets_the_state() -> None:
    assert one_place_sets_the_state(PROJECT) == []


def test_a_state_set_elsewhere_is_refused(tmp_path: Path) -> None:
    bad = (
        "case.state = 'adopted'",
        "case.state, old = new, case.state",
        "setattr(case, 'state', new)",
        "Idea(title=title, state='draft')",
        "update(Case).values(state='adopted')",
        "query.update({Case.state: 'adopted'})",
        "update(Case).values({'state': 'adopted'})",
    )
    good = ("state = case.state", "select(Idea).filter_by(state=state)", "Facts(state=state)")
    tree = {"ideas/web.py": text(*bad, *good), "ideas/lifecycle.py": text(*bad)}
    tree["ideas/models/case.py"] = text("class Case(Base):", "    state: Mapped[str] = mapped_column()")
    expected = [f"ideas/web.py:{line}" for line in range(1, len(bad) + 1)]
    assert refused(one_place_sets_the_state(plant(tmp_path, tree))) == expected


def test_one_place_writes_the_log() -> None:
    assert one_place_writes_the_log(PROJECT) == []


def test_a_log_written_elsewhere_is_refused(tmp_path: Path) -> None:
    bad = (
        "from ideas.models.entry import Entry as Line",
        "Line(kind=kind)",
        "models.EntryPayload(words=words)",
        "Notification(entry=entry)",
        "db.session.execute(insert(Entry))",
        "Entry.__table__.insert()",
        "db.session.bulk_insert_mappings(Notification, rows)",
    )
    good = ("select(Entry)", "update(Notification).values(sent=now)", "rows.insert(0, Entry)")
    tree = {"ideas/web.py": text(*bad, *good), "ideas/history.py": text(*bad)}
    expected = [f"ideas/web.py:{line}" for line in range(2, len(bad) + 1)]
    assert refused(one_place_writes_the_log(plant(tmp_path, tree))) == expected
