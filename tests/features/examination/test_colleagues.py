"""The colleagues an examination names: who owns the rule, who would notice, who clears the staff effect."""

from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User, WorkStep
from ideas.models.work_step_codes import Clearance
from tests import steps
from tests.factories import person
from tests.features.examination.cases import seen, write
from tests.features.verification.cases import data_of, hearers
from workflow.events import Kind

Crowd = dict[str, User]


def test_who_is_named_is_told_once(app: Flask, step: WorkStep, people: Crowd, lead: FlaskClient) -> None:
    asked = {"rule_owner": people["ruler"].email, "affects_staff": "y", "clearer": people["clearer"].email}
    write(lead, step, **asked)
    with app.app_context():
        row = seen(step)
        assert (row.rule_owner_id, row.clearer_id, row.affects_staff) == (
            people["ruler"].id, people["clearer"].id, True,
        )  # fmt: skip
        assert hearers(step, Kind.EXAMINATION_WRITTEN) == {people["ruler"].id, people["clearer"].id}
        assert data_of(step, Kind.EXAMINATION_WRITTEN)[0]["changes"]["rule_owner"] == [None, "Riku Rule"]
    write(lead, step, **asked, dependants="Muu tilasto")
    with app.app_context():
        assert len(data_of(step, Kind.EXAMINATION_WRITTEN)) == 2


def test_nobody_is_told_again(app: Flask, step: WorkStep, people: Crowd, lead: FlaskClient) -> None:
    with app.app_context():
        steps.written(step, rule_owner_id=people["ruler"].id)
    write(lead, step, rule_owner=people["ruler"].email)
    with app.app_context():
        assert hearers(step, Kind.EXAMINATION_WRITTEN) == set()


def test_colleagues_who_would_notice_are_named_by_address_or_name(
    app: Flask, step: WorkStep, people: Crowd, lead: FlaskClient
) -> None:
    lines = f"Sami Stranger\n {people['ruler'].email.upper()}\n\nSami Stranger\n{people['stranger'].email}"
    assert write(lead, step, noticers=lines).status_code == 303
    page = lead.get(f"/work-steps/{step.public_id}/examination").text
    with app.app_context():
        found = {noticer.user_id for noticer in seen(step).noticers}
    assert (found, people["ruler"].email in page) == ({people["stranger"].id, people["ruler"].id}, True)
    write(lead, step, noticers="Sami Stranger")
    with app.app_context():
        assert [noticer.user_id for noticer in seen(step).noticers] == [people["stranger"].id]


def test_a_name_that_two_people_have_needs_an_address(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    with app.app_context():
        person(name="Matti Meikäläinen")
        person(name="Matti Meikäläinen")
    answer = write(lead, step, noticers="Matti Meikäläinen")
    assert (answer.status_code, "Not exactly one colleague" in answer.text) == (422, True)


def test_another_person_or_a_new_flag_clears_an_earlier_clearance(
    app: Flask, step: WorkStep, people: Crowd, lead: FlaskClient
) -> None:
    mine = {"affects_staff": "y", "clearer": people["clearer"].email}
    others = {"affects_staff": "y", "clearer": people["stranger"].email}
    left = []
    for later in ([mine], [others], [{}, mine], [{**mine, "dependants": "Muu"}]):
        cleared(app, step, people["clearer"])
        for said in later:
            write(lead, step, **said)
        with app.app_context():
            left.append((seen(step).clearance, seen(step).cleared_on))
    whole = (Clearance.HANDLED, steps.TODAY)
    assert left == [whole, (None, None), (None, None), whole]


def cleared(app: Flask, step: WorkStep, clearer: User) -> None:
    """The effect on staff as if that person had cleared it."""
    found = {"affects_staff": True, "clearer_id": clearer.id, "clearance": Clearance.HANDLED}
    with app.app_context():
        steps.written(step, **found, cleared_on=steps.TODAY)


def test_taking_the_flag_away_leaves_nobody_to_clear(
    app: Flask, step: WorkStep, people: Crowd, lead: FlaskClient
) -> None:
    cleared(app, step, people["clearer"])
    write(lead, step, clearer=people["clearer"].email)
    with app.app_context():
        assert (seen(step).affects_staff, seen(step).clearer_id) == (False, None)
