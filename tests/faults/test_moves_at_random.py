"""Random people make random moves: what the table allows happens, nothing else does, and the log tells it."""

from datetime import datetime, timedelta
from random import Random
from typing import Any, cast

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from ideas.extensions import db
from ideas.features.correction.service import take_back
from ideas.features.moves.service import move
from ideas.features.rounds.service import daily_round
from ideas.lifecycle import LIFECYCLES
from ideas.models import Case, Entry, User
from ideas.transaction import Stale
from tests import factories, steps
from tests.faults.figures import Tell
from tests.faults.readiness import make_ready
from tests.faults.storms import assert_true_history
from workflow.actors import Role
from workflow.lifecycles.idea_states import Size
from workflow.machine import Forbidden, Note, Refused, Transition
from workflow.replay import replay

MOST_CASES = 5
SHORT, LONG = (3, 15), (40, 50)
"""How many offices, and how many things happen in each: in short, and at length."""
NO = (Forbidden, Refused, Stale, NotFound)
ROLES = (Role.EMPLOYEE, Role.EMPLOYEE, Role.LEAD, Role.LEAD, Role.ADMIN)
WORDS = "Syy on tämä."
MOMENT = timedelta(seconds=1)
"""No two people do anything at the very same moment."""


class Office(RuleBasedStateMachine):
    """Some people with some cases; `told` keeps in which state each case has to be."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.context = app.app_context()
        self.context.push()
        self.at: datetime = factories.NOW
        self.people: list[User] = [factories.person(role) for role in ROLES]
        self.told: dict[str, str] = {}
        self.made = 0

    @precondition(lambda self: len(self.told) < MOST_CASES)
    @rule(size=st.sampled_from([Size.SMALL, None]), is_draft=st.booleans())
    def bring_an_idea(self, size: Size | None, is_draft: bool) -> None:
        """Somebody has an idea."""
        make = factories.draft if is_draft else factories.submitted
        idea = make(self.people[0], size=size)
        self.told[idea.public_id] = idea.state

    @precondition(lambda self: len(self.told) < MOST_CASES)
    @rule()
    def name_a_work_step(self) -> None:
        """Somebody names a work step."""
        step = steps.recorded(self.people[0])
        self.told[step.public_id] = step.state

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        """There is something to decide on; one draw spreads wider than one for each choice."""
        self.chance = Random(seed)  # noqa: S311 - not a secret
        self.bring_an_idea(size=Size.SMALL, is_draft=False)
        self.name_a_work_step()

    @rule()
    def move_on(self) -> None:
        """A lead does what a move asks to be there, and makes it; a few of them, one after the other."""
        for _move in range(3):
            case = self._case()
            make_ready(case, self.people[1], self.people[2], self.at)
            case = self._again(case)
            self._try(case, self._line(case), Note(WORDS, self._answers()), case.version, 3)

    @rule(is_whole=st.booleans(), behind=st.integers(0, 1))
    def move(self, is_whole: bool, behind: int) -> None:
        """Somebody tries to make some move, perhaps without saying why, or of a case that has changed."""
        case = self._case()
        note = Note(WORDS, self._answers()) if is_whole else Note()
        self._try(case, self._line(case), note, case.version - behind, self._anybody())

    def _try(self, case: Case, line: Transition[Any], note: Note, version: int, who: int) -> None:
        public_id, seen, actor = case.public_id, case.version, factories.actor(self.people[who])
        asked = {ask.value for ask in line.asks + line.invites}
        note = Note(note.words, {ask: said for ask, said in note.data.items() if ask in asked})
        self.at += MOMENT
        try:
            move(public_id, line.name, note, version, actor=actor, at=self.at)
        except NO:
            return
        assert version == seen
        assert self.told[public_id] in line.sources
        self.told[public_id], self.made = line.target, self.made + 1

    @rule()
    def take_back(self) -> None:
        """Somebody tries to undo the latest move."""
        case = self._case()
        moves = select(Entry).where(Entry.case_id == case.id, Entry.target.is_not(None))
        last = db.session.scalars(moves.order_by(Entry.n.desc())).first()
        if last is None:
            return
        public_id, source, actor = case.public_id, last.source, factories.actor(self.people[self._anybody()])
        self.at += MOMENT
        try:
            take_back(public_id, last.n, "Väärä idea.", None, actor=actor, at=self.at)
        except NO:
            return
        self.told[public_id] = str(source)

    @rule(days=st.sampled_from([1, 8, 40]))
    def let_days_pass(self, days: int) -> None:
        """Time goes by, and what it brings about is done."""
        self.at += timedelta(days=days)
        due = select(Case.public_id).where(Case.state == "kept", Case.next_date <= self.at.date())
        back = set(db.session.scalars(due)) & set(self.told)
        daily_round(self.at)
        self.told |= dict.fromkeys(back, "examined")

    def teardown(self) -> None:
        """Every case is where it has to be, and its log leads there."""
        try:
            db.session.rollback()
            db.session.expire_all()
            for public_id, state in self.told.items():
                case = db.session.scalars(select(Case).where(Case.public_id == public_id)).one()
                log = db.session.scalars(
                    select(Entry).where(Entry.case_id == case.id).order_by(Entry.n)
                ).all()
                found = replay(LIFECYCLES[case.kind].initial, log)
                assert (case.state, found.state, found.broken) == (state, state, None)
                assert (found.owner, found.next_date) == (case.owner_id, case.next_date)
        finally:
            self.context.pop()

    def _case(self) -> Case:
        public_id = self.chance.choice(sorted(self.told))
        case = db.session.scalars(select(Case).where(Case.public_id == public_id)).one()
        assert case.state == self.told[public_id]
        return case

    def _anybody(self) -> int:
        return self.chance.randrange(len(ROLES))

    def _again(self, case: Case) -> Case:
        db.session.expire_all()
        return db.session.get_one(Case, case.id)

    def _line(self, case: Case) -> Transition[Any]:
        """One of the moves of its life cycle, most often one that starts from here."""
        every = LIFECYCLES[case.kind].transitions
        here = [line for line in every if case.state in line.sources]
        return self.chance.choice([*here * 4, *every])

    def _answers(self) -> dict[str, str]:
        """What any move asks; where one asks less, less is said."""
        later = (self.at + timedelta(days=30)).date().isoformat()
        return {
            "reason_code": "other", "condition": "Uusi tarve.", "doer": "Aino", "deadline": later,
            "give_up": "nothing", "give_up_words": "Se ei vie aikaa.", "needed_hours": "10",
            "ending": "stop", "keeping": "keep", "review_on": later,
            "target": self.chance.choice(sorted(self.told)),
        }  # fmt: skip


@pytest.mark.short_on("sqlite")
def test_random_people_make_random_moves(shared_app: Flask, is_thorough: bool, tell: Tell) -> None:
    offices: list[Office] = []

    def office() -> Office:
        offices.append(Office(shared_app))
        return offices[-1]

    examples, things = LONG if is_thorough else SHORT
    many = settings(
        max_examples=examples, stateful_step_count=things, deadline=None, database=None,
        derandomize=not is_thorough, suppress_health_check=list(HealthCheck),
        phases=list(Phase) if is_thorough else [Phase.generate],
    )  # fmt: skip
    # It takes whatever makes a machine; only its annotation asks for a class.
    run_state_machine_as_test(cast(type[Office], office), settings=many)
    with shared_app.app_context():
        assert_true_history()
    made, cases = sum(each.made for each in offices), sum(len(each.told) for each in offices)
    assert made > examples
    tell("random people making random moves", f"{len(offices)} offices, {cases} cases, {made} moves made")
