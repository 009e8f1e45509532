"""Where cases lie: an address says of which kind a case is, and nothing else leads to one."""

import pytest
from flask import Flask, url_for

from tests import factories, steps
from workflow.actors import Role


@pytest.mark.parametrize(
    ("public_id", "place"),
    [("I-2026-0042", "/ideas/I-2026-0042"), ("L-2026-0007", "/work-steps/L-2026-0007")],
)
def test_a_case_lies_in_the_folder_of_its_kind(app: Flask, public_id: str, place: str) -> None:
    with app.test_request_context():
        assert url_for("case.page", public_id=public_id) == place
        assert url_for("comments.add", public_id=public_id) == f"{place}/comments"
        assert url_for("moves.move", public_id=public_id, name="keep") == f"{place}/moves?name=keep"


WRONG = [
    "/ideas/{step}", "/work-steps/{idea}", "/{idea}", "/cases/{idea}", "/ideas/{lower}", "/ideas/{idea}x",
    "/ideas/I-2026-{huge}", "/ideas/{idea}%00", "/ideas/I-2026-9999", "/work-steps/L-2026-9999",
    "/ideas/{idea}/ideas/{idea}", "/work-steps/L-２０２６-0001", "/ideas/%20{idea}",
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("rest", ["", "/comments", "/owner"])
def test_nothing_else_leads_to_a_case(app: Flask, wrong: str, rest: str) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        idea, step = factories.submitted(factories.person()), steps.recorded(factories.person())
        client = factories.sign_in(app, lead)
    names = {"idea": idea.public_id, "step": step.public_id, "lower": idea.public_id.lower()}
    place = wrong.format(**names, huge="9" * 3_000) + rest
    assert (client.get(place).status_code, client.post(place).status_code) in {(404, 404), (404, 405)}
