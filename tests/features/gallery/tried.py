"""Makes experiments of both kinds wherever they can be, and reads the gallery, inside an app context."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Application, Case, Entry, Experiment, Idea, Unit, User, WorkStep
from ideas.models.experiment import ExperimentKind
from ideas.transaction import command
from tests import factories, steps
from tests.features.pilot import cases
from workflow.events import Kind

ROW = re.compile(r'<h3><a href="/experiments/(\d+)"')
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def failed(author: User, lead: User, words: str = "Jono siirtyi aamuun.", **texts: Any) -> Idea:
    """An idea whose pilot ended without bringing what was hoped for."""
    idea = cases.measured(author, lead, **texts)
    return factories.move(
        idea, "drop", lead, words, reason_code="pilot-failed", condition="Toinen puhelinjärjestelmä."
    )


def resumed(author: User, lead: User, words: str = "Johtoryhmä kaipasi lukuja.") -> WorkStep:
    """A work step that was tried without and is back in use."""
    return steps.advanced(steps.read(steps.trialled(author, lead)), "resume", lead, words)


def tried(case: Case) -> Experiment:
    """The latest experiment of the case."""
    found = db.session.get_one(Case, case.id).experiment
    assert found is not None
    return found


@command
def change(experiment_id: int, **changed: Any) -> None:
    """Set columns of an experiment."""
    row = db.session.get_one(Experiment, experiment_id)
    for name, value in changed.items():
        setattr(row, name, value)


@command
def change_case(case: Case, **changed: Any) -> None:
    """Set columns of a case."""
    row = db.session.get_one(Case, case.id)
    for name, value in changed.items():
        setattr(row, name, value)


@command
def repeat(case: Case, moments: Sequence[datetime]) -> None:
    """Experiments of a case that began at these moments and run still."""
    for at in moments:
        db.session.add(Experiment(case_id=case.id, kind=ExperimentKind.PILOT, started_at=at))


@command
def applied(case: Case, unit: Unit, by: User | None, **more: Any) -> None:
    """An application of the latest experiment of the case in the unit."""
    row = {"adapted": "Vain aamuisin.", "at": factories.NOW, "follow_up_on": steps.TODAY, **more}
    number = by.id if by else None
    db.session.add(Application(experiment_id=tried(case).id, unit_id=unit.id, applied_by_id=number, **row))


def application() -> Application:
    """The one application."""
    return db.session.scalars(select(Application)).one()


def told(case: Case, kind: Kind) -> Entry:
    """The latest entry of that kind."""
    found = select(Entry).where(Entry.case_id == case.id, Entry.kind == kind).order_by(Entry.n.desc())
    entry = db.session.scalars(found).first()
    assert entry is not None
    return entry


def listed(client: FlaskClient, address: str = "/experiments") -> list[int]:
    """The numbers of the experiments on the page, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200
    return [int(number) for number in ROW.findall(answer.text)]


def plain(client: FlaskClient, address: str) -> str:
    """The page as words, the space between them one."""
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.text[answer.text.index("<main") :]
    text = re.sub(r"<[^>]+>", " ", main).replace("\u2009", "")
    return re.sub(r"\s+", " ", text)
