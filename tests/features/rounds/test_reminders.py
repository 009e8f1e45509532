"""What is due in a pilot, after it and elsewhere: called to mind on its day, to those it concerns, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.rounds import service
from ideas.models import Application, Case, Entry, FollowUp, Idea, Notification, User
from ideas.transaction import command
from tests import factories, steps
from tests.features.pilot import cases
from workflow.actors import Role
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp

DAY = timedelta(days=1)
NOON = datetime(2026, 6, 1, 12, tzinfo=factories.NOW.tzinfo)
"""The day on which the pilot of the cases ends."""


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, a lead, who answers for the idea, and two who take part."""
    with app.app_context():
        found = {who: factories.person() for who in ("author", "owner", "maija", "matti")}
        return {**found, "lead": factories.person(Role.LEAD)}


@pytest.fixture
def pilot(app: Flask, people: dict[str, User]) -> Idea:
    """A pilot from April to June, read every week."""
    with app.app_context():
        idea = cases.planned(people["author"], people["lead"], people=[people["maija"], people["matti"]])
        factories.answer_for(idea, people["owner"])
        idea = cases.started(idea, people["lead"])
        ask_at_the_end(idea)
        return idea


def told(case: Case, kind: Kind) -> list[Entry]:
    """The entries of a kind, in order."""
    found = select(Entry).where(Entry.case_id == case.id, Entry.kind == kind).order_by(Entry.n)
    return list(db.session.scalars(found))


def hearers(entry: Entry, people: dict[str, User]) -> set[str]:
    """Who was told."""
    found = set(db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)))
    return {who for who, person in people.items() if person.id in found}


def test_a_pilot_that_ends_is_called_to_mind_a_week_before(
    app: Flask, people: dict[str, User], pilot: Idea
) -> None:
    with app.app_context():
        assert [service.daily_round(NOON + days * DAY) for days in (-8, -7, -6, -1)] == [0, 1, 0, 0]
        (entry,) = told(pilot, Kind.PILOT_ENDS_SOON)
        assert (entry.actor_id, entry.data["day"]) == (None, "1.6.2026")
        assert hearers(entry, people) == {"owner", "lead"}


def test_an_overdue_pilot_is_called_to_mind_every_two_weeks_until_somebody_decides(
    app: Flask, people: dict[str, User], pilot: Idea
) -> None:
    with app.app_context():
        past = [service.daily_round(NOON + days * DAY) for days in (1, 2, 13, 14, 15, 28, 41, 60)]
        # On the first day the end is also the day of its last reading.
        assert past == [2, 0, 0, 1, 0, 1, 0, 1]
        warned = told(pilot, Kind.PILOT_OVERDUE)
        assert [entry.data["day"] for entry in warned] == ["1.6.2026", "15.6.2026", "29.6.2026", "27.7.2026"]
        assert [hearers(entry, people) for entry in warned] == [{"owner", "lead"}] * 4
        cases.read(pilot)
        cases.conclude(pilot, people["lead"])
        factories.move(pilot, "rethink", people["lead"], "Uudelleen.")
        assert service.daily_round(NOON + 90 * DAY) == 0


def test_a_reading_is_asked_for_once_on_its_day(app: Flask, people: dict[str, User], pilot: Idea) -> None:
    with app.app_context():
        due_on(pilot, date(2026, 4, 8))
        days = [datetime(2026, 4, day, 12, tzinfo=NOON.tzinfo) for day in (7, 8, 9)]
        assert [service.daily_round(day) for day in days] == [0, 1, 0]
        due_on(pilot, date(2026, 4, 15))
        assert service.daily_round(datetime(2026, 4, 16, 12, tzinfo=NOON.tzinfo)) == 1
        asked = told(pilot, Kind.READING_DUE)
        assert [(entry.data["day"], entry.data["measure"]) for entry in asked] == [
            ("8.4.2026", "Odotusaika"), ("15.4.2026", "Odotusaika"),
        ]  # fmt: skip
        assert hearers(asked[0], people) == {"owner", "maija", "matti"}


def test_what_changed_is_asked_once_and_again_after_a_month(
    app: Flask, people: dict[str, User], pilot: Idea
) -> None:
    with app.app_context():
        cases.read(pilot)
        cases.conclude(pilot, people["lead"])
        adopted = factories.move(
            pilot, "adopt", people["lead"], "Jono lyheni.", give_up=GiveUp.NOTHING, give_up_words="Mahtuu.",
            needed_hours="0",
        )  # fmt: skip
        begun = factories.NOW
        done = [service.daily_round(begun + days * DAY) for days in (29, 30, 31, 60, 61, 89)]
        assert done == [0, 1, 0, 1, 0, 0]
        (first, again) = told(adopted, Kind.FOLLOW_UP_DUE)
        assert [hearers(entry, people) for entry in (first, again)] == [{"owner"}] * 2
        answer_all(adopted)
        assert service.daily_round(begun + 90 * DAY) == 0


@pytest.mark.parametrize("applied_by", ["matti", None])
def test_how_it_went_elsewhere_is_asked_of_whoever_applied_it(
    app: Flask, people: dict[str, User], pilot: Idea, applied_by: str | None
) -> None:
    with app.app_context():
        place = factories.unit("Kotka")
        apply(pilot, place.id, people[applied_by].id if applied_by else None)
        days = [datetime(2026, 4, day, 12, tzinfo=NOON.tzinfo) for day in (9, 10, 11)]
        assert [service.daily_round(day) for day in days] == [0, 1, 0]
        (entry,) = told(pilot, Kind.APPLICATION_DUE)
        assert entry.data["unit"] == "Kotka"
        assert hearers(entry, people) == {applied_by or "owner"}


def test_a_trial_stop_is_reminded_of_as_before(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        step = steps.trialled(factories.person(home=factories.unit()), people["lead"])
        assert service.daily_round(factories.NOW + 23 * DAY) == 1
        (entry,) = told(step, Kind.TRIAL_ENDS_SOON)
        assert hearers(entry, people) == {"lead"}


def test_four_workers_at_once_say_each_thing_once(app: Flask, pilot: Idea) -> None:
    with app.app_context():
        due_on(pilot, date(2026, 5, 30))

    def go_round(_number: int) -> int:
        with app.app_context():
            return service.daily_round(NOON - DAY)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(go_round, range(4))) == 2
    with app.app_context():
        assert [len(told(pilot, kind)) for kind in (Kind.PILOT_ENDS_SOON, Kind.READING_DUE)] == [1, 1]


@command
def ask_at_the_end(idea: Idea) -> None:
    """Its one measure is read on the last day."""
    due = db.session.get_one(Idea, idea.id).experiments[0]
    due.measures[0].due_on = date(2026, 6, 2)


@command
def due_on(idea: Idea, day: date) -> None:
    """Its one measure is read next on that day."""
    db.session.get_one(Idea, idea.id).experiments[0].measures[0].due_on = day


@command
def answer_all(idea: Idea) -> None:
    """Somebody has told what changed."""
    for each in db.session.scalars(select(FollowUp).where(FollowUp.case_id == idea.id)):
        each.answered_at = factories.NOW


@command
def apply(idea: Idea, unit_id: int, by: int | None) -> None:
    """Another unit has applied it, and tells on the tenth of April how it went."""
    row = Application(unit_id=unit_id, adapted="Vain aamuisin.", applied_by_id=by, at=factories.NOW)
    row.follow_up_on = date(2026, 4, 10)
    tried = db.session.get_one(Idea, idea.id).experiments[0]
    for measure in tried.measures:
        measure.due_on = None
    tried.applications.append(row)
