"""An idea as a claim that is tested: judged apart, tried, amended, adopted, followed up, used elsewhere."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from ideas.features.rounds.service import daily_round
from ideas.models import User
from tests import factories
from tests.stories.history import has_true_history, kinds_of
from tests.stories.people import (
    CONCLUSION,
    SCORES,
    cast,
    in_days,
    is_planned,
    is_read,
    is_told_by,
    submits,
)
from tests.stories.test_an_ideas_way import the_idea
from tests.stories.work_steps import People, at_their_desks, tries

HIGH, LOW = "Tämä säästää kaikkien aikaa.", "Tämä siirtää jonon verkkoon."
SLIP, AMENDED, LEARNT = "Pilkku jäi pois.", "Lähtötaso laskettiin väärin.", "Maanantai on vaikein."
CHANGED, LASTING = "Puhelin ei enää soi aamuisin.", "Muutos on pysynyt."
ROOM = {"needed_hours": "0", "give_up": "nothing", "give_up_words": "Se ei vie kenenkään aikaa."}


@pytest.fixture
def rows(app: Flask) -> dict[str, User]:
    """Those of an idea's way, somebody who sees it otherwise, and somebody of another unit."""
    known = {name: person.row for name, person in cast(app).items()}
    with app.app_context():
        doubter = factories.person(name="Tiina Toisin")
        return {**known, "doubter": doubter, "elsewhere": factories.person(home=factories.unit("Palvelu"))}


def test_an_idea_is_tested_as_a_claim_and_told_of_afterwards(app: Flask, rows: dict[str, User]) -> None:
    people = at_their_desks(app, rows)
    idea = submits(people["author"])
    is_judged_apart(idea, people)
    is_told_before_it_starts(idea, people)
    with days_later(8):
        goes_round(app)
        is_read_and_amended(idea, at_their_desks(app, rows))
    with days_later(30):
        goes_round(app)
        is_adopted(idea, at_their_desks(app, rows))
    for days, number, words in ((60, 1, CHANGED), (120, 2, LASTING)):
        with days_later(days):
            goes_round(app)
            people = at_their_desks(app, rows)
            people["owner"].sends(f"{idea}/follow-ups/{number}", customer=words)
            assert words in people["author"].reads(idea)
    with days_later(121):
        is_used_elsewhere(idea, at_their_desks(app, rows))
    with app.app_context():
        assert (the_idea().state, the_idea().next_date, kinds_of(the_idea())) == ("adopted", None, WAY)
        assert has_true_history()


def is_judged_apart(idea: str, people: People) -> None:
    """Two are asked; each says their own view before reading the other's, and they do not agree."""
    lead, first, second = (people[name] for name in ("lead", "evaluator", "doubter"))
    lead.sends(f"{idea}/owner", email=people["owner"].row.email)
    for evaluator in (first, second):
        lead.sends(f"{idea}/evaluators", email=evaluator.row.email, due_on=in_days(7))
    high, low = ({name: score for name in SCORES if name != "knowledge"} for score in ("5", "1"))
    first.sends(f"{idea}/evaluation", **{**SCORES, **high}, judgement=HIGH)
    assert [HIGH in person.reads(idea) for person in (second, lead, people["author"])] == [False] * 3
    second.sends(f"{idea}/evaluation", **{**SCORES, **low}, judgement=LOW)
    assert [HIGH in person.reads(idea) for person in (first, second, lead)] == [True, True, False]
    assert LOW in first.reads(idea)
    lead.sends(f"{idea}/next-date", next_date=in_days(14), words="Päätetään pilotista.")
    lead.sends(f"{idea}/moves?name=evaluate")
    assert [HIGH in people[name].reads(idea) for name in ("lead", "owner", "author")] == [True, True, False]
    assert "badge-waiting" in lead.reads("/desk")


def is_told_before_it_starts(idea: str, people: People) -> None:
    """One who says the aim is not enough; the second starts from their own words."""
    is_planned(idea, people)
    lead, owner, member = people["lead"], people["owner"], people["evaluator"]
    is_told_by(idea, owner)
    assert tries(lead, f"{idea}/moves?name=pilot")[0] == 409
    told = f"{owner.row.name}: katsotaan"
    assert [told in person.reads(f"{idea}/pilot-aim") for person in (owner, member)] == [True, False]
    is_told_by(idea, member)
    assert told in member.reads(f"{idea}/pilot-aim")
    lead.sends(f"{idea}/moves?name=pilot")


def is_read_and_amended(idea: str, people: People) -> None:
    """A member reads the measure and puts a slip right; the owner amends what was fixed, openly."""
    member, owner = people["evaluator"], people["owner"]
    assert f'href="{idea}"' in member.reads("/news")
    is_read(idea, member, "25")
    page = member.reads(idea)
    correction = re.findall(r'href="(/readings/\d+/correction)"', page)[0]
    member.sends(correction, value="2,5", reason=SLIP)
    amendment = re.findall(r'href="(/measures/\d+/amendment)"', owner.reads(idea))[0]
    owner.sends(amendment, baseline="11", target="3", reason=AMENDED)
    page = people["author"].reads(idea)
    assert [words in page for words in (SLIP, AMENDED)] == [True, True]


def is_adopted(idea: str, people: People) -> None:
    """Nothing is decided about it before it has been judged in words."""
    lead = people["lead"]
    assert tries(lead, f"{idea}/moves?name=adopt", words="Jono lyheni.", **ROOM)[0] == 409
    people["owner"].sends(f"{idea}/pilot-conclusion", **{**CONCLUSION, "learnt": LEARNT})
    lead.sends(f"{idea}/moves?name=adopt", words="Jono lyheni.", **ROOM)
    page = people["author"].reads(idea)
    assert [words in page for words in (LEARNT, HIGH, LOW)] == [True] * 3


def is_used_elsewhere(idea: str, people: People) -> None:
    """Somebody finds it among what was tried, and tells that their unit does the same."""
    other = people["elsewhere"]
    experiment = re.findall(r'href="(/experiments/\d+)"', other.reads("/experiments"))[0]
    assert LEARNT in other.reads(experiment)
    unit = str(other.row.unit_id)
    other.sends(f"{experiment}/applications", unit=unit, adapted="Vain iltaisin.", follow_up_on=in_days(90))
    assert "Vain iltaisin." in people["owner"].reads(experiment)
    assert f'href="{idea}"' in people["author"].reads("/news")


def days_later(days: int) -> time_machine.travel:
    """So many days after today."""
    return time_machine.travel(datetime.now(UTC) + timedelta(days=days))


def goes_round(app: Flask) -> None:
    """The worker's round of the day."""
    with app.app_context():
        daily_round(datetime.now(UTC))


WAY = [
    "submitted", "assigned", "review-asked", "review-asked", "reviewed", "reviewed", "next-date-set",
    "evaluated", "pilot-planned", "pilot-planned", "aim-told", "aim-told", "piloted", "reading-due",
    "reading-added", "reading-corrected", "measure-amended", "pilot-ends-soon", "reading-due",
    "pilot-concluded", "adopted", "follow-up-due", "follow-up-answered", "follow-up-due",
    "follow-up-answered", "applied",
]  # fmt: skip
