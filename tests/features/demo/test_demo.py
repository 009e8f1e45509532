"""The demo organisation: whole, believable in time, true in its history, and open to everyone it names."""

from collections import Counter
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from ideas.extensions import SETTINGS, db
from ideas.features.demo import script, service
from ideas.features.demo.organisation import PASSWORD
from ideas.features.demo.queries import demo_people
from ideas.models import Case, Comment, Entry, Follow, Idea, Join, Support, User
from ideas.passwords import verify_password
from ideas.web.clock import today
from tests import factories
from tests.snapshots import once
from workflow.calendar import is_working_day

HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = [date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 22), date(2026, 11, 21), date(2027, 12, 31)]
STATES = {
    "draft": 3,
    "submitted": 6,
    "evaluated": 3,
    "piloted": 4,
    "adopted": 4,
    "dropped": 3,
    "merged": 1,
}


def run(app: Flask, *words: str) -> Result:
    """A command as a shell would run it."""
    return app.test_cli_runner().invoke(args=list(words))


def build(app: Flask) -> None:
    """Make the demo organisation."""
    once(app, "demo", lambda: service.create(today()))


def titled(key: str) -> Idea:
    """The row of an idea of the tables."""
    return db.session.scalars(select(Idea).where(Idea.title == script.ideas()[key]["title"])).one()


def test_ideas_of_every_state_are_there_and_their_history_is_true(app: Flask) -> None:
    build(app)
    with app.app_context():
        assert Counter(db.session.scalars(select(Idea.state))) == STATES
    done = run(app, "check-history")
    assert (done.exit_code, "52 cases" in done.output) == (0, True)


def test_everyone_in_every_role_can_sign_in(app: Flask) -> None:
    build(app)
    with app.app_context():
        people = demo_people()
        roles = Counter(person.role.value for person in people)
        assert roles == {"employee": 8, "lead": 3, "manager": 2, "admin": 1}
        assert len(PASSWORD) >= 12
        assert all(verify_password(person.password_hash, PASSWORD) for person in people)


def test_what_waits_and_what_is_special_is_there(app: Flask) -> None:
    build(app)
    with app.app_context():
        assert titled("liite-kuvana").info_asked_on is not None
        receiver = titled("verkkotapaaminen").receiver
        assert receiver is not None
        assert receiver.name == "Camilla Forsman"
        assert titled("sama-kuori").merged_into is titled("yksi-kirje")
        assert [author.name for author in titled("yksi-kirje").authors] == [
            "Sari Venäläinen",
            "Timo Lappalainen",
        ]
        assert len(titled("paivystava-ratkaisija").sparrings) == 2
        held = titled("blanketter").open_round
        assert held is not None
        assert (held.is_blind, len(held.requests)) == (True, 3)
        again = titled("palaute-heti").round
        assert again is not None
        assert (again.number, again.agreement) == (2, "divided")


def test_a_hidden_author_leaves_no_trace(app: Flask) -> None:
    build(app)
    with app.app_context():
        idea = titled("ratkaisutunti")
        (author,) = idea.author_ids
        assert idea.authors == []
        actors = db.session.scalars(select(Entry.actor_id).where(Entry.case_id == idea.id)).all()
        writers = db.session.scalars(select(Comment.author_id).where(Comment.case_id == idea.id)).all()
        assert author not in {*actors, *writers}
        assert None in writers


def test_authors_neither_follow_nor_support_nor_join_their_own(app: Flask) -> None:
    build(app)
    with app.app_context():
        authors = {case.id: case.author_ids for case in db.session.scalars(select(Case))}
        rows: list[Follow | Support | Join] = [
            *db.session.scalars(select(Follow)),
            *db.session.scalars(select(Support)),
            *db.session.scalars(select(Join)),
        ]
        assert [row for row in rows if row.user_id in authors[row.case_id]] == []
        supports = dict(Counter(row.case_id for row in rows if isinstance(row, Support)))
        assert supports == {
            case.id: case.support_count for case in db.session.scalars(select(Case)) if case.support_count
        }


@pytest.mark.parametrize("day", DAYS)
def test_every_story_runs_forward_on_working_days_and_ends_before_today(day: date) -> None:
    last: dict[str, script.Deed] = {}
    deeds = script.deeds(day, HELSINKI)
    assert script.founding(day, HELSINKI) < deeds[0].at
    for deed in deeds:
        local = deed.at.astimezone(HELSINKI)
        assert is_working_day(local.date()) or not deed.by, "people rest, time does not"
        assert local.date() < day
        assert 8 <= local.hour < 17
        assert deed.case not in last or last[deed.case].at < deed.at
        last[deed.case] = deed


@pytest.mark.parametrize("day", [DAYS[0], DAYS[2]])
def test_the_demo_can_be_made_on_any_day(app: Flask, day: date) -> None:
    with app.app_context():
        service.create(day)
        assert db.session.scalar(select(func.count(Idea.id))) == 24
        late = [idea for idea in db.session.scalars(select(Idea)) if idea.next_date and idea.next_date < day]
        assert all(day - idea.next_date < timedelta(days=14) for idea in late if idea.next_date)


def test_preparing_twice_keeps_what_is_there(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    first = run(app, "prepare")
    with app.app_context():
        factories.submitted(db.session.scalars(select(User)).first() or factories.person())
    second = run(app, "prepare")
    assert first.output == second.output
    assert "http://127.0.0.1:8123\n" in first.output
    assert "paivi.rautio@etuuslaitos.example" in first.output
    assert PASSWORD in first.output
    with app.app_context():
        assert db.session.scalar(select(func.count(Idea.id))) == 25


def test_a_reset_begins_anew(app: Flask) -> None:
    build(app)
    with app.app_context():
        factories.submitted(factories.person())
    done = run(app, "demo-reset")
    assert (done.exit_code, done.exception) == (0, None)
    with app.app_context():
        assert db.session.scalar(select(func.count(Idea.id))) == 24
        assert db.session.scalar(select(func.count(User.id))) == 15
    assert run(app, "check-history").exit_code == 0


def test_nothing_is_reset_where_the_people_are_real(app: Flask) -> None:
    with app.app_context():
        factories.submitted(factories.person())
    assert run(app, "demo-reset").exit_code == 1
    with app.app_context():
        assert db.session.scalar(select(func.count(Idea.id))) == 1


def test_outside_a_demo_nothing_is_made_or_reset(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    serious = app.extensions[SETTINGS].model_copy(update={"demo": False})
    monkeypatch.setitem(app.extensions, SETTINGS, serious)
    assert "flask user add" in run(app, "prepare").output
    assert run(app, "demo-reset").exit_code == 1
    with app.app_context():
        assert db.session.scalar(select(func.count(User.id))) == 0
