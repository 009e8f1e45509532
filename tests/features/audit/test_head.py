"""`flask check-history --head` and `--expect`: a head kept elsewhere finds what the chain alone cannot."""

import threading

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from ideas import heads
from ideas.extensions import db
from ideas.heads import broken_link, head, read_head
from tests import factories
from tests.features.audit.test_check_history import TAMPERING, build, say, tamper
from workflow.events import Kind

CUT = (
    "delete from notification where entry_id = (select max(id) from entry)",
    "delete from entry_payload where entry_id = (select max(id) from entry)",
    "delete from entry where id = (select max(id) from entry)",
)
"""The newest entry taken away: every chain that is left is whole."""

ROWS = ("the state", "the owner", "the next", "the words taken")
IN_THE_CHAIN = [what for what in TAMPERING if not what.startswith(ROWS)]


def run(app: Flask, *options: str) -> Result:
    """Run the command as a shell would."""
    return app.test_cli_runner().invoke(args=["check-history", *options])


def kept(app: Flask) -> str:
    """The head as somebody would keep it."""
    return run(app, "--head").output.strip()


def test_an_empty_log_has_a_head_too(app: Flask) -> None:
    assert kept(app) == "0:0:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_head_is_one_word_that_is_the_same_until_somebody_writes(app: Flask) -> None:
    with app.app_context():
        factories.submitted(factories.person())
        say(Kind.UNIT_ADDED)
    first = kept(app)
    assert (len(first.split()), read_head(first).entries) == (1, 2)
    assert kept(app) == first
    with app.app_context():
        say(Kind.UNIT_ADDED)
    assert kept(app) != first


def test_what_is_written_afterwards_does_not_disturb_a_kept_head(app: Flask) -> None:
    with app.app_context():
        factories.submitted(factories.person())
    before = kept(app)
    with app.app_context():
        factories.submitted(factories.person())
    done = run(app, "--expect", before)
    assert (done.exit_code, done.output.splitlines()[-1]) == (
        0,
        "2 cases, 2 entries: the history is true",
    )


def test_a_log_cut_at_its_end_is_found(app: Flask) -> None:
    """Replayed alone the rest is true: only who kept the head can tell."""
    with app.app_context():
        person = factories.person()
        say(Kind.UNIT_ADDED)
        say(Kind.SIGNED_IN, person_id=person.id)
    before = kept(app)
    with app.app_context():
        tamper(*CUT)
    assert run(app).exit_code == 0
    done = run(app, "--expect", before)
    assert (done.exit_code, done.output.splitlines()[0]) == (
        1,
        "The history is not the one that was kept, up to entry 2:",
    )
    with app.app_context():
        say(Kind.UNIT_ADDED)
    assert run(app, "--expect", before).exit_code == 1


@pytest.mark.parametrize("word", ["", "x", "1:2", "1:2:" + "g" * 64, "-1:2:" + "a" * 64])
def test_what_is_no_head_is_refused(app: Flask, word: str) -> None:
    done = run(app, "--expect", word)
    assert (done.exit_code, "this is no head of a log" in done.output) == (2, True)


@pytest.mark.parametrize("what", IN_THE_CHAIN)
def test_the_quick_walk_along_the_chain_finds_what_was_changed(app: Flask, what: str) -> None:
    with app.app_context():
        build()
        with db.engine.connect() as connection:
            assert broken_link(connection) is None
        tamper(TAMPERING[what][0])
        with db.engine.connect() as connection:
            assert broken_link(connection) is not None


def test_words_that_were_erased_break_nothing(app: Flask) -> None:
    with app.app_context():
        factories.submitted(factories.person())
        tamper("delete from entry_payload")
        with db.engine.connect() as connection:
            assert broken_link(connection) is None


def test_the_head_waits_for_an_entry_that_commits_late(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its id is smaller than the newest: a head without it would be false as soon as it is there."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite has one writer at a time")
        person = factories.person()
        monkeypatch.setattr(heads, "STEP_SECONDS", 0.01)
        with db.engine.connect() as late:
            late.execute(text("select pg_current_xact_id(), nextval(pg_get_serial_sequence('entry', 'id'))"))
            say(Kind.SIGNED_IN, person_id=person.id)
            found: list[str] = []
            waiting = threading.Thread(target=lambda: found.append(kept(app)))
            waiting.start()
            waiting.join(0.3)
            assert found == []
            late.rollback()
        waiting.join(10)
        with db.engine.connect() as connection:
            assert found == [str(head(connection))]
