"""The aim in one's own words: two say it before a pilot starts, and nobody is led by the others."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, User
from tests.features.pilot import cases
from tests.features.pilot.pages import PLAN, addresses, heard, page_of, pilot_of, plan_of, post
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
def planned(client_of: SignIn, people: dict[str, User], idea: Idea) -> Idea:
    """A plan with two members who have said nothing yet."""
    team = addresses(people["maija"], people["matti"])
    assert post(client_of(people["lead"]), plan_of(idea), **PLAN, people=team) == 303
    return idea


def test_what_others_say_is_read_only_after_ones_own_words(
    client_of: SignIn, people: dict[str, User], planned: Idea
) -> None:
    page, maija, matti = page_of(planned, "aim"), client_of(people["maija"]), client_of(people["matti"])
    assert post(maija, page, told="Shorter calls") == 303
    before = matti.get(page).text
    assert ["Maija Member" in before, "Shorter calls" in before] == [True, False]
    assert "Shorter calls" not in matti.get(f"/ideas/{planned.public_id}").text
    assert post(matti, page, told="No waiting") == 303
    assert [words in matti.get(page).text for words in ("Shorter calls", "No waiting")] == [True, True]
    lead = client_of(people["lead"]).get(plan_of(planned)).text
    assert [words in lead for words in ("Shorter calls", "No waiting")] == [True, True]


def test_a_lead_who_takes_part_says_it_first_too(
    client_of: SignIn, people: dict[str, User], planned: Idea
) -> None:
    lead = client_of(people["lead"])
    team = addresses(people["maija"], people["lead"])
    assert post(client_of(people["maija"]), page_of(planned, "aim"), told="Shorter calls") == 303
    assert post(lead, plan_of(planned), **PLAN, people=team) == 303
    assert "Shorter calls" not in lead.get(plan_of(planned)).text
    assert post(lead, page_of(planned, "aim"), told="Fewer calls") == 303
    assert "Shorter calls" in lead.get(plan_of(planned)).text


def test_the_words_stay_out_of_the_log(
    app: Flask, client_of: SignIn, people: dict[str, User], planned: Idea
) -> None:
    assert post(client_of(people["maija"]), page_of(planned, "aim"), told="Shorter calls") == 303
    with app.app_context():
        entry = db.session.scalars(select(Entry).where(Entry.kind == Kind.AIM_TOLD)).one()
        assert (entry.actor_id, entry.words, entry.data) == (people["maija"].id, "", {})


def test_another_aim_is_told_anew(
    app: Flask, client_of: SignIn, people: dict[str, User], planned: Idea
) -> None:
    lead, team = client_of(people["lead"]), addresses(people["maija"], people["matti"])
    page = page_of(planned, "aim")
    assert post(client_of(people["maija"]), page, told="Shorter calls") == 303
    assert post(lead, plan_of(planned), **{**PLAN, "our_vision": "Calmer"}, people=team) == 303
    with app.app_context():
        assert _told(planned) == {people["maija"].id: "Shorter calls"}, "the same aim is told still"
    assert post(lead, plan_of(planned), **{**PLAN, "aim": "Fewer calls"}, people=team) == 303
    with app.app_context():
        assert _told(planned) == {}
        assert [heard(people[who], Kind.PILOT_PLANNED) for who in ("maija", "matti")] == [2, 1]


def test_who_reads_an_older_aim_sees_the_new_one_first(
    client_of: SignIn, people: dict[str, User], planned: Idea
) -> None:
    maija, page = client_of(people["maija"]), page_of(planned, "aim")
    seen = str(planned.version)
    answer = maija.post(page, data={"told": "Shorter calls", "version": seen})
    assert (answer.status_code, "Shorter calls" in answer.text) == (409, True)


def test_two_may_tell_it_at_the_same_time(client_of: SignIn, people: dict[str, User], planned: Idea) -> None:
    page = page_of(planned, "aim")
    forms = [client_of(people[who]) for who in ("maija", "matti")]
    versions = [_version(client.get(page).text) for client in forms]
    codes = [
        post(client, page, told="So", version=seen) for client, seen in zip(forms, versions, strict=True)
    ]
    assert codes == [303, 303]


def test_only_members_tell_it_and_only_before_the_pilot(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        running = cases.piloted(people["author"], people["lead"])
        planned = cases.planned(people["author"], people["lead"], people=[people["maija"], people["matti"]])
    codes = {who: post(client_of(people[who]), page_of(planned, "aim"), told="So") for who in people}
    assert codes == {"author": 403, "lead": 403, "stranger": 403, "maija": 303, "matti": 303}
    assert post(client_of(people["maija"]), page_of(idea, "aim"), told="So") == 403, "no plan, no member"
    with app.app_context():
        member = db.session.get_one(User, pilot_of(running).members[0].user_id)
        db.session.expunge(member)
    assert post(client_of(member), page_of(running, "aim"), told="So") == 409
    assert post(client_of(people["maija"]), page_of(planned, "aim"), told=" ") == 422


def _told(idea: Idea) -> dict[int, str]:
    return {member.user_id: member.words for member in pilot_of(idea).members if member.told_at}


def _version(page: str) -> str:
    return page.partition('name="version"')[2].partition('value="')[2].partition('"')[0]
