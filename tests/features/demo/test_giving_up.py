"""What the demo organisation gives up: work steps of every kind and state, each with a whole story."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

import pytest
from flask import Flask
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.features.demo import script, service
from ideas.features.demo.queries import demo_people
from ideas.lifecycle import possible_moves
from ideas.models import Comment, Decision, Entry, Evidence, Idea, Miss, User, WorkStep
from ideas.models.decision import Remainder
from ideas.models.examination import Doubt, Reason, Removal
from ideas.models.work_step_codes import Question, StepKind, Waste
from ideas.web.clock import today
from tests.snapshots import once
from workflow.actors import Actor
from workflow.events import Kind
from workflow.evidence import EvidenceClass
from workflow.lifecycles.idea_states import GiveUp
from workflow.lifecycles.work_step_states import Ending, Keeping, Level, Origin, Shift
from workflow.publishing import identity_codes

STATES = {"recorded": 6, "examined": 6, "trialled": 3, "given-up": 10, "kept": 3}


@pytest.fixture(autouse=True)
def house(app: Flask) -> None:
    """The demo organisation."""
    once(app, "demo", lambda: service.create(today()))


def titled(key: str) -> WorkStep:
    """The row of a work step of the tables."""
    title = script.work_steps()[key]["title"]
    return db.session.scalars(select(WorkStep).where(WorkStep.title == title)).one()


def person(key: str) -> User:
    """The person of that name's beginning."""
    return next(each for each in demo_people() if each.name.lower().startswith(key))


def every() -> list[WorkStep]:
    """All work steps."""
    return list(db.session.scalars(select(WorkStep)))


def test_work_steps_of_every_state_are_there_and_their_history_is_true(app: Flask) -> None:
    with app.app_context():
        assert Counter(step.state for step in every()) == STATES
        assert sum(STATES.values()) >= 26
    assert app.test_cli_runner().invoke(args=["check-history"]).exit_code == 0


def test_doing_it_twice_changes_nothing(app: Flask) -> None:
    with app.app_context():
        before = db.session.scalar(select(func.count(Entry.id)))
        service.create(today())
        assert db.session.scalar(select(func.count(Entry.id))) == before
        assert len(every()) == sum(STATES.values())


def test_every_answer_is_given_once_at_least(app: Flask) -> None:
    asked: dict[str, type[StrEnum]] = {
        "step_kind": StepKind, "question": Question, "waste": Waste, "origin": Origin,
        "customer_benefit": Level, "shifted_to": Shift, "evidence_class": EvidenceClass,
    }  # fmt: skip
    with app.app_context():
        given = {field: {getattr(step, field) for step in every()} for field in asked}
        assert [field for field, codes in asked.items() if not set(codes) <= given[field]] == []


def test_every_reason_and_every_decision_is_there(app: Flask) -> None:
    with app.app_context():
        assert set(db.session.scalars(select(Doubt.reason))) == set(Reason)
        held = db.session.scalars(select(Decision.kind).where(Decision.ended_at.is_(None)))
        assert set(held) == {*Ending, *Keeping}


def test_nothing_is_decided_without_an_estimate_and_nobody_decides_their_own(app: Flask) -> None:
    with app.app_context():
        decided = [step for step in every() if step.state == "given-up"]
        assert all(step.decision and step.decision.hours_likely for step in decided)
        assert all(step.estimate for step in every() if step.state in ("examined", "trialled"))
        for step in decided:
            assert step.decision is not None
            by = {each.verified_by_id for each in step.decision.verifications}
            assert step.author_ids.isdisjoint({*by, step.decision.decided_by_id})
            assert (step.decision.verified_hours or Decimal()) >= step.decision.placed_hours


def test_one_trial_has_readings_and_misses_one_is_quiet_and_one_has_passed(app: Flask) -> None:
    with app.app_context():
        loud, quiet, over = titled("takaisinsoittolista"), titled("saapumisleima"), titled("sanastoliite")
        trials = [step.experiment for step in (loud, quiet, over)]
        assert [step.state for step in (loud, quiet, over)] == ["trialled"] * 3
        assert [len(trial.misses) for trial in trials if trial] == [3, 0, 1]
        assert all(len(signal.readings) >= 3 for signal in (trials[0].measures if trials[0] else ()))
        ends = [trial.ends_on for trial in trials if trial and trial.ends_on]
        assert [end >= today() for end in ends] == [True, True, False]
        assert db.session.scalar(select(func.count(Miss.id)).where(Miss.wants_back)) == 1


def test_what_crept_back_is_in_use_again(app: Flask) -> None:
    with app.app_context():
        step = titled("viikkotilasto")
        (decision,) = step.decisions
        assert (step.state, step.decision, decision.ended_at is not None) == ("examined", None, True)
        assert [each.remainder for each in decision.verifications] == [Remainder.GONE, Remainder.BACK]
        kinds = list(db.session.scalars(select(Entry.kind).where(Entry.case_id == step.id)))
        assert Kind.RESUMED in kinds


def test_what_is_kept_has_its_day_and_one_day_has_passed(app: Flask) -> None:
    with app.app_context():
        kept = [step for step in every() if step.state == "kept"]
        assert all(step.review_on and step.review_on == step.next_date for step in kept)
        passed = [step for step in kept if step.next_date and step.next_date < today()]
        assert passed == [titled("kaksoistarkistus")]
        assert today() - (passed[0].next_date or today()) < timedelta(days=14)


def test_one_waits_for_the_named_person_and_one_is_ready_to_be_left_out(app: Flask) -> None:
    with app.app_context():
        lead = person("camilla")
        waiting, ready = titled("vastaanottotiski"), titled("hyvaksynta")
        assert (waiting.affects_staff, waiting.clearance, waiting.clearer) == (True, None, person("marketta"))
        moves = {each.transition.name: each for each in possible_moves(ready, Actor(lead.id, lead.role))}
        assert moves["try-without"].problems == ()


def test_who_is_touched_gets_something_instead_through_a_channel(app: Flask) -> None:
    with app.app_context():
        touched = [step for step in every() if step.state == "given-up" and step.touches_customer]
        assert touched
        assert all(step.replacement and step.channel for step in touched)
        moved = [step for step in touched if step.shifted_to is Shift.CUSTOMER]
        assert all(step.shifted_to_whom for step in moved)


def test_ideas_are_paired_one_gives_up_nothing_and_one_says_nothing(app: Flask) -> None:
    with app.app_context():
        rows = list(db.session.scalars(select(Idea)))
        something = [idea for idea in rows if idea.give_up is GiveUp.SOMETHING]
        assert len(something) >= 4
        assert all(idea.pairings and idea.needed_hours for idea in something)
        nothing = [idea for idea in rows if idea.give_up is GiveUp.NOTHING]
        assert all(idea.give_up_words and not idea.pairings for idea in nothing)
        assert [idea.title for idea in rows if idea.state == "adopted" and idea.give_up is None]


def test_a_hidden_author_of_a_work_step_leaves_no_trace(app: Flask) -> None:
    with app.app_context():
        step = titled("perjantai")
        (author,) = step.author_ids
        assert (step.authors, step.hides_author) == ([], True)
        actors = db.session.scalars(select(Entry.actor_id).where(Entry.case_id == step.id)).all()
        writers = db.session.scalars(select(Comment.author_id).where(Comment.case_id == step.id)).all()
        assert author not in {*actors, *writers}
        assert step.unit_id != person("aino").unit_id


def test_no_word_holds_an_identity_code(app: Flask) -> None:
    with app.app_context():
        words = [text or "" for step in every() for text in step.texts]
        for column in (Comment.body, Evidence.words, Removal.what, Miss.words):
            words += db.session.scalars(select(column)).all()
        words += [entry.words for entry in db.session.scalars(select(Entry))]
        assert not [text for text in words if identity_codes(text)]


def test_some_of_what_must_go_has_gone(app: Flask) -> None:
    with app.app_context():
        lists = [step.removals for step in every() if step.state == "given-up"]
        assert all(lists)
        gone = [sum(removal.done_at is not None for removal in each) for each in lists]
        assert all(gone)
        assert any(done < len(each) for done, each in zip(gone, lists, strict=True))
