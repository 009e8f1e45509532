"""What else must go: each thing is ticked off when it has gone, also after the step was given up."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User, WorkStep
from tests import steps
from tests.factories import sign_in
from tests.features.examination.cases import listed, seen
from tests.features.verification.cases import data_of, told
from workflow.events import Kind

Maker = Callable[[User, User], WorkStep]


def tick(client: FlaskClient, number: int, done: str = "yes") -> int:
    """Say that it has gone, or has not."""
    return client.post(f"/removals/{number}/tick", data={"done": done}).status_code


def test_what_has_gone_is_ticked_off_once(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    with app.app_context():
        number = listed(step, "Lomake 12")
    assert (tick(lead, number), tick(lead, number)) == (303, 303)
    with app.app_context():
        (row,) = seen(step).removals
        assert (row.done_at is not None, row.done_by_id is not None) == (True, True)
        assert data_of(step, Kind.REMOVAL_TICKED) == [{"what": "Lomake 12"}]


def test_what_has_not_gone_after_all_is_listed_again(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    with app.app_context():
        number = listed(step, "Lomake 12")
    assert (tick(lead, number), tick(lead, number, "no")) == (303, 303)
    with app.app_context():
        (row,) = seen(step).removals
        assert (row.done_at, row.done_by_id, len(told(step, Kind.REMOVAL_TICKED))) == (None, None, 1)
        assert data_of(step, Kind.EXAMINATION_WRITTEN) == [{"changes": {"removals": [[], ["Lomake 12"]]}}]


@pytest.mark.parametrize(("who", "code"), [("owner", 303), ("author", 403), ("stranger", 403)])
def test_who_ticks_it_off(app: Flask, step: WorkStep, people: dict[str, User], who: str, code: int) -> None:
    with app.app_context():
        number = listed(step, "Lomake 12")
    assert tick(sign_in(app, people[who]), number) == code


@pytest.mark.parametrize(("make", "code"), [(steps.trialled, 303), (steps.given_up, 303), (steps.kept, 409)])
def test_when_it_is_ticked_off(
    app: Flask, people: dict[str, User], lead: FlaskClient, make: Maker, code: int
) -> None:
    with app.app_context():
        step = make(people["author"], people["lead"])
        number = listed(step, "Lomake 12")
    page = lead.get(f"/work-steps/{step.public_id}").text
    assert (f"/removals/{number}/tick" in page, tick(lead, number)) == (code == 303, code)


def test_what_is_not_there_is_absent(lead: FlaskClient) -> None:
    assert tick(lead, 4711) == 404
