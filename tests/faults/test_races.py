"""Two leads who decide on the same idea at the same moment, each at another node: one wins, one is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea
from tests import factories
from tests.faults.figures import Tell
from tests.faults.houses import Node
from tests.faults.storms import assert_true_history
from tests.faults.visitors import Visitor, visitor
from workflow.actors import Role
from workflow.events import Kind

RACES, MANY = 6, 1000
WORDS = ("Ensimmäisen syy", "Toisen syy")
DROP = {"name": "drop", "reason_code": "other", "condition": "Uusi tarve."}
Answer = tuple[int, str]


def test_of_two_leads_one_decides_and_the_other_is_told(
    shared_app: Flask, nodes: list[Node], is_thorough: bool, tell: Tell
) -> None:
    number = MANY if is_thorough else RACES
    with shared_app.app_context():
        leads = [factories.person(Role.LEAD) for _ in WORDS]
        author = factories.person()
        ideas = [factories.submitted(author) for _ in range(number)]
    racers = [visitor(shared_app, lead) for lead in leads]
    for turn, idea in enumerate(ideas):
        # Every other of them has seen the version; without it the rules and the row itself must notice.
        version = {"version": str(idea.version)} if turn % 2 else {}
        answers = _race(racers, nodes, f"/ideas/{idea.public_id}/moves", version)
        _assert_one_won(answers)
    with shared_app.app_context():
        assert _decisions(ideas) == [Kind.DROPPED] * number
        assert_true_history()
    tell("two leads decide at the same moment", f"{number} races, {number} winners, {number} told; both 0")


def _race(racers: list[Visitor], nodes: list[Node], path: str, version: dict[str, str]) -> list[Answer]:
    """Both at once; what each was answered."""
    start = Barrier(len(racers))

    def decide(at: int) -> Answer:
        start.wait()
        return racers[at].post(nodes[at], path, words=WORDS[at], **DROP, **version)

    with ThreadPoolExecutor(len(racers)) as pool:
        return list(pool.map(decide, range(len(racers))))


def _assert_one_won(answers: list[Answer]) -> None:
    """Who lost is told so, and their words are on the page."""
    assert sorted(code for code, _page in answers) == [303, 409]
    (lost,) = (at for at, (code, _page) in enumerate(answers) if code == 409)
    assert WORDS[lost] in answers[lost][1]


def _decisions(ideas: list[Idea]) -> list[Kind]:
    wanted = {idea.id for idea in ideas}
    found = db.session.execute(select(Entry.case_id, Entry.kind).where(Entry.kind == Kind.DROPPED))
    return [kind for number, kind in found if number in wanted]
