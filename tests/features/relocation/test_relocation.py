"""`flask export-all` and `flask import-all`: a house that moves is the same house, on either database."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import event, func, select

from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.relocation.contents import LEFT_OUT, LEFT_OUT_COLUMNS
from ideas.models import Base, Case, Feedback, Notification, User
from ideas.models.feedback import FeedbackKind
from ideas.parcels import packing, unpacking
from ideas.schema import upgrade_schema
from ideas.transaction import command
from tests import factories, steps
from tests.conftest import make_app
from tests.features.audit.test_check_history import tamper
from tests.snapshots import NEW, bring_back
from workflow.actors import Actor, Role

SECRET_WORDS = ("password", "token", "secret", "salt", "hash", "code")
HARMLESS = {
    ("criterion", "code"),
    ("entry", "hash"),
    ("entry", "payload_hash"),
    ("entry_payload", "salt"),
}
"""Names that sound like a secret: what seals the log, and the code of a criterion."""


@pytest.fixture
def house(app: Flask) -> Flask:
    """A house in which rows refer to later ones of their kind, with decimals, a file and a hidden author."""
    with app.app_context():
        lead = factories.person(Role.LEAD, home=factories.unit("Neuvonta", factories.unit()))
        author, hidden = factories.person(), factories.person()
        first, target = factories.submitted(author), factories.submitted(hidden, hidden=True)
        factories.move(first, "merge", lead, target=target.public_id)
        steps.recorded(author, minutes_likely=Decimal("2.5"))
        actor = Actor(hidden.id, Role.EMPLOYEE)
        attachments.attach(target.public_id, "ä.txt", io.BytesIO(b"content"), actor=actor, at=factories.NOW)
        say_something()
    return app


@command
def say_something() -> None:
    """Feedback of somebody who is not signed in."""
    db.session.add(
        Feedback(
            number="F-1", token_hash="t" * 64, kind=FeedbackKind.OTHER, words="Kiitos \u2603", language="fi",
            at=factories.NOW, due_on=date(2026, 4, 1),
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database as the migrations leave it."""
    file = tmp_path_factory.mktemp("new") / "new.db"
    app = make_app(f"sqlite:///{file}", file.with_name("files"))
    with app.app_context():
        upgrade_schema()
        db.engine.dispose()
    return file


@pytest.fixture
def elsewhere(new_database: Path, tmp_path: Path) -> Iterator[Flask]:
    """Another installation, new, on SQLite."""
    shutil.copy(new_database, tmp_path / "elsewhere.db")
    app = make_app(f"sqlite:///{tmp_path / 'elsewhere.db'}", tmp_path / "elsewhere")
    yield app
    with app.app_context():
        db.engine.dispose()


def run(app: Flask, *arguments: str | Path) -> Result:
    """Run a command as a shell would."""
    return app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])


def test_a_house_that_moves_out_and_back_is_the_same(house: Flask, elsewhere: Flask, tmp_path: Path) -> None:
    """The export of what arrived has the same bytes; under PostgreSQL it goes through SQLite and back."""
    out, back, again = (tmp_path / name for name in ("out", "back", "again"))
    run(house, "export-all", out)
    done = run(elsewhere, "import-all", out)
    assert (done.exit_code, done.output.splitlines()[0].endswith(", 1 files.")) == (0, True)
    assert run(elsewhere, "check-history").exit_code == 0
    run(elsewhere, "export-all", back)
    assert back.read_bytes() == out.read_bytes()
    with house.app_context():
        bring_back(NEW)
    assert run(house, "import-all", back).exit_code == 0
    assert run(house, "check-history").exit_code == 0
    run(house, "export-all", again)
    assert again.read_bytes() == out.read_bytes()
    with house.app_context():
        factories.submitted(factories.person())
    assert run(house, "check-history").exit_code == 0


def test_the_head_that_was_kept_holds_elsewhere(house: Flask, elsewhere: Flask, tmp_path: Path) -> None:
    kept = run(house, "check-history", "--head").output.strip()
    run(house, "export-all", tmp_path / "out")
    run(elsewhere, "import-all", tmp_path / "out")
    assert run(elsewhere, "check-history", "--expect", kept).exit_code == 0


def test_nobody_is_mailed_and_nobody_has_a_password_in_the_new_house(
    house: Flask, elsewhere: Flask, tmp_path: Path
) -> None:
    run(house, "export-all", tmp_path / "out")
    run(elsewhere, "import-all", tmp_path / "out")
    with elsewhere.app_context():
        assert db.session.scalar(select(func.count()).select_from(Notification)) > 0  # type: ignore[operator]
        assert db.session.scalar(select(func.count()).where(Notification.weighed_at.is_(None))) == 0
        people = db.session.scalars(select(User).order_by(User.id)).all()
        assert {person.password_hash for person in people} == {None}
        assert db.session.scalars(select(Feedback.token_hash)).one() != "t" * 64
    done = run(elsewhere, "user", "link", people[0].email)
    assert (done.exit_code, "/invitations/" in done.output) == (0, True)


def test_what_arrives_is_news_at_no_moment(house: Flask, elsewhere: Flask, tmp_path: Path) -> None:
    """A worker may look, or the line be cut, as soon as anything is committed."""
    news: set[tuple[bool, int]] = set()
    told, waiting = func.count(Notification.id) > 0, func.count().filter(Notification.weighed_at.is_(None))
    run(house, "export-all", tmp_path / "out")
    with elsewhere.app_context():
        engine = db.engine
    event.listen(engine, "commit", lambda line: news.add(tuple(line.execute(select(told, waiting)).one())))
    assert run(elsewhere, "import-all", tmp_path / "out").exit_code == 0
    assert news == {(True, 0)}


def test_no_column_that_sounds_like_a_secret_is_exported() -> None:
    found = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name not in LEFT_OUT and any(word in column.name.split("_") for word in SECRET_WORDS)
    }
    assert found - LEFT_OUT_COLUMNS == HARMLESS
    assert set(Base.metadata.tables) >= LEFT_OUT


def test_an_export_is_read_as_it_is_documented(house: Flask, tmp_path: Path) -> None:
    """With a tar and JSON alone, as another program would."""
    run(house, "export-all", tmp_path / "out")
    with tarfile.open(tmp_path / "out") as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
        people = [json.loads(line) for line in tar.extractfile("tables/person.jsonl")]  # type: ignore[union-attr]
    assert (names[-1], manifest["form"], manifest["version"]) == ("manifest.json", "tilaa-export", 1)
    assert manifest["facts"]["rows"]["person"] == len(people)
    assert sorted(people[0]) == sorted(
        column.name for column in User.__table__.columns if column.name != "password_hash"
    )
    assert people[0]["created_at"] == factories.NOW.isoformat(timespec="microseconds")


def test_a_house_that_is_not_empty_takes_nothing_in(house: Flask, tmp_path: Path) -> None:
    run(house, "export-all", tmp_path / "out")
    done = run(house, "import-all", tmp_path / "out")
    assert (done.exit_code, "this installation is not empty" in done.output) == (1, True)


SPOILT: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "a row too few": (lambda lines: lines[:-1], "a row does not fit: IntegrityError"),
    "no day": (lambda lines: [line.replace(b"2026-", b"9999-77-") for line in lines], "a row does not fit"),
    "an unknown column": (
        lambda lines: [line.replace(b'{"', b'{"wages":1,"', 1) for line in lines],
        "a row does not fit: KeyError 'wages'",
    ),
    "a chain that breaks": (
        lambda lines: [line.replace(b'"kind":"submitted"', b'"kind":"dropped"') for line in lines],
        "the log is not true at case:1, entry 1",
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_does_not_fit_is_refused_whole(house: Flask, elsewhere: Flask, tmp_path: Path, how: str) -> None:
    """Whoever writes such a file by hand can seal it too: what it says is checked nevertheless."""
    spoil, said = SPOILT[how]
    run(house, "export-all", tmp_path / "out")
    with unpacking(tmp_path / "out") as parcel, packing(tmp_path / "spoilt") as target:
        for name in parcel.names:
            lines = parcel.open(name).readlines()
            target.add(name, io.BytesIO(b"".join(spoil(lines) if name == "tables/entry.jsonl" else lines)))
        target.seal(parcel.form, parcel.version, dict(parcel.facts))
    done = run(elsewhere, "import-all", tmp_path / "spoilt")
    assert (done.exit_code, said in done.output) == (1, True), done.output
    with elsewhere.app_context():
        assert db.session.scalar(select(func.count()).select_from(Case)) == 0


def test_a_hand_made_export_writes_nothing_beside_our_files(
    house: Flask, elsewhere: Flask, tmp_path: Path
) -> None:
    run(house, "export-all", tmp_path / "out")
    with unpacking(tmp_path / "out") as parcel, packing(tmp_path / "evil") as target:
        for name in parcel.names:
            target.add(name, io.BytesIO(parcel.open(name).read()))
        target.add("files/../evil", io.BytesIO(b"evil"))
        target.seal(parcel.form, parcel.version, dict(parcel.facts))
    (tmp_path / "evil").rename(tmp_path / "sealed")
    done = run(elsewhere, "import-all", tmp_path / "sealed")
    assert (done.exit_code, (tmp_path / "evil").exists()) == (1, False)
    assert done.output.endswith("../evil is no name of an attached file\n")


def test_a_false_history_is_not_exported_in_silence(house: Flask, tmp_path: Path) -> None:
    with house.app_context():
        tamper("update entry set actor_id = null where n = 2")
    done = run(house, "export-all", tmp_path / "false")
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])


def test_a_backup_is_no_export(house: Flask, elsewhere: Flask, tmp_path: Path) -> None:
    run(elsewhere, "backup", tmp_path / "backup")
    done = run(elsewhere, "import-all", tmp_path / "backup")
    assert (done.exit_code, "holds tilaa-backup, not tilaa-export" in done.output) == (1, True)
