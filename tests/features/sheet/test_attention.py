"""What asks for attention: which cases, for which reasons, to whom, and what it costs to find them."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from ideas import attention as module
from ideas.attention import Attention, Thresholds, attention
from ideas.extensions import db
from ideas.features.people import service as people
from ideas.models import Case, FollowUp, Idea, Unit, User
from ideas.scope import Scope
from ideas.transaction import command
from tests import factories, steps
from tests.features.follow_up import cases as adoptions
from tests.features.pilot import cases
from tests.statements import selects
from workflow.actors import Actor, Role
from workflow.attention import Reason
from workflow.lifecycles.idea_states import Size

TODAY = factories.NOW.date()
LATER = factories.NOW + timedelta(days=1)
LONG: Thresholds = {("idea", "submitted"): 20, ("idea", "evaluated"): 20, ("work-step", "recorded"): 20}


@command
def change(case: Case, **said: Any) -> None:
    """Let the row say something else."""
    row = db.session.get_one(Case, case.id)
    for name, value in said.items():
        setattr(row, name, value)


@command
def age(case: Case, days: int) -> None:
    """Let it be in its state since so many days before the day of the tests."""
    db.session.execute(
        text("update visit set entered_on = :day where case_id = :id and left_on is null"),
        {"day": (TODAY - timedelta(days=days)).isoformat(), "id": case.id},
    )


def seen(actor: User, today: date = TODAY, thresholds: Thresholds = LONG, **asked: Any) -> Attention:
    """What is found for this person."""
    return attention(Scope(factories.actor(actor), today, **asked), thresholds, "fi")


def reasons(found: Attention) -> dict[str, tuple[str, ...]]:
    """The reasons by the number of the case."""
    return {row.public_id: tuple(reason.value for reason in row.reasons) for row in found.rows}


def settled(author: User, lead: User, **texts: Any) -> Idea:
    """An idea about which there is nothing to say."""
    idea = factories.submitted(author, **texts)
    factories.answer_for(idea, lead)
    return idea


def test_a_case_that_somebody_carries_on_asks_for_nothing(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        settled(factories.person(), lead)
        factories.draft(factories.person())
        factories.dropped(factories.person(), lead)
        assert seen(lead) == Attention()


@pytest.mark.parametrize(("days", "is_long"), [(19, False), (20, True)])
def test_what_has_been_in_its_state_for_more_days_than_most_is_told(
    app: Flask, days: int, is_long: bool
) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        idea = settled(factories.person(), lead)
        age(idea, days)
        found = seen(lead)
        expected = [(idea.public_id, days + 1, (Reason.LONG_IN_STATE,))] if is_long else []
        assert [(row.public_id, row.days, row.reasons) for row in found.rows] == expected
        assert found.counts == (((Reason.LONG_IN_STATE, 1, False),) if is_long else ())


def test_without_a_threshold_nothing_is_long(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        age(settled(factories.person(), lead), 900)
        assert seen(lead, thresholds={}) == Attention()


def test_each_reason_is_told_of_the_case_of_which_it_holds(app: Flask) -> None:
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        undated = settled(author, lead)
        change(undated, next_date=None)
        unowned = factories.submitted(author)
        pilot, trial = cases.piloted(author, lead), steps.trialled(author, lead)
        adopted = adoptions.adopted(author, lead)
        kept = steps.kept(author, lead)
        both = factories.submitted(author)
        change(both, next_date=None)
        age(both, 30)
        later = TODAY + timedelta(days=400)
        assert reasons(seen(lead, later, {("idea", "submitted"): 10_000})) == {
            both.public_id: ("no-next-date", "no-owner"),
            undated.public_id: ("no-next-date",),
            unowned.public_id: ("no-owner",),
            pilot.public_id: ("pilot-overdue",),
            trial.public_id: ("trial-overdue",),
            adopted.public_id: ("follow-up-overdue",),
            kept.public_id: ("review-overdue",),
        }


def test_two_follow_ups_that_wait_are_one_case(app: Flask) -> None:
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        idea = adoptions.adopted(author, lead)
        waiting = db.session.query(FollowUp).filter_by(case_id=idea.id, answered_at=None).count()
        found = seen(lead, TODAY + timedelta(days=400))
        assert (waiting, found.counts) == (2, ((Reason.FOLLOW_UP_OVERDUE, 1, False),))


def test_who_left_or_moved_answers_for_it_no_more(app: Flask) -> None:
    with app.app_context():
        author, lead, place = factories.person(), factories.person(Role.LEAD), factories.unit()
        left, moved = factories.person(), factories.person(home=place, moved_at=LATER)
        of_left, of_moved = settled(author, left), settled(author, moved)
        settled(author, factories.person(home=place, moved_at=factories.NOW - timedelta(days=1)))
        assert reasons(seen(lead)) == {of_moved.public_id: ("owner-gone",)}
        people.deactivate(left.id, actor=Actor(None, Role.ADMIN), at=LATER)
        found = seen(lead)
        assert reasons(found) == dict.fromkeys((of_left.public_id, of_moved.public_id), ("owner-gone",))
        assert found.counts == ((Reason.OWNER_GONE, 2, False),)


def test_a_day_that_is_today_has_not_passed(app: Flask) -> None:
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        pilot, kept = cases.piloted(author, lead), steps.kept(author, lead)
        ends_on = pilot.next_date
        assert (ends_on, kept.next_date) == (date(2026, 6, 1), TODAY + timedelta(days=365))
        assert reasons(seen(lead, date(2026, 6, 1))) == {}
        assert reasons(seen(lead, TODAY + timedelta(days=365))) == {pilot.public_id: ("pilot-overdue",)}


def test_the_oldest_stands_first_and_the_list_ends(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SHOWN", 2)
    monkeypatch.setattr(module, "MOST_COUNTED", 2)
    with app.app_context():
        lead = factories.person(Role.LEAD)
        ideas = [factories.submitted(factories.person()) for _ in range(4)]
        for idea, days in zip(ideas, (1, 9, 5, 3), strict=True):
            age(idea, days)
        found = seen(lead)
        assert [row.public_id for row in found.rows] == [ideas[1].public_id, ideas[2].public_id]
        assert (found.counts, found.is_cut) == (((Reason.NO_OWNER, 2, True),), True)


@pytest.mark.parametrize(
    ("role", "is_named"), [(Role.LEAD, True), (Role.MANAGER, False), (Role.ADMIN, False)]
)
def test_leads_read_who_is_responsible_and_management_the_unit(
    app: Flask, role: Role, is_named: bool
) -> None:
    with app.app_context():
        home = factories.unit("Yhteyskeskus")
        owner = factories.person(Role.LEAD, name="Leena Vastaava")
        age(settled(factories.person(home=home), owner), 50)
        (row,) = seen(factories.person(role)).rows
        assert (row.unit, row.owner) == ("Yhteyskeskus", "Leena Vastaava" if is_named else None)


def test_the_scope_narrows_it_down(app: Flask) -> None:
    with app.app_context():
        lead, house = factories.person(Role.LEAD), factories.unit("Talo")
        team, other = factories.unit("Tiimi", house), factories.unit("Muu")
        small = factories.submitted(factories.person(home=team), size=Size.SMALL)
        large = factories.submitted(factories.person(home=other), size=Size.LARGE)
        step = steps.recorded(factories.person(home=team))

        def found(**asked: Any) -> set[str]:
            return set(reasons(seen(lead, **asked)))

        assert found() == {small.public_id, large.public_id, step.public_id}
        assert found(unit=_row(house)) == {small.public_id, step.public_id}
        assert found(kind="work-step") == {step.public_id}
        assert found(kind="work-step", size="small") == set()
        assert found(size="large") == {large.public_id}


def test_a_case_of_a_blind_round_names_no_unit(app: Flask) -> None:
    with app.app_context():
        lead, home = factories.person(Role.LEAD), factories.unit("Salainen tiimi")
        idea = factories.submitted(factories.person(home=home))
        change(idea, unit_id=None, hides_author=True, is_blind=True)
        assert [(row.unit, row.owner) for row in seen(lead).rows] == [(None, None)]
        assert seen(lead, unit=_row(home)) == Attention()


def test_it_asks_as_often_whether_it_finds_one_or_three(app: Flask) -> None:
    numbers = []
    with app.app_context():
        lead = factories.person(Role.LEAD)
    for count in (1, 2):
        with app.app_context():
            for _ in range(count):
                age(factories.submitted(factories.person(home=factories.unit())), 50)
        with app.app_context(), selects(app) as asked:
            rows = seen(lead).rows
        numbers.append((len(rows), len(asked)))
    assert numbers == [(1, 2), (3, 2)]


def test_every_part_is_found_through_an_index(app: Flask) -> None:
    with app.app_context():
        scope = Scope(factories.actor(factories.person(Role.LEAD)), TODAY)
        plans = [_plan(part) for part in module._candidates(scope, LONG)]
        plain = [line for plan in plans for line in plan if _is_slow(line)]
        assert plain == []


def _plan(statement: Any) -> list[str]:
    said = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    if db.engine.dialect.name == "sqlite":
        return [row[3] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {said}"))]
    # A table that is as good as empty is read whole or sorted wherever there is another way.
    for name in ("seqscan", "sort", "bitmapscan"):
        db.session.execute(text(f"SET LOCAL enable_{name} = off"))
    return [row[0] for row in db.session.execute(text(f"EXPLAIN (COSTS OFF) {said}"))]


def _is_slow(line: str) -> bool:
    """A whole table is read, or sorted before it is cut short."""
    whole = ("SCAN" in line and "INDEX" not in line) or "Seq Scan" in line
    return whole or "TEMP B-TREE" in line or line.removeprefix("  ->  ").strip() == "Sort"


def _row(unit: Unit) -> Unit:
    return db.session.get_one(Unit, unit.id)
