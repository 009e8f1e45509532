"""Two things at the same moment to one pilot: one of them counts, and no words are lost."""

from datetime import timedelta

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.models import Idea, User
from ideas.web.clock import today
from tests import factories
from tests.features.pilot import cases
from tests.features.pilot.pages import CONCLUSION, PLAN, kinds, page_of, pilot_of, piloted_until, plan_of
from tests.features.test_races import Posts, assert_kept, at_once
from tests.stories.people import in_days
from workflow.actors import Role
from workflow.events import Kind


@pytest.fixture
def leads(app: Flask, people: dict[str, User]) -> tuple[User, User]:
    """Two leads."""
    with app.app_context():
        return factories.person(Role.LEAD), factories.person(Role.LEAD)


@pytest.fixture
def running(app: Flask, people: dict[str, User]) -> Idea:
    """A pilot that ends in ten days."""
    with app.app_context():
        ends_on = today() + timedelta(days=10)
    return piloted_until(app, people, ends_on)


def test_a_pilot_is_extended_once_by_two(app: Flask, leads: tuple[User, User], running: Idea) -> None:
    words = ["Too few Mondays.", "The forms were late."]
    posts: Posts = [
        (factories.sign_in(app, lead), page_of(running, "extension"), {"until": in_days(30), "words": said})
        for lead, said in zip(leads, words, strict=True)
    ]
    answers = at_once(posts)
    assert sorted(code for code, _text in answers) == [303, 409]
    assert_kept(answers, words)
    with app.app_context():
        assert kinds(running).count(Kind.PILOT_EXTENDED) == 1
        assert str(pilot_of(running).extended_from) == in_days(10)


def test_a_measure_is_amended_once_by_two(app: Flask, leads: tuple[User, User], running: Idea) -> None:
    with app.app_context():
        path = f"/measures/{cases.measure_id(running)}/amendment"
    words = ["Fridays were left out.", "The Fridays."]
    posts: Posts = [
        (factories.sign_in(app, lead), path, {"baseline": "14", "target": "6", "reason": said})
        for lead, said in zip(leads, words, strict=True)
    ]
    answers = at_once(posts)
    assert sorted(code for code, _text in answers) == [303, 409]
    assert_kept(answers, words)
    with app.app_context():
        assert len(pilot_of(running).measures[0].amendments) == 1


@pytest.mark.parametrize("seen", [True, False])
def test_what_is_decided_is_judged_no_more(
    app: Flask, leads: tuple[User, User], people: dict[str, User], running: Idea, seen: bool
) -> None:
    with app.app_context():
        cases.read(running)
        cases.conclude(running, people["lead"])
        version = str(db.session.get_one(Idea, running.id).version) if seen else ""
    judged = {**CONCLUSION, "version": version}
    decided = {"name": "rethink", "words": "Once more.", "version": version}
    answers = at_once([
        (factories.sign_in(app, leads[0]), page_of(running, "conclusion"), judged),
        (factories.sign_in(app, leads[1]), f"/ideas/{running.public_id}/moves", decided),
    ])  # fmt: skip
    assert_kept(answers, [CONCLUSION["verdict"], "Once more."])
    with app.app_context():
        told = [kind for kind in kinds(running) if kind in (Kind.PILOT_CONCLUDED, Kind.RETHOUGHT)]
        # Without a version both may count, but never the judgement after the decision.
        assert told in ([Kind.PILOT_CONCLUDED], [Kind.RETHOUGHT], [Kind.PILOT_CONCLUDED, Kind.RETHOUGHT])
        assert not (seen and len(told) == 2)


def test_an_aim_that_is_changed_meanwhile_is_not_told(
    app: Flask, leads: tuple[User, User], people: dict[str, User]
) -> None:
    for aim in ("A shorter queue", "Fewer calls", "Calm mornings"):
        with app.app_context():
            team = [people["maija"], people["matti"]]
            idea = cases.planned(people["author"], people["lead"], people=team)
        seen, team_said = str(idea.version), "\n".join(person.email for person in team)
        plan = {**PLAN, "aim": aim, "people": team_said, "version": seen}
        answers = at_once([
            (factories.sign_in(app, leads[0]), plan_of(idea), plan),
            (factories.sign_in(app, people["maija"]), page_of(idea, "aim"), {"told": "So", "version": seen}),
        ])  # fmt: skip
        assert answers[0][0] == 303
        with app.app_context():
            assert [member.words for member in pilot_of(idea).members] == ["", ""]
