"""Two people at the same moment: no words are lost, and the class counts what both of them added."""

from flask import Flask

from ideas.models import User, WorkStep
from ideas.models.work_step_codes import Clearance
from tests import steps
from tests.factories import sign_in
from tests.features.examination.cases import FOUND, MEASURED, listed, seen
from tests.features.test_races import assert_kept, at_once
from tests.features.verification.cases import told
from workflow.events import Kind
from workflow.evidence import EvidenceClass

Crowd = dict[str, User]
GUESS = {**MEASURED, "method": "estimated", "count": ""}


def test_two_who_write_at_once_do_not_write_over_each_other(
    app: Flask, step: WorkStep, people: Crowd
) -> None:
    path = f"/work-steps/{step.public_id}/examination"
    words = ["Minä huomaisin.", "En huomaisi."]
    clients = [sign_in(app, people[who]) for who in ("lead", "owner")]
    posts = [
        (client, path, {**FOUND, "who_would_notice": said, "version": str(step.version)})
        for client, said in zip(clients, words, strict=True)
    ]
    assert_kept(at_once(posts), words)
    with app.app_context():
        assert (len(told(step, Kind.EXAMINATION_WRITTEN)), seen(step).version) == (1, step.version + 1)


def test_three_estimates_at_once_are_counted_together(app: Flask, step: WorkStep, people: Crowd) -> None:
    clients = [sign_in(app, people[who]) for who in ("lead", "owner", "stranger")]
    path = f"/work-steps/{step.public_id}/evidence"
    answers = at_once([(client, path, {**GUESS, "source": ""}) for client in clients])
    with app.app_context():
        assert (seen(step).evidence_class, len(seen(step).evidence)) == (EvidenceClass.B, 3)
    assert [code for code, _text in answers] == [303] * 3


def test_an_effect_is_never_cleared_by_who_is_named_no_longer(
    app: Flask, step: WorkStep, people: Crowd
) -> None:
    with app.app_context():
        steps.written(step, affects_staff=True, clearer_id=people["clearer"].id)
    other = {**FOUND, "affects_staff": "y", "clearer": people["stranger"].email}
    path = f"/work-steps/{step.public_id}"
    posts = [
        (sign_in(app, people["lead"]), f"{path}/examination", other),
        (
            sign_in(app, people["clearer"]),
            f"{path}/clearance",
            {"clearance": "handled", "words": "Käsitelty."},
        ),
    ]
    at_once(posts)
    with app.app_context():
        first = (people["clearer"].id, Clearance.HANDLED), (people["stranger"].id, None)
        assert (seen(step).clearer_id, seen(step).clearance) in first


def test_two_who_tick_at_once_tick_once(app: Flask, step: WorkStep, people: Crowd) -> None:
    with app.app_context():
        number = listed(step, "Lomake 12")
    clients = [sign_in(app, people[who]) for who in ("lead", "owner", "lead")]
    answers = at_once([(client, f"/removals/{number}/tick", {"done": "yes"}) for client in clients])
    with app.app_context():
        assert len(told(step, Kind.REMOVAL_TICKED)) == 1
    assert [code for code, _text in answers] == [303] * 3
