"""Those who are asked: the owner of a rule shows the need, the named person clears the effect on staff."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User, WorkStep
from ideas.models.work_step_codes import Clearance
from ideas.web.clock import today
from tests import steps
from tests.factories import sign_in
from tests.features.examination.cases import seen
from tests.features.verification.cases import hearers, told
from workflow.events import Kind

Crowd = dict[str, User]
Maker = Callable[[User, User], WorkStep]
NEED = "Asiakkaan oikeus tietoon nojaa tähän."


@pytest.fixture
def asked(app: Flask, step: WorkStep, people: Crowd) -> WorkStep:
    """The work step with both people named."""
    with app.app_context():
        return steps.written(
            step, rule_owner_id=people["ruler"].id, affects_staff=True, clearer_id=people["clearer"].id
        )


def need(client: FlaskClient, step: WorkStep, words: str = NEED, version: str = "") -> int:
    """Show the need."""
    answer = client.post(f"/work-steps/{step.public_id}/need", data={"need": words, "version": version})
    return answer.status_code


def clear(client: FlaskClient, step: WorkStep, code: str = "handled", version: str = "") -> int:
    """Clear the effect on staff."""
    data = {"clearance": code, "words": "Käsitelty 2.3.", "version": version}
    return client.post(f"/work-steps/{step.public_id}/clearance", data=data).status_code


def test_the_need_stands_on_the_page_and_in_the_log(app: Flask, asked: WorkStep, people: Crowd) -> None:
    ruler = sign_in(app, people["ruler"])
    assert f"/work-steps/{asked.public_id}/need" in ruler.get(f"/work-steps/{asked.public_id}").text
    assert need(ruler, asked, f" {NEED} ") == 303
    with app.app_context():
        (entry,) = told(asked, Kind.NEED_SHOWN)
        assert (seen(asked).need, entry.words, entry.actor_id) == (NEED, NEED, people["ruler"].id)
        assert hearers(asked, Kind.NEED_SHOWN) == {people["owner"].id}
    page = sign_in(app, people["stranger"]).get(f"/work-steps/{asked.public_id}").text
    assert (NEED in page, f"/work-steps/{asked.public_id}/need" in page) == (True, False)


@pytest.mark.parametrize("who", ["lead", "owner", "author", "stranger", "clearer"])
def test_nobody_else_shows_the_need(app: Flask, asked: WorkStep, people: Crowd, who: str) -> None:
    client = sign_in(app, people[who])
    page = client.get(f"/work-steps/{asked.public_id}/need").status_code
    assert (page, need(client, asked)) == (403, 403)


@pytest.mark.parametrize("words", ["", "   ", "x" * 4001, "010101-123N", "\x00"])
def test_a_need_that_does_not_hold_is_not_kept(
    app: Flask, asked: WorkStep, people: Crowd, words: str
) -> None:
    assert need(sign_in(app, people["ruler"]), asked, words) == 422
    with app.app_context():
        assert (seen(asked).need, told(asked, Kind.NEED_SHOWN)) == ("", [])


def test_the_named_person_clears_the_effect_on_staff(app: Flask, asked: WorkStep, people: Crowd) -> None:
    clearer = sign_in(app, people["clearer"])
    assert f"/work-steps/{asked.public_id}/clearance" in clearer.get(f"/work-steps/{asked.public_id}").text
    assert clear(clearer, asked, "not-needed") == 303
    with app.app_context():
        row, (entry,) = seen(asked), told(asked, Kind.STAFF_EFFECT_CLEARED)
        assert (row.clearance, row.cleared_on) == (Clearance.NOT_NEEDED, today())
        assert (entry.words, entry.data) == ("Käsitelty 2.3.", {"clearance": "not-needed"})
    page = sign_in(app, people["stranger"]).get(f"/work-steps/{asked.public_id}").text
    assert ("needs no co-operation procedure" in page, "Kaisa Clear" in page) == (True, True)


@pytest.mark.parametrize("who", ["lead", "owner", "author", "stranger", "ruler"])
def test_nobody_else_clears_it(app: Flask, asked: WorkStep, people: Crowd, who: str) -> None:
    client = sign_in(app, people[who])
    page = client.get(f"/work-steps/{asked.public_id}/clearance").status_code
    assert (page, clear(client, asked)) == (403, 403)


@pytest.mark.parametrize("code", ["", "perhaps"])
def test_a_clearance_says_which(app: Flask, asked: WorkStep, people: Crowd, code: str) -> None:
    assert clear(sign_in(app, people["clearer"]), asked, code) == 422
    with app.app_context():
        assert seen(asked).clearance is None


def test_an_answer_to_what_has_changed_meanwhile_comes_back(
    app: Flask, asked: WorkStep, people: Crowd
) -> None:
    stale = str(asked.version - 1)
    codes = (
        need(sign_in(app, people["ruler"]), asked, version=stale),
        clear(sign_in(app, people["clearer"]), asked, version=stale),
    )
    assert codes == (409, 409)


@pytest.mark.parametrize(
    ("make", "codes"),
    [(steps.trialled, (303, 303)), (steps.given_up, (409, 409)), (steps.kept, (303, 409))],
)
def test_when_those_who_are_asked_answer(
    app: Flask, people: Crowd, make: Maker, codes: tuple[int, int]
) -> None:
    named = {"rule_owner_id": people["ruler"].id, "clearer_id": people["clearer"].id}
    with app.app_context():
        step = steps.written(make(people["author"], people["lead"]), **named)
    ruler, clearer = sign_in(app, people["ruler"]), sign_in(app, people["clearer"])
    assert (need(ruler, step), clear(clearer, step)) == codes
