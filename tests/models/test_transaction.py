"""Commands: whole or not at all, one post once, and nobody overwrites a change they have not seen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from ideas.extensions import db
from ideas.lifecycle import advance, confirm_unchanged, next_public_id
from ideas.models import Entry, Idea, Post, PublicNumber, User
from ideas.transaction import PostKey, Repeated, Stale, command, current_post
from tests import factories
from workflow.actors import Role
from workflow.machine import Note, Refused

KEY = PostKey("1:key", "0" * 64, factories.NOW)


def test_a_command_that_fails_leaves_nothing(app: Flask) -> None:
    @command
    def fail(author: User) -> None:
        db.session.get_one(User, author.id).name = "Changed"
        db.session.flush()
        raise ValueError

    with app.app_context():
        author = factories.person(name="Aino")
        with pytest.raises(ValueError):  # noqa: PT011 - raised three lines above
            fail(author)
        assert db.session.scalars(select(User.name)).all() == ["Aino"]


def test_the_same_post_is_carried_out_once(app: Flask) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.draft(author)
        mark = current_post.set(KEY)
        factories.move(idea, "submit", author)
        with pytest.raises(Repeated) as repeated:
            factories.move(idea, "submit", author)
        current_post.reset(mark)
        assert repeated.value.case_id == idea.id
        assert db.session.scalar(select(func.count()).select_from(Entry)) == 1


def test_a_double_click_is_carried_out_once(app: Flask) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.draft(author)
    start = Barrier(2)

    def click(_: int) -> str:
        current_post.set(KEY)
        with app.app_context():
            start.wait()
            try:
                factories.move(idea, "submit", author)
            except Repeated:
                return "repeated"
            return "carried out"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, range(2))) == ["carried out", "repeated"]


def test_a_post_that_failed_may_be_sent_again(app: Flask) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.draft(author, title="")
        mark = current_post.set(KEY)
        with pytest.raises(Refused):
            factories.move(idea, "submit", author)
        assert db.session.scalar(select(func.count()).select_from(Post)) == 0
        current_post.reset(mark)


def test_a_version_that_somebody_changed_is_stale(app: Flask) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        confirm_unchanged(idea, idea.version)
        with pytest.raises(Stale):
            confirm_unchanged(idea, idea.version - 1)


def test_of_two_people_who_move_at_the_same_moment_one_wins(app: Flask) -> None:
    with app.app_context():
        author = factories.person()
        leads = [factories.person(Role.LEAD) for _ in range(2)]
        idea = factories.submitted(author)
    start = Barrier(2)

    def drop(lead: User) -> str:
        with app.app_context():
            start.wait()
            try:
                words = {"reason_code": "other", "condition": "Uusi tarve."}
                factories.move(idea, "drop", lead, "Ei nyt.", **words)
            except (Refused, StaleDataError) as error:
                return type(error).__name__
            return "won"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(drop, leads))[-1] == "won"
    with app.app_context():
        entries = db.session.scalars(select(Entry.kind).where(Entry.case_id == idea.id)).all()
        assert sorted(entries) == ["dropped", "submitted"]


def test_public_ids_count_up_without_gaps_under_a_crowd(app: Flask) -> None:
    @command
    def number() -> str:
        return next_public_id("I", 2026)

    def one(_: int) -> str:
        with app.app_context():
            return number()

    with ThreadPoolExecutor(4) as pool:
        ids = sorted(pool.map(one, range(12)))
    assert ids == [f"I-2026-{n:04d}" for n in range(1, 13)]
    with app.app_context():
        assert db.session.scalars(select(PublicNumber.last)).all() == [12]


def test_a_lost_race_is_noticed_by_the_row_itself(app: Flask) -> None:
    @command
    def move_behind_its_back(idea_id: int, lead: User) -> None:
        idea = db.session.get_one(Idea, idea_id)
        db.session.connection().exec_driver_sql('update "case" set version = version + 1')
        note = Note("Ei nyt.", {"reason_code": "other", "condition": "Uusi tarve."})
        advance(idea, "drop", actor=factories.actor(lead), note=note, at=factories.NOW)

    with app.app_context():
        idea = factories.submitted(factories.person())
        lead = factories.person(Role.LEAD)
        with pytest.raises(StaleDataError):
            move_behind_its_back(idea.id, lead)
