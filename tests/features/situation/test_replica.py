"""Figures come from the replica, if there is one and it answers; rights, names and writes never do."""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import NamedTuple

import psycopg
import pytest
import time_machine
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import delete, make_url

from ideas import create_app, replica
from ideas.config import Settings, WrongSettings, read_settings
from ideas.extensions import REPLICA, Reader, db
from ideas.features.situation.report import report
from ideas.i18n import format_ago
from ideas.models import Comment, Unit, User
from ideas.replica import LATEST, Away, read_figures
from ideas.scope import Scope
from tests import factories
from tests.conftest import SECRET
from workflow.actors import Role

NOWHERE = "postgresql+psycopg://tilaa@/tilaa?host=/there-is-no-such-folder"
SAID = re.compile(r"The figures are as they were [^.]+\.")


class House(NamedTuple):
    """An application with a replica, and what lets the replica catch up."""

    app: Flask
    catch_up: Callable[[], None]


@pytest.fixture(scope="module")
def other(database_url: str) -> Iterator[Flask]:
    if not database_url.startswith("postgresql"):
        pytest.skip("only PostgreSQL has a replica")
    made = with_replica(database_url, str(make_url(database_url).set(database="replica")))
    yield made
    let_go(made)


@pytest.fixture
def house(app: Flask, other: Flask, database_url: str) -> House:
    def catch_up() -> None:
        let_go(app, other)
        copy(make_url(database_url).query["host"])

    catch_up()
    return House(other, catch_up)


def with_replica(database_url: str, replica_url: str) -> Flask:
    made = create_app(
        Settings(
            _env_file=None, demo=True, secret_key=SECRET, database_url=database_url, replica_url=replica_url
        )
    )
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return made


def let_go(*apps: Flask) -> None:
    for each in apps:
        with each.app_context():
            for engine in db.engines.values():
                engine.dispose()


def copy(host: object) -> None:
    """In the place of replication: the replica is what the first database is at this moment."""
    with psycopg.connect(host=str(host), user="tilaa", dbname="postgres", autocommit=True) as line:
        line.execute("drop database if exists replica with (force)")
        line.execute("create database replica template tilaa strategy file_copy")


def looked_at(lead: User, unit: Unit | None = None) -> tuple[int, list[str], timedelta | None]:
    """How many open ideas are counted, which are named, and how far behind the figures are."""
    scope = Scope(factories.actor(lead), factories.NOW.date(), kind="idea", unit=unit)
    found, behind = read_figures(partial(report, scope, "fi"))
    return found.age.kinds[0].n, [each.public_id for each in found.attention.rows], behind


def test_only_postgresql_has_a_replica() -> None:
    with pytest.raises(WrongSettings, match="TILAA_REPLICA_URL needs PostgreSQL"):
        read_settings(_env_file=None, secret_key=SECRET, replica_url=NOWHERE, database_url="sqlite://")


def test_figures_come_from_the_replica_and_names_from_the_first_database(house: House) -> None:
    with house.app.app_context():
        home, lead = factories.unit(), factories.person(Role.LEAD)
    house.catch_up()
    with house.app.app_context():
        idea = factories.submitted(factories.person(home=home))
        with time_machine.travel(factories.NOW + timedelta(minutes=2), tick=False):
            for unit in (None, home):
                assert looked_at(lead, unit) == (0, [idea.public_id], timedelta(minutes=2))
    house.catch_up()
    with house.app.app_context():
        for unit in (None, home):
            assert looked_at(lead, unit) == (1, [idea.public_id], None)


def test_the_page_says_in_words_how_old_its_figures_are(house: House) -> None:
    with house.app.app_context():
        lead = factories.person(Role.LEAD, language="en")
        factories.submitted(factories.person())
    said = []
    for later in (timedelta(seconds=9), timedelta(minutes=2), timedelta(hours=3)):
        with time_machine.travel(factories.NOW + later, tick=False):
            page = factories.sign_in(house.app, lead).get("/situation").text
        said.append(SAID.findall(page))
    ages = ["2 minutes ago", "3 hours ago"]
    assert said == [[], *([f"The figures are as they were {age}."] for age in ages)]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fi", "2 minuuttia sitten"), ("sv", "för 2 minuter sedan"), ("en", "2 minutes ago")],
)
def test_how_long_ago_is_said_in_each_language(app: Flask, language: str, said: str) -> None:
    with app.test_request_context(), force_locale(language):
        assert format_ago(timedelta(minutes=2)) == said


def test_who_may_look_is_asked_of_the_first_database(house: House) -> None:
    """The replica has never heard of these two."""
    with house.app.app_context():
        people = [factories.person(role) for role in (Role.LEAD, Role.EMPLOYEE)]
    codes = [factories.sign_in(house.app, who).get("/situation").status_code for who in people]
    assert codes == [200, 403]


def test_nothing_is_written_to_the_replica(house: House) -> None:
    with house.app.app_context(), db.engines[REPLICA].connect() as line:
        with pytest.raises(Away) as refused:
            line.execute(delete(Comment))
        assert getattr(refused.value.__cause__, "sqlstate", None) == "25006"


def test_a_replica_that_is_away_is_done_without_and_left_alone(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = with_replica(str(house.app.config["SQLALCHEMY_DATABASE_URI"]), NOWHERE)
    told = []
    with away.app_context(), caplog.at_level(logging.WARNING, "ideas.replica"):
        factories.submitted(factories.person())
        for rest in (0, 30, 30):
            monkeypatch.setattr(replica, "REST", rest)
            assert read_figures(newest) == (newest(db.session), None)
            told.append(len(caplog.records))
    let_go(away)
    assert told == [1, 2, 2]


def test_a_replica_with_another_schema_is_done_without(house: House, database_url: str) -> None:
    """As during an upgrade, while it is behind."""
    other = make_url(database_url).set(database="replica", drivername="postgresql")
    with psycopg.connect(other.render_as_string(hide_password=False), autocommit=True) as line:
        line.execute("drop table flow_cell")
    with house.app.app_context():
        lead, idea = factories.person(Role.LEAD), factories.submitted(factories.person())
        assert looked_at(lead) == (1, [idea.public_id], None)


def newest(reader: Reader) -> object:
    return reader.scalar(LATEST)
