"""The way of a work step from a bare title to hours that went to customers, and back, through the pages."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import time_machine
from flask import Flask

from ideas import labels
from tests.stories.history import has_true_history, kinds_of
from tests.stories.people import is_evaluated, is_piloted, submits
from tests.stories.work_steps import (
    ADJUSTED,
    BACK_SOON,
    CREPT_BACK,
    EXAMINATION,
    TITLE,
    WANTED,
    People,
    at_their_desks,
    house,
    is_estimated,
    is_given_up,
    is_left_out,
    is_missed,
    is_named,
    is_read,
    seen,
    the_step,
    tries,
)
from workflow.evidence import EvidenceClass
from workflow.problems import Problem

FOUND = {"remainder": "gone", "hours": "96", "how": "Kalenterit katsottiin."}
USE = {"purpose": "Pidemmät puhelut", "is_for_customers": "yes"}


def words_of(problem: Problem) -> str:
    """What stands on the page where this is in the way."""
    return str(labels.PROBLEMS[problem])


def test_a_bare_title_goes_all_the_way_and_creeps_back(app: Flask) -> None:
    rows = house(app)
    people = at_their_desks(app, rows)
    step = is_named(people["author"])
    the_law_stands(step, people)
    is_examined_and_estimated(app, step, people)
    somebody_misses_it(step, people)
    it_is_tried_again_and_given_up(app, step, people)
    what_is_decided_stands(app, step, people)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=92)):
        people = at_their_desks(app, rows)
        somebody_else_verifies(app, step, people)
        time_goes_to_customers(step, people)
        room_is_made(step, people)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=184)):
        it_creeps_back(app, step, at_their_desks(app, rows))
    with app.app_context():
        assert kinds_of(the_step()) == WAY
        assert has_true_history()


def the_law_stands(step: str, people: People) -> None:
    """What the law asks for is neither left out nor given up; the page says so."""
    lead = people["lead"]
    lead.sends(f"{step}/owner", email=people["owner"].row.email)
    lead.sends(f"{step}/examination", **{**EXAMINATION, "origin": "external", "citation": "Laki 1/2020, 4 §"})
    lead.sends(f"{step}/moves?name=examine")
    assert words_of(Problem.LAW_STANDS) in seen(lead, f"{step}/moves?name=give-up")
    code, page = tries(lead, f"{step}/moves?name=give-up", words="Pois.", ending="stop")
    assert (code, words_of(Problem.LAW_STANDS) in page) == (409, True)


def is_examined_and_estimated(app: Flask, step: str, people: People) -> None:
    """It was a habit after all, and three people say what it takes."""
    noticer = people["noticer"].row.email
    people["owner"].sends(f"{step}/examination", **EXAMINATION, citation="", noticers=noticer)
    is_estimated(step, Vaasa=people["author"], Oulu=people["noticer"])
    with app.app_context():
        assert the_step().evidence_class is EvidenceClass.C
    is_estimated(step, Turku=people["neighbour"])
    with app.app_context():
        assert the_step().evidence_class is EvidenceClass.B
    page = seen(people["stranger"], step)
    assert str(labels.EVIDENCE_CLASSES[EvidenceClass.B]) in page
    assert "120 h/yr between 96 and 144" in page


def somebody_misses_it(step: str, people: People) -> None:
    """The people concerned are told; one of them asks for it back and gets it the same day."""
    is_left_out(step, people)
    for name in ("noticer", "neighbour", "author"):
        assert f'href="{step}"' in people[name].reads("/news"), name
    assert f'href="{step}"' not in people["stranger"].reads("/news")
    notice = people["stranger"].reads(f"{step}/notice")
    assert ('lang="fi"' in notice, 'lang="sv"' in notice, "Viikkoraporttia ei koosteta." in notice) == (
        True,
    ) * 3
    is_missed(step, people["noticer"])
    assert TITLE in people["lead"].reads("/desk/work-steps")
    assert WANTED in people["lead"].reads("/news")
    people["owner"].sends(f"{step}/moves?name=resume", words=BACK_SOON)
    assert BACK_SOON in people["author"].reads("/news")
    assert WANTED in people["stranger"].reads(step)


def it_is_tried_again_and_given_up(app: Flask, step: str, people: People) -> None:
    """The plan is adjusted, its signals are read anew, and only then can it be given up."""
    is_left_out(step, people, instead=ADJUSTED)
    code, page = tries(people["lead"], f"{step}/moves?name=give-up", words="Pois.", ending="stop")
    assert (code, words_of(Problem.SIGNALS_UNREAD) in page) == (409, True)
    is_read(step, people["owner"])
    is_given_up(step, people["lead"])
    with app.app_context():
        assert (the_step().state, len(the_step().experiments), len(the_step().decisions)) == (
            "given-up",
            2,
            1,
        )


def what_is_decided_stands(app: Flask, step: str, people: People) -> None:
    """A later measurement changes the estimate's class, and nothing of what was decided."""
    measured = {"method": "measured", "count": "40", "minutes": "12", "source": "Kello"}
    people["neighbour"].sends(f"{step}/evidence", **measured)
    assert tries(people["owner"], f"{step}/examination", **{**EXAMINATION, "people": "2"})[0] == 409
    with app.app_context():
        row, (decision,) = the_step(), the_step().decisions
        assert (row.evidence_class, decision.evidence_class) == (EvidenceClass.A, EvidenceClass.B)
        hours = (decision.hours_low, decision.hours_likely, decision.hours_high)
        assert hours == (Decimal(96), Decimal(120), Decimal(144))


def somebody_else_verifies(app: Flask, step: str, people: People) -> None:
    """Whoever named it does not verify it, not even as its owner."""
    author, lead = people["author"], people["lead"]
    assert TITLE in lead.reads("/desk/work-steps")
    assert tries(author, f"{step}/verification", **FOUND)[0] == 403
    lead.sends(f"{step}/owner", email=author.row.email)
    author.presses(step, f"{step}/transfer/accept")
    code, page = tries(author, f"{step}/verification", **FOUND)
    assert (code, words_of(Problem.OWN_VERIFICATION) in page) == (409, True)
    assert tries(author, f"{step}/freed-time", hours="10", **USE)[0] == 422
    lead.sends(f"{step}/verification", **FOUND)
    with app.app_context():
        assert the_step().decisions[0].verified_hours == Decimal(96)


def time_goes_to_customers(step: str, people: People) -> None:
    """Hours go where somebody says, and no more of them than were found."""
    owner = people["author"]
    owner.sends(f"{step}/freed-time", hours="60,5", **USE)
    code, page = tries(owner, f"{step}/freed-time", hours="35,6", **USE)
    assert (code, words_of(Problem.MORE_THAN_VERIFIED) in page) == (422, True)
    owner.sends(f"{step}/freed-time", hours="35,5", **USE)
    assert "96 of 96 verified hours a year have found their use." in seen(people["stranger"], step)


def room_is_made(step: str, people: People) -> None:
    """An idea that is taken into use says what it needs and what it gets; the balance shows either side."""
    idea = submits(people["stranger"])
    is_evaluated(idea, people)
    is_piloted(idea, people)
    room = {"needed_hours": "40", "give_up": "something", "work_steps": step.rpartition("/")[2]}
    people["lead"].sends(f"{idea}/moves?name=adopt", words="Jono katosi.", **room)
    assert f'href="{step}"' in people["author"].reads(idea)
    assert f'href="{idea}"' in people["author"].reads(step)
    page = seen(people["manager"], "/balance?year=all")
    assert "Taken on by new ideas 40 h/yr" in page
    assert "Freed and verified 96 h/yr 1 of 1 work steps given up are verified" in page
    assert ("Pidemmät puhelut" in page, "Ideas for which no work step makes room" in page) == (True, False)


def it_creeps_back(app: Flask, step: str, people: People) -> None:
    """Whoever looks again finds it in use; the hours leave the balance, the need of the idea stays."""
    found = {"remainder": "back", "hours": "0", "how": "Kysytty tiimiltä.", "words": CREPT_BACK}
    people["lead"].sends(f"{step}/verification", **found)
    assert CREPT_BACK in people["author"].reads("/news")
    page = seen(people["manager"], "/balance?year=all")
    assert "Freed and verified 0 h/yr 0 of 0 work steps given up are verified" in page
    assert ("Taken on by new ideas 40 h/yr" in page, "Pidemmät puhelut" in page) == (True, False)
    with app.app_context():
        assert (the_step().state, the_step().decision) == ("examined", None)


WAY = [
    "recorded", "assigned", "examination-written", "examined", "examination-written", "evidence-added",
    "evidence-added", "evidence-added", "trial-planned", "trial-planned", "trial-planned", "trialled",
    "missed", "resumed", "trial-planned", "trial-planned", "trial-planned", "trialled", "reading-added",
    "reading-added", "given-up", "evidence-added", "offered", "accepted", "verified", "time-placed",
    "time-placed", "paired", "verified", "resumed",
]  # fmt: skip
