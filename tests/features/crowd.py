"""Makes everybody who can come to a page, and cases of both kinds, each as far as a page can tell apart."""

import io
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule

from ideas import accounts, outbox, telling
from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.judgement import Asking
from ideas.features.feedback import service as feedback
from ideas.features.people import service as people
from ideas.models import Case, CaseAuthor, Feedback, Idea, Mail, SealedAuthor, User
from ideas.models.criterion import CUSTOMER_BENEFIT
from ideas.models.examination import Evidence, Removal
from ideas.models.feedback import FeedbackKind
from ideas.models.work_step import WorkStep
from ideas.models.work_step_codes import Clearance
from ideas.transaction import command
from ideas.web.addresses import FOLDERS
from tests import factories, steps
from tests.features.case.pages import ask_to_spar, comment
from tests.features.gallery.tried import applied
from tests.features.pilot import cases
from tests.snapshots import once
from workflow.actors import Actor, Role
from workflow.evidence import Method

VISITORS = (
    "visitor", "stranger", "author", "co_author", "sparrer", "owner", "reviewer", "rule_owner", "clearer",
    "lead", "manager", "admin", "deactivated",
)  # fmt: skip
IDEAS = ("draft", "sparring", "open", "hidden")
STEPS = ("recorded", "unnamed", "examined", "trialled", "given-up")
ABSENT = "I-2026-9999"
ROLES = {"lead": Role.LEAD, "manager": Role.MANAGER, "admin": Role.ADMIN}


@dataclass(frozen=True)
class Crowd:
    """The people by what they are, the cases by how far they are, and what stands in addresses."""

    app: Flask
    people: dict[str, User]
    cases: dict[str, Case]
    token: str
    unit_id: int
    feedback_id: int
    known: dict[str, dict[str, object]] = field(default_factory=dict)
    """What stood in the addresses of each case when everything was made."""

    def client(self, who: str) -> FlaskClient:
        """Their browser; who left had signed in before."""
        if who == "visitor":
            return self.app.test_client()
        client = factories.sign_in(self.app, self.people[who])
        if who == "deactivated":
            with self.app.app_context():
                people.deactivate(self.people[who].id, actor=Actor(None, Role.ADMIN), at=factories.NOW)
        return client

    def names(self, step: str) -> dict[str, object]:
        """What stands in the addresses of this case."""
        return dict(self.known[step])

    def know(self) -> "Crowd":
        """Look up what stands in the addresses of every case."""
        self.known.update(
            {step: self._names(db.session.get_one(Case, row.id)) for step, row in self.cases.items()}
        )
        return self

    def _names(self, row: Case) -> dict[str, object]:
        return {
            "public_id": row.public_id,
            "comment_id": row.comments[0].id,
            "attachment_id": row.attachments[0].id,
            "measure_id": row.experiment.measures[0].id if row.experiment else 0,
            "person_id": self.people["stranger"].id,
            "session_id": 999_999,
            "unit_id": self.unit_id,
            "token": self.token,
            "code": CUSTOMER_BENEFIT,
            "feedback_id": self.feedback_id,
            "key": "privacy",
            "language": "fi",
            "version": 0,
            "reading_id": _first_reading(row),
            "experiment_id": row.experiment.id if row.experiment else 0,
            "application_id": _application(row),
            "entry_number": max((e.n for e in telling.entries(row) if e.target), default=0),
            "filename": "favicon.svg",
            "mail_id": db.session.scalar(select(func.min(Mail.id))),
            "evidence_id": row.evidence[0].id if isinstance(row, WorkStep) and row.evidence else 0,
            "removal_id": row.removals[0].id if isinstance(row, WorkStep) and row.removals else 0,
        }


def _first_reading(case: Case) -> int:
    measures = case.experiment.measures if case.experiment else []
    return next((reading.id for measure in measures for reading in measure.readings), 0)


def _application(case: Case) -> int:
    return case.experiment.applications[0].id if case.experiment and case.experiment.applications else 0


def address(rule: Rule, names: dict[str, object]) -> str:
    """The address with these names in it; a case lies in the folder of its kind."""
    return re.sub(r"<(?:([^:>]*):)?(\w+)>", lambda found: _named(found, names), rule.rule)


def takes(rule: Rule, step: str) -> bool:
    """Whether the address can be one of this case: an idea has no evidence, and a work step no pilot plan."""
    of_step = {"evidence_id", "removal_id"} & rule.arguments or rule.rule.startswith("/work-steps/<")
    return not (rule.rule.startswith("/ideas/<") if step in STEPS else of_step)


def _named(found: re.Match[str], names: dict[str, object]) -> str:
    name = str(names.get(found[2], 0))
    return f"{FOLDERS.get(name[:1], 'ideas')}/{name}" if found[1] == "case" else name


def crowd(app: Flask) -> Crowd:
    """Everybody and everything."""
    return once(app, "crowd", lambda: _made(app))


def _made(app: Flask) -> Crowd:
    home = factories.unit()
    everybody = {
        who: factories.person(ROLES.get(who, Role.EMPLOYEE), name=who.title(), home=home)
        for who in VISITORS[1:]
    }
    admin = factories.actor(everybody["admin"])
    holder = accounts.Holder("new@example.org", "Uusi", Role.EMPLOYEE, None)
    token = people.invite(holder, actor=admin, at=datetime.now(UTC))
    ideas: dict[str, Case] = {step: _idea(step, everybody) for step in IDEAS}
    steps_of_work = {step: _step(step, everybody) for step in STEPS}
    outbox.weigh_all(factories.NOW)
    return Crowd(app, everybody, ideas | steps_of_work, token, home.id, _feedback()).know()


def _feedback() -> int:
    said = feedback.Said(FeedbackKind.OTHER, "Hyvä.", None, "fi")
    feedback.give(said, "", address=None, at=factories.NOW)
    return db.session.scalars(select(Feedback.id)).one()


def _idea(step: str, everybody: dict[str, User]) -> Idea:
    author = everybody["author"]
    idea = factories.draft(author, hidden=step == "hidden")
    _accompany(idea, everybody)
    if step == "sparring":
        ask_to_spar(idea, everybody["sparrer"])
    return _opened(idea, everybody) if step in ("open", "hidden") else idea


def _accompany(case: Case, everybody: dict[str, User]) -> None:
    """A second author, a word and a file of the first."""
    author = everybody["author"]
    _join(case, everybody["co_author"])
    comment(case, author, "Ensimmäinen sana.")
    file = io.BytesIO(b"Muistio")
    attachments.attach(case.public_id, "muistio.txt", file, actor=factories.actor(author), at=factories.NOW)


def _opened(idea: Idea, everybody: dict[str, User]) -> Idea:
    idea = factories.move(idea, "submit", everybody["author"])
    factories.answer_for(idea, everybody["owner"])
    lead, at = factories.actor(everybody["lead"]), factories.NOW
    evaluation.ask(idea.public_id, Asking(everybody["reviewer"].email), actor=lead, at=at)
    cases.plan(idea, factories.unit(idea.public_id), [factories.person() for _ in range(2)])
    cases.read(idea)
    return idea


def _step(step: str, everybody: dict[str, User]) -> WorkStep:
    author, lead = everybody["author"], everybody["lead"]
    row = steps.recorded(author, hidden=step == "unnamed")
    _accompany(row, everybody)
    _examine(row, everybody)
    row = steps.read(steps.planned(row))
    if step in ("recorded", "unnamed"):
        return row
    row = steps.advanced(row, "examine", lead)
    if step == "trialled":
        row = steps.advanced(row, "try-without", lead)
        applied(row, factories.unit("Toisaalla"), everybody["stranger"])
        return row
    if step == "given-up":
        row = steps.advanced(row, "give-up", lead, "Kukaan ei lue sitä.", ending="stop")
        return steps.decided(row, "stop", lead)
    return row


@command
def _examine(step: WorkStep, everybody: dict[str, User]) -> None:
    """Everything found out, with everybody named who has something to say."""
    row = db.session.get_one(WorkStep, step.id)
    for name, value in steps.EXAMINED.items():
        setattr(row, name, value)
    named = {f"{who}_id": everybody[who].id for who in ("owner", "rule_owner", "clearer")}
    for name, value in named.items():
        setattr(row, name, value)
    row.affects_staff, row.clearance = True, Clearance.NOT_NEEDED
    row.removals = [Removal(what="Lomakepohja")]
    row.evidence = [_evidence(everybody["author"] if not row.hides_author else None)]
    row.reckon()


def _evidence(by: User | None) -> Evidence:
    return Evidence(
        method=Method.ESTIMATED, source="Tiimi", on=steps.TODAY, words="", link="", at=factories.NOW,
        added_by_id=by.id if by else None,
    )  # fmt: skip


@command
def _join(case: Case, other: User) -> None:
    table = SealedAuthor if case.hides_author else CaseAuthor
    db.session.add(table(case_id=case.id, user_id=other.id, position=1))
