"""One house in which much is hushed: each secret lies open to somebody, in words that stand nowhere else."""

import io
from dataclasses import dataclass
from typing import Any

from flask import Flask

from ideas import outbox
from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.comments import service as comments
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.judgement import Asking, Judgement, Opening
from ideas.features.follow_up import pulse
from ideas.features.gallery import service as gallery
from ideas.features.gallery.forms import Adaptation
from ideas.features.involvement import service as involvement
from ideas.features.moves import service as moves
from ideas.features.pilot import service as pilots
from ideas.models import CaseAuthor, Experiment, ExperimentMember, Idea, User
from ideas.models.evaluation import Knowledge
from ideas.models.experiment import ExperimentKind
from ideas.models.involvement import JoinRole
from ideas.transaction import command
from tests import factories, steps
from tests.factories import NOW, actor
from tests.features.pilot import cases
from workflow.actors import Role
from workflow.lifecycles.idea_states import Size
from workflow.machine import Note

ROLES = {
    "lead": Role.LEAD, "judge": Role.LEAD, "leading_author": Role.LEAD, "torn": Role.LEAD,
    "manager": Role.MANAGER, "admin": Role.ADMIN,
}  # fmt: skip
PEOPLE = (
    "stranger", "author", "co_author", "joined", "asked", "reviewer", "conflicted", "owner", "lead", "judge",
    "leading_author", "torn", "manager", "admin", "hidden",
)  # fmt: skip
FEELERS = tuple(f"feeler_{number}" for number in range(9))
NAMES = {
    "reviewer": "Rautavuo Rohkelikko", "conflicted": "Kukkapuro Koukussa", "hidden": "Hiidenkivi Hiljainen",
}  # fmt: skip
"""The names that themselves could tell something; nobody else has a part of them."""
CODES = ("customer-benefit", "staff-benefit", "effort", "feasibility")
MARKS = {
    "their judgement": "Zarmaton", "their words": "Zurmelin", "their source": "zorvanen.example.org",
    "the judge's judgement": "Zibelius", "the conflict": "Zumppanen", "the closed judgement": "Zakaria",
    "the decided judgement": "Zelmalla", "the prepared words": "Zinkkinen",
    "the prepared condition": "Zilmukka",
    "the aim as told": "Zyperius", "the draft": "Zeppeliini", "the blind file": "Zokkonen",
    "the blind unit": "Zaaristo",
    **{f"the name of {who}": name for who, name in NAMES.items()},
}  # fmt: skip
"""What each secret is called, and the word by which it is found wherever it stands."""


@dataclass(frozen=True)
class House:
    """The people by what they are to the cases, and the cases by what is hushed about them."""

    app: Flask
    people: dict[str, User]
    cases: dict[str, str]


def house(app: Flask) -> House:
    """Everybody and everything, made by the application's own commands."""
    with app.app_context():
        home, bench = factories.unit(), factories.unit("Arvioijien yksikkö")
        island = factories.unit(f"{MARKS['the blind unit']} piste")
        homes = {"hidden": island, "reviewer": bench, "conflicted": bench}
        people = {
            who: factories.person(
                ROLES.get(who, Role.EMPLOYEE), NAMES.get(who, f"Person {who}"),
                homes.get(who, home), language="en",
            )
            for who in (*PEOPLE, *FEELERS)
        }  # fmt: skip
        makers = (_judged, _blind, _prepared, _planned, _adopted, _at_once, _draft)
        made = {make.__name__.strip("_"): make(people).public_id for make in makers}
        made["step"] = steps.recorded(people["hidden"], hidden=True, unit_id=home.id).public_id
        outbox.weigh_all(NOW)
        return House(app, people, made)


def judge(idea: Idea, by: User, words: str, score: int = 4, more: str = "", source: str = "") -> None:
    """Hand in an evaluation with the same score on everything."""
    given = Judgement(words, dict.fromkeys(CODES, (score, more)), Knowledge.EXPERIENCE, source)
    evaluation.hand_in(idea.public_id, given, actor=actor(by), at=NOW)


def prepare(idea: Idea, by: User, words: str, condition: str) -> None:
    """Prepare that it is not carried out."""
    note = Note(words, {"reason_code": "not-now", "condition": condition})
    moves.keep_for_later(idea.public_id, "drop", note, None, "", actor=actor(by), at=NOW)


def feel(idea: str, people: dict[str, User], numbers: range, value: int = 4) -> None:
    """These of those who only come to answer the pulse do so."""
    for number in numbers:
        pulse.take(idea, value, actor=actor(people[f"feeler_{number}"]))


def read(public_id: str) -> Idea:
    """The row as it is now."""
    return db.session.query(Idea).filter_by(public_id=public_id).one()


def _judged(people: dict[str, User]) -> Idea:
    """Two have judged it apart, two abstained because of a conflict, a lead among them; one is silent."""
    idea = _submitted(people, "Ensimmäinen")
    bench = Asking(people["asked"].email, people["reviewer"].unit_id)
    evaluation.ask(idea.public_id, bench, actor=actor(people["lead"]), at=NOW)
    involvement.join(idea.public_id, JoinRole.TRY, actor=actor(people["joined"]), at=NOW)
    source = f"https://{MARKS['their source']}/"
    judge(idea, people["reviewer"], MARKS["their judgement"], 5, MARKS["their words"], source)
    judge(idea, people["judge"], MARKS["the judge's judgement"], 1)
    for who, words in (("conflicted", MARKS["the conflict"]), ("torn", "Veljeni keksi sen.")):
        evaluation.abstain(idea.public_id, words, True, actor=actor(people[who]), at=NOW)
    return idea


def _blind(people: dict[str, User]) -> Idea:
    """A blind round of an idea with a word and a file of its author."""
    author = people["hidden"]
    idea = factories.submitted(author, title="Toinen idea")
    file, name = io.BytesIO(b"Muistio"), f"{MARKS['the blind file']}.txt"
    attachments.attach(idea.public_id, name, file, actor=actor(author), at=NOW)
    comments.add(idea.public_id, "Sana.", language="fi", actor=actor(author), at=NOW)
    factories.answer_for(idea, people["owner"])
    opening, asking = Opening(is_blind=True), Asking(people["asked"].email)
    evaluation.open_round(idea.public_id, opening, asking, actor=actor(people["lead"]), at=NOW)
    return idea


def _prepared(people: dict[str, User]) -> Idea:
    """It is prepared that it is not carried out."""
    idea = _submitted(people, "Kolmas")
    prepare(idea, people["lead"], MARKS["the prepared words"], MARKS["the prepared condition"])
    return idea


def _planned(people: dict[str, User]) -> Idea:
    """Evaluated, and one of two who take part has said the aim."""
    idea = _evaluated(people, _submitted(people, "Neljäs"), MARKS["the closed judgement"])
    _plan(idea, people["joined"], people["asked"])
    pilots.tell_aim(idea.public_id, MARKS["the aim as told"], None, actor=actor(people["joined"]), at=NOW)
    return idea


def _adopted(people: dict[str, User]) -> Idea:
    """Adopted after a pilot, of a hidden author who has applied it in their unit; six felt something."""
    author, lead = people["hidden"], people["lead"]
    draft = factories.draft(author, hidden=True, title="Viides idea", unit_id=lead.unit_id)
    idea = factories.move(draft, "submit", author)
    factories.answer_for(idea, people["owner"])
    _evaluated(people, idea, MARKS["the decided judgement"])
    cases.plan(idea, factories.unit("Pilottiyksikkö"), [factories.person(), factories.person()])
    idea = cases.started(idea, lead)
    cases.read(idea)
    cases.conclude(idea, lead)
    said = Adaptation(lead.unit_id or 0, "Vain aamuisin.", steps.TODAY)
    experiment = db.session.get_one(Idea, idea.id).experiment
    assert experiment is not None
    gallery.apply(experiment.id, said, actor=actor(author), at=NOW)
    answers = {"needed_hours": "0", "give_up": "nothing", "give_up_words": "Se ei vie aikaa."}
    idea = factories.move(idea, "adopt", lead, "Jono lyheni.", **answers)
    feel(idea.public_id, people, range(6))
    return idea


def _at_once(people: dict[str, User]) -> Idea:
    """Done at once; nobody has answered the pulse."""
    idea = _evaluated(people, _submitted(people, "Kuudes", size=Size.SMALL), "Tavallinen arvio.")
    lead, data = people["lead"], {"doer": "Anna", "deadline": "2026-03-20"}
    _plan(idea, people["joined"])
    return factories.move(idea, "adopt-at-once", lead, "Vaihdetaan.", **data)


def _draft(people: dict[str, User]) -> Idea:
    """A draft that reads like an evaluation."""
    return factories.draft(people["author"], title=f"{MARKS['the draft']} saa arvosanan 5")


def _submitted(people: dict[str, User], title: str, **texts: Any) -> Idea:
    """Submitted by three, one of them a lead, with somebody who answers for it."""
    idea = factories.draft(people["author"], title=f"{title} idea", **texts)
    _write_together(idea, people["co_author"], people["leading_author"])
    idea = factories.move(idea, "submit", people["author"])
    factories.answer_for(idea, people["owner"])
    return idea


def _evaluated(people: dict[str, User], idea: Idea, words: str) -> Idea:
    judge(idea, people["judge"], words)
    return factories.move(idea, "evaluate", people["lead"])


@command
def _write_together(idea: Idea, *others: User) -> None:
    for position, other in enumerate(others, start=1):
        db.session.add(CaseAuthor(case_id=idea.id, user_id=other.id, position=position))


@command
def _plan(idea: Idea, *people: User) -> None:
    """A plan with its aim and its people."""
    members = [ExperimentMember(user_id=person.id, words="") for person in people]
    plan = Experiment(kind=ExperimentKind.PILOT, aim="Lyhyempi jono", our_vision="Rauha", members=members)
    plan.customer_vision, plan.stop_rule = "Vastaus heti", ""
    row = db.session.get_one(Idea, idea.id)
    row.experiments.append(plan)
