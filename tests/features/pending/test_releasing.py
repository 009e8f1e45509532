"""Releasing the batch: all of the chosen or none, once, through the same door as every move."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, Notification, User
from ideas.web.clock import today
from tests import factories
from tests.features.pending.batch import (
    BATCH,
    DROP,
    SECRET,
    choices,
    is_true,
    prepare,
    release,
    rows,
    state,
)
from tests.features.pilot import cases
from tests.statements import selects
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]


def two(app: Flask, client_of: SignIn, people: People) -> list[Idea]:
    """Two ideas, for each of which it is prepared that it is not carried out."""
    with app.app_context():
        ideas = [factories.submitted(people["author"]) for _ in range(2)]
    for idea in ideas:
        prepare(client_of(people["lead"]), idea)
    return ideas


def test_the_chosen_are_told_together_and_say_who_prepared_them(
    app: Flask, client_of: SignIn, people: People
) -> None:
    ideas = two(app, client_of, people)
    client = client_of(people["other"])
    assert release(client, choices(client)).status_code == 303
    assert [state(app, idea)[0] for idea in ideas] == ["dropped", "dropped"]
    with app.app_context():
        entries = db.session.scalars(select(Entry).where(Entry.kind == Kind.DROPPED)).all()
        told = db.session.scalars(select(Notification.user_id)).all()
        said = [(e.actor_id, e.words, e.data["reason_code"], e.data["prepared_by"]) for e in entries]
    assert said == [(people["other"].id, SECRET, "not-now", people["lead"].id)] * 2
    assert told.count(people["author"].id) == 2
    page = client_of(people["author"]).get(f"/ideas/{ideas[0].public_id}").text
    assert ["Leena Lead, " in page, SECRET in page] == [True, True]
    assert (rows(app)[2], is_true(app)) == (0, True)


def test_what_is_not_chosen_waits(app: Flask, client_of: SignIn, people: People) -> None:
    ideas = two(app, client_of, people)
    client = client_of(people["lead"])
    release(client, choices(client)[:1])
    assert [state(app, idea)[0] for idea in ideas] == ["dropped", "submitted"]
    assert release(client, []).status_code == 422


def test_one_obstacle_holds_all_of_them_back(app: Flask, client_of: SignIn, people: People) -> None:
    ideas = two(app, client_of, people)
    client = client_of(people["lead"])
    chosen = choices(client)
    with app.app_context():
        factories.move(ideas[1], "withdraw", people["author"])
    before = rows(app)
    answer = release(client, chosen)
    words = ("Things have moved on", "Nothing was released")
    assert (answer.status_code, [each in answer.text for each in words]) == (409, [True, True])
    assert ([state(app, idea)[0] for idea in ideas], rows(app)) == (["submitted", "dropped"], before)
    assert len(choices(client)) == 1


def test_a_case_that_has_changed_is_looked_at_again(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea, later = factories.submitted(people["author"]), today() + timedelta(30)
    client = client_of(people["lead"])
    prepare(client, idea)
    day = {"next_date": later.isoformat(), "words": "", "version": str(state(app, idea)[1])}
    assert client.post(f"/ideas/{idea.public_id}/next-date", data=day).status_code == 303
    assert "It has changed since this was prepared" in client.get(BATCH).text
    assert release(client, choices(client)).status_code == 409
    seen = choices(client)[0].partition(":")[2]
    prepare(client, idea, **{**DROP, "prepared": seen})
    assert (release(client, choices(client)).status_code, state(app, idea)[0]) == (303, "dropped")


def test_what_was_edited_since_it_was_read_is_not_released(
    app: Flask, client_of: SignIn, people: People
) -> None:
    idea = two(app, client_of, people)[0]
    client, other = client_of(people["lead"]), client_of(people["other"])
    read = choices(other)
    prepare(client, idea, **{**DROP, "words": "Unread.", "prepared": read[0].partition(":")[2]})
    assert (release(other, read).status_code, state(app, idea)[0]) == (409, "submitted")


def test_the_answers_do_what_they_do_in_every_move(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.measured(people["author"], people["lead"])
    client = client_of(people["lead"])
    answers = {"words": "Fine.", "needed_hours": "12,5", "give_up": "nothing", "give_up_words": "No time."}
    assert prepare(client, idea, "adopt", **answers).status_code == 303
    assert release(client, choices(client)).status_code == 303
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        kept = (row.state, row.give_up, str(row.needed_hours), len(row.follow_ups))
        ended = row.experiment.outcome if row.experiment else None
    assert (kept, ended) == (("adopted", GiveUp.NOTHING, "12.5000", 2), "adopt")


def test_two_leads_who_release_at_once_release_once(app: Flask, client_of: SignIn, people: People) -> None:
    two(app, client_of, people)
    clients = [client_of(people[who]) for who in ("lead", "other")]
    chosen, start = choices(clients[0]), Barrier(2)

    def send(client: FlaskClient) -> int:
        start.wait()
        return release(client, chosen).status_code

    with ThreadPoolExecutor(2) as pool:
        codes = sorted(pool.map(send, clients))
    with app.app_context():
        entries = db.session.scalars(select(Entry).where(Entry.kind == Kind.DROPPED)).all()
    assert (codes, len(entries), is_true(app)) == ([303, 409], 2, True)


def test_a_long_batch_asks_no_more_of_the_database(app: Flask, client_of: SignIn, people: People) -> None:
    client = client_of(people["lead"])
    counts: list[int] = []
    for number in (1, 2):
        for _ in range(number):
            with app.app_context():
                idea = cases.measured(people["author"], people["lead"])
            prepare(client, idea)
        with selects(app) as found:
            assert client.get(BATCH).text.count('name="chosen"') == len(counts) * 2 + 1
        counts.append(len(found))
    assert counts[0] == counts[1]
