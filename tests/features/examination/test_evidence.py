"""Evidence: anybody adds what they know, the class follows from it, and who added it can take it back."""

from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ideas.models import User, WorkStep
from tests import steps
from tests.factories import sign_in
from tests.features.examination.cases import FEEDS, prove, proven, seen
from tests.features.verification.cases import hearers, told
from workflow.events import Kind
from workflow.evidence import EvidenceClass, Method

Crowd = dict[str, User]
GUESS = {"method": "estimated", "count": "", "source": "", "link": ""}


def test_a_measurement_with_its_count_makes_class_a(app: Flask, step: WorkStep, people: Crowd) -> None:
    answer = prove(sign_in(app, people["stranger"]), step)
    with app.app_context():
        row = seen(step)
        (kept,) = row.evidence
        assert (row.evidence_class, kept.method, kept.count) == (EvidenceClass.A, Method.MEASURED, 40)
        assert (kept.added_by_id, kept.on) == (people["stranger"].id, steps.TODAY)
        (entry,) = told(step, Kind.EVIDENCE_ADDED)
        assert entry.data == {"evidence": "Järjestelmän loki, 24,5 min, n = 40"}
        assert hearers(step, Kind.EVIDENCE_ADDED) == {people["owner"].id}
    assert (answer.status_code, answer.location.partition("#")[0]) == (303, f"/work-steps/{step.public_id}")


def test_three_different_people_make_class_b(app: Flask, step: WorkStep, people: Crowd) -> None:
    classes = []
    for who in ("stranger", "stranger", "owner", "lead"):
        prove(sign_in(app, people[who]), step, **GUESS)
        with app.app_context():
            classes.append(seen(step).evidence_class.value)
    assert classes == ["C", "C", "C", "B"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"method": ""}, "Fill this in."),
        ({"count": ""}, "Say how many"),
        ({"count": "0"}, "Say how many"),
        ({"count": "1,5"}, "Write a whole number."),
        ({"count": "9999999999"}, "This is too large."),
        ({"minutes": "-2"}, "This cannot be less than zero."),
        ({"on": "2999-01-01"}, "This day has not come yet."),
        ({"link": "javascript:alert(1)"}, "Write the whole address"),
        ({"source": "x" * 201}, "At most 200 characters."),
        ({"source": "010101-123N"}, "A personal identity code stands here."),
    ],
)
def test_evidence_that_does_not_hold_comes_back_with_its_words(
    step: WorkStep, lead: FlaskClient, changed: dict[str, str], words: str
) -> None:
    answer = prove(lead, step, **changed)
    assert (answer.status_code, words in answer.text, "Laskettu lokista." in answer.text) == (422, True, True)


@pytest.mark.parametrize("feed", FEEDS)
def test_whatever_is_pasted_as_evidence_is_taken_or_refused(
    step: WorkStep, lead: FlaskClient, feed: str
) -> None:
    assert prove(lead, step, source=feed, words=feed, link=feed).status_code == 422
    assert prove(lead, step, source=feed, words=feed).status_code in (303, 422)


def test_a_hidden_author_adds_evidence_without_a_name(app: Flask, people: Crowd) -> None:
    with app.app_context():
        step = steps.recorded(people["author"], hidden=True)
    author = sign_in(app, people["author"])
    prove(author, step, source="")
    with app.app_context():
        (kept,), (entry,) = seen(step).evidence, told(step, Kind.EVIDENCE_ADDED)
        assert (kept.added_by_id, entry.actor_id) == (None, None)
    page = sign_in(app, people["stranger"]).get(f"/work-steps/{step.public_id}").text
    assert ("Anna Author" in page, "Added by the author" in page, "/remove" in page) == (False, True, False)
    assert author.post(f"/evidence/{kept.id}/remove").status_code == 303


def test_evidence_is_taken_back_and_the_class_with_it(app: Flask, step: WorkStep, people: Crowd) -> None:
    client = sign_in(app, people["stranger"])
    prove(client, step)
    with app.app_context():
        (kept,) = seen(step).evidence
    page = client.get(f"/evidence/{kept.id}/remove").text
    assert ("Järjestelmän loki" in page, client.post(f"/evidence/{kept.id}/remove").status_code) == (
        True,
        303,
    )
    with app.app_context():
        assert (seen(step).evidence, seen(step).evidence_class) == ([], EvidenceClass.C)
        assert len(told(step, Kind.EVIDENCE_REMOVED)) == 1
    assert client.post(f"/evidence/{kept.id}/remove").status_code == 404


@pytest.mark.parametrize(("who", "code"), [("lead", 303), ("owner", 303), ("stranger", 403), ("author", 403)])
def test_who_takes_evidence_back(app: Flask, step: WorkStep, people: Crowd, who: str, code: int) -> None:
    with app.app_context():
        number = proven(step, people["ruler"])
    client = sign_in(app, people[who])
    seen_as = client.get(f"/evidence/{number}/remove").status_code
    assert (seen_as, client.post(f"/evidence/{number}/remove").status_code) == (
        200 if code == 303 else 403, code,
    )  # fmt: skip


def test_a_hidden_author_who_is_a_lead_takes_back_only_their_own(app: Flask, people: Crowd) -> None:
    with app.app_context():
        step = steps.recorded(people["lead"], hidden=True)
        others, own = proven(step, people["stranger"]), proven(step, None)
    client = sign_in(app, people["lead"])
    codes = [client.post(f"/evidence/{number}/remove").status_code for number in (others, own)]
    assert codes == [403, 303]


@pytest.mark.parametrize(
    ("make", "code"),
    [(steps.examined, 303), (steps.trialled, 303), (steps.given_up, 303), (steps.kept, 409)],
)
def test_when_evidence_is_added(
    people: Crowd, app: Flask, lead: FlaskClient, make: Callable[[User, User], WorkStep], code: int
) -> None:
    with app.app_context():
        step = make(people["author"], people["lead"])
    assert prove(lead, step).status_code == code


def test_evidence_leaves_an_open_form_of_the_examination_fresh(step: WorkStep, lead: FlaskClient) -> None:
    prove(lead, step, **GUESS)
    answer = lead.post(f"/work-steps/{step.public_id}/examination", data={"version": "2", "origin": "habit"})
    assert answer.status_code == 303


def test_who_decides_hears_that_the_class_has_changed_meanwhile(
    app: Flask, people: Crowd, lead: FlaskClient
) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"])
    giving_up = {"name": "give-up", "ending": "stop", "words": "Kukaan ei lue sitä."}
    versions, codes = [], []
    for change in (partial(prove, lead), partial(take_back, app, lead)):
        with app.app_context():
            versions.append(seen(step).version)
        assert change(step).status_code == 303
        answer = lead.post(
            f"/work-steps/{step.public_id}/moves", data={**giving_up, "version": str(versions[-1])}
        )
        codes.append((answer.status_code, giving_up["words"] in answer.text))
    assert (codes, versions[1]) == ([(409, True)] * 2, versions[0] + 1)


def test_who_decides_is_not_stopped_by_evidence_that_changes_no_class(
    app: Flask, people: Crowd, lead: FlaskClient
) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"])
    prove(lead, step, **GUESS)
    take_back(app, lead, step)
    said = {"name": "give-up", "ending": "stop", "words": "Kukaan ei lue sitä.", "version": str(step.version)}
    assert lead.post(f"/work-steps/{step.public_id}/moves", data=said).status_code == 303


def take_back(app: Flask, client: FlaskClient, step: WorkStep) -> TestResponse:
    """Take back the one piece of evidence."""
    with app.app_context():
        (kept,) = seen(step).evidence
    return client.post(f"/evidence/{kept.id}/remove")
