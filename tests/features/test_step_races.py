"""Two things at the same moment to one work step: one of them counts, and no words are lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.features.rounds.service import daily_round
from ideas.models import Decision, Entry, Evidence, Miss, Pairing, Removal, User, WorkStep
from ideas.transaction import command
from tests import factories, steps
from tests.factories import NOW, sign_in
from tests.features.pilot import cases
from tests.features.test_races import Posts, assert_kept, at_once, count
from tests.features.verification.cases import FOUND, USED, verified
from tests.stories.people import in_days
from tests.stories.work_steps import TITLE, the_step
from workflow.actors import Role
from workflow.events import Kind
from workflow.evidence import EvidenceClass

GIVE_UP = {"name": "give-up", "ending": "stop"}
KEEP = {"name": "keep", "keeping": "keep", "review_on": in_days(30)}
RESUME = {"name": "resume"}
Sent = tuple[User, str, dict[str, str]]


@pytest.fixture
def people(app: Flask) -> tuple[User, User, User]:
    """Who named it, and two leads."""
    with app.app_context():
        return (
            factories.person(home=factories.unit()),
            factories.person(Role.LEAD),
            factories.person(Role.LEAD),
        )


def send(app: Flask, step: WorkStep, *posts: Sent) -> list[tuple[int, str]]:
    """Send these to pages about the step at the same moment; the answers, in the same order."""
    home = f"/work-steps/{step.public_id}"
    all_posts: Posts = [(sign_in(app, who), f"{home}/{page}", data) for who, page, data in posts]
    return at_once(all_posts)


def told(step: WorkStep, *kinds: Kind) -> list[str]:
    """What the log tells of these kinds, in order."""
    found = select(Entry.kind).where(Entry.case_id == step.id, Entry.kind.in_(kinds)).order_by(Entry.n)
    return [kind.value for kind in db.session.scalars(found)]


@pytest.mark.parametrize("seen", [True, False])
@pytest.mark.parametrize("other", [GIVE_UP, KEEP])
def test_two_decisions_at_once_are_one(
    app: Flask, people: tuple[User, User, User], other: dict[str, str], seen: bool
) -> None:
    author, first, second = people
    for _again in range(3):
        with app.app_context():
            step = steps.examined(author, first)
        version = {"version": str(step.version)} if seen else {}
        words = ["Ensimmäisen syy", "Toisen syy"]
        answers = send(
            app, step,
            (first, "moves", {**GIVE_UP, **version, "words": words[0]}),
            (second, "moves", {**other, **version, "words": words[1]}),
        )  # fmt: skip
        assert sorted(code for code, _text in answers) == [303, 409]
        assert_kept(answers, words)
        with app.app_context():
            assert len(told(step, Kind.GIVEN_UP, Kind.KEPT)) == 1
            assert count_of(step) == 1


@pytest.mark.parametrize("seen", [True, False])
def test_giving_up_and_resuming_do_not_both_end_a_trial(
    app: Flask, people: tuple[User, User, User], seen: bool
) -> None:
    author, first, second = people
    for _again in range(3):
        with app.app_context():
            step = steps.read(steps.trialled(author, first))
        version = {"version": str(step.version)} if seen else {}
        words = ["Kukaan ei kaivannut.", "Palaveri kaipasi."]
        answers = send(
            app, step,
            (first, "moves", {**GIVE_UP, **version, "words": words[0]}),
            (second, "moves", {**RESUME, **version, "words": words[1]}),
        )  # fmt: skip
        assert_kept(answers, words)
        with app.app_context():
            row = db.session.get_one(WorkStep, step.id)
            moves = told(step, Kind.GIVEN_UP, Kind.RESUMED)
            # What is given up can be resumed, so that both may count, one after the other.
            assert moves in (["given-up"], ["resumed"], ["given-up", "resumed"])
            assert not (seen and len(moves) == 2)
            assert (row.decision is not None) == (row.state == "given-up")


def test_a_step_that_has_come_back_places_no_more_time(app: Flask, people: tuple[User, User, User]) -> None:
    author, first, second = people
    for _again in range(5):
        with app.app_context():
            step = steps.given_up(author, first)
            verified(step, 96, first)
        back = {**FOUND, "remainder": "back", "hours": "0", "words": "Pyydettiin takaisin."}
        answers = send(
            app, step,
            (first, "freed-time", {**USED, "purpose": "Soitot asiakkaille"}),
            (second, "verification", {**back, "version": str(step.version)}),
        )  # fmt: skip
        assert_kept(answers, ["Soitot asiakkaille", "Pyydettiin takaisin."])
        with app.app_context():
            assert told(step, Kind.TIME_PLACED, Kind.RESUMED) in (["resumed"], ["time-placed", "resumed"])


def test_everybody_who_missed_it_at_once_is_heard(app: Flask, people: tuple[User, User, User]) -> None:
    author, first, second = people
    with app.app_context():
        step = steps.trialled(author, first)
    posts: list[Sent] = [(who, "misses", {"words": "Kaipaan", "wants_back": "y"}) for who in people]
    assert [code for code, _text in send(app, step, *posts)] == [303] * 3
    with app.app_context():
        assert told(step, Kind.MISSED) == ["missed"] * 3
    assert count(app, Miss) == 3
    words = ["Kaipaan vieläkin", "Otetaan takaisin"]
    answers = send(
        app, step, (author, "misses", {"words": words[0]}), (second, "moves", {**RESUME, "words": words[1]})
    )
    assert_kept(answers, words)


def test_what_is_ticked_twice_has_gone_once(app: Flask, people: tuple[User, User, User]) -> None:
    author, first, second = people
    with app.app_context():
        step = listed(steps.examined(author, first))
        number = db.session.scalars(select(Removal.id)).one()
    posts: Posts = [
        (sign_in(app, who), f"/removals/{number}/tick", {"done": "yes"}) for who in (first, second)
    ]
    assert [code for code, _text in at_once(posts)] == [303, 303]
    with app.app_context():
        assert told(step, Kind.REMOVAL_TICKED) == ["removal-ticked"]


def test_a_double_click_names_one_work_step(app: Flask, people: tuple[User, User, User]) -> None:
    author = people[0]
    client = sign_in(app, author)
    for number in range(1, 4):
        data = {"title": f"{TITLE} {number}", "post_key": f"{number:032x}"}
        answers = at_once([(client, "/work-steps/new", data)] * 3)
        assert {code for code, _text in answers} == {303}
        assert count(app, WorkStep) == number


def test_a_trial_is_extended_once(app: Flask, people: tuple[User, User, User]) -> None:
    author, first, second = people
    with app.app_context():
        step = trial_until(steps.trialled(author, first), 10)
    for version in ({"version": str(step.version)}, {}):
        words = ["Lomat ovat kesken.", "Luvut puuttuvat."]
        posts = [
            (who, "extension", {**version, "until": in_days(20), "words": said})
            for who, said in zip((first, second), words, strict=True)
        ]
        answers = send(app, step, *posts)
        assert all(code == 303 or said in text for (code, text), said in zip(answers, words, strict=True))
    with app.app_context():
        assert told(step, Kind.TRIAL_EXTENDED) == ["trial-extended"]
        row, (trial,) = the_step(), the_step().experiments
        days = (trial.extended_from, trial.ends_on, row.next_date)
        assert [str(day) for day in days] == [in_days(10), in_days(20), in_days(20)]


def test_three_estimates_at_once_make_class_b(app: Flask, people: tuple[User, User, User]) -> None:
    author, first, _second = people
    with app.app_context():
        step = steps.examined(author, first)
    said = {"method": "estimated", "minutes": "25", "on": in_days(0)}
    posts: list[Sent] = [(who, "evidence", {**said, "source": who.name}) for who in people]
    assert [code for code, _text in send(app, step, *posts)] == [303] * 3
    assert count(app, Evidence) == 3
    with app.app_context():
        assert the_step().evidence_class is EvidenceClass.B


def test_two_rounds_at_once_call_back_once(app: Flask, people: tuple[User, User, User]) -> None:
    author, first, _second = people
    with app.app_context():
        step = steps.kept(author, first, steps.TODAY + timedelta(days=30))
        trial = steps.trialled(author, first)

    def go_round(_number: int) -> int:
        with app.app_context():
            return daily_round(NOW + timedelta(days=30))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(go_round, range(4))) == 2
    with app.app_context():
        assert told(step, Kind.RETURNED) == ["returned"]
        assert told(trial, Kind.TRIAL_ENDS_SOON) == ["trial-ends-soon"]


def test_an_idea_is_paired_once_by_two(app: Flask, people: tuple[User, User, User]) -> None:
    author, first, second = people
    with app.app_context():
        step, idea = steps.given_up(author, first), cases.planned(author, first)
    room = {"needed_hours": "40", "give_up": "something", "steps": step.public_id}
    posts: Posts = [(sign_in(app, who), f"/ideas/{idea.public_id}/pairings", room) for who in (first, second)]
    assert {code for code, _text in at_once(posts)} <= {303, 409}
    assert count(app, Pairing) == 1
    with app.app_context():
        assert told(step, Kind.PAIRED) == ["paired"]


def count_of(step: WorkStep) -> int:
    """How many decisions were made about it."""
    return db.session.scalar(select(func.count()).where(Decision.case_id == step.id)) or 0


def listed(step: WorkStep) -> WorkStep:
    """With something else that must go."""
    return steps.written(step, removals=[Removal(what="Lomakepohja")])


def trial_until(step: WorkStep, days: int) -> WorkStep:
    """A trial that ends so many days after today."""
    _end(step, days)
    return step


@command
def _end(step: WorkStep, days: int) -> None:
    row = db.session.get_one(WorkStep, step.id)
    row.experiments[0].ends_on = date.fromisoformat(in_days(days))
