"""Verifying: who may, what is kept, when it is looked at next, and what happens where it has come back."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User, WorkStep
from ideas.models.decision import Remainder
from tests import factories, steps
from tests.features.verification.cases import (
    data_of,
    decision,
    hearers,
    read,
    reviewed,
    told,
    verified,
    verify,
    verify_on,
)  # fmt: skip
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
THREE_MONTHS_ON, SIX_MONTHS_ON = datetime(2026, 6, 8, 9, tzinfo=UTC), datetime(2026, 9, 8, 9, tzinfo=UTC)
BACK = {"remainder": "back", "hours": "0", "words": "Esihenkilö kaipasi lukuja kokoukseen."}


def test_what_was_found_is_kept_and_told(app: Flask, step: WorkStep, people: dict[str, User]) -> None:
    answer = verify_on(THREE_MONTHS_ON, app, people["lead"], step, remainder="partly", hours="96,5")
    assert (answer.status_code, answer.location) == (303, f"/work-steps/{step.public_id}")
    with app.app_context():
        (found,) = decision(step).verifications
        (entry,) = told(step, Kind.VERIFIED)
        kept = (Remainder.PARTLY, Decimal("96.5"), THREE_MONTHS_ON)
        assert (found.remainder, found.hours, found.at) == kept
        assert (entry.words, found.verified_by.name) == (found.how, "Leena Lead")
        assert entry.data == {"remainder": "partly", "hours": "96,5", "next_date": "2026-09-05"}
        assert (read(step).state, read(step).next_date) == ("given-up", date(2026, 9, 5))


def test_after_three_and_six_months_nobody_needs_to_look_again(
    app: Flask, step: WorkStep, people: dict[str, User]
) -> None:
    dates = []
    for day in (THREE_MONTHS_ON, SIX_MONTHS_ON, SIX_MONTHS_ON):
        assert verify_on(day, app, people["lead"], step).status_code == 303
        with app.app_context():
            dates.append(read(step).next_date)
    assert dates == [date(2026, 9, 5), None, None]


@pytest.mark.parametrize(
    ("day", "next_date"),
    [
        ((3, 5), date(2026, 6, 5)), ((5, 5), date(2026, 6, 5)), ((5, 6), date(2026, 9, 5)),
        ((8, 5), date(2026, 9, 5)), ((8, 6), None), ((9, 5), None),
    ],
)  # fmt: skip
def test_a_verification_counts_for_the_day_that_is_at_most_thirty_days_ahead(
    app: Flask, step: WorkStep, people: dict[str, User], day: tuple[int, int], next_date: date | None
) -> None:
    for _again in range(2):
        verify_on(datetime(2026, *day, 9, tzinfo=UTC), app, people["lead"], step)
        with app.app_context():
            assert read(step).next_date == next_date


def test_a_first_look_after_the_last_day_is_the_last(
    app: Flask, step: WorkStep, people: dict[str, User]
) -> None:
    verify_on(SIX_MONTHS_ON, app, people["lead"], step)
    with app.app_context():
        assert (read(step).next_date, data_of(step, Kind.VERIFIED)[0]["next_date"]) == (None, None)


def test_a_review_date_of_the_decision_is_not_forgotten(
    app: Flask, step: WorkStep, people: dict[str, User]
) -> None:
    with app.app_context():
        reviewed(step, date(2027, 1, 15))
    verify_on(SIX_MONTHS_ON, app, people["lead"], step)
    with app.app_context():
        assert read(step).next_date == date(2027, 1, 15)


def test_a_step_that_has_come_back_is_under_examination_at_once(
    app: Flask, step: WorkStep, people: dict[str, User]
) -> None:
    assert verify_on(THREE_MONTHS_ON, app, people["lead"], step, **BACK).status_code == 303
    with app.app_context():
        row = read(step)
        ended = row.decisions[-1]
        assert (row.state, row.decision, ended.ended_at) == ("examined", None, THREE_MONTHS_ON)
        assert [each.remainder for each in ended.verifications] == [Remainder.BACK]
        assert ended.verified_hours == 0
        assert [entry.words for entry in told(step, Kind.RESUMED)] == [BACK["words"]]
        assert told(step, Kind.RESUMED)[0].data["next_date"] == str(row.next_date)


def test_what_was_given_up_anew_is_verified_from_its_own_decision(
    app: Flask, step: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    verify(lead, step, **BACK)
    with app.app_context():
        again = steps.advanced(step, "give-up", people["lead"], "Nyt se lähtee.", ending="stop")
        steps.decided(again, "stop", people["lead"])
    verify(lead, step, hours="50")
    with app.app_context():
        row = read(step)
        assert [len(each.verifications) for each in row.decisions] == [1, 1]
        assert decision(step).verified_hours == 50


def test_leads_and_the_owner_may_and_nobody_else(
    step: WorkStep, people: dict[str, User], client_of: SignIn
) -> None:
    codes = {who: verify(client_of(person), step).status_code for who, person in people.items()}
    assert codes == {"author": 409, "lead": 303, "owner": 303, "stranger": 403}


@pytest.mark.parametrize("hidden", [False, True])
def test_who_proposed_it_is_told_that_somebody_else_verifies(
    app: Flask, people: dict[str, User], client_of: SignIn, hidden: bool
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"], hidden=hidden)
        step = steps.written(step, **{**steps.EXAMINED, "owner_id": people["lead"].id})
        steps.advanced(step, "examine", people["lead"])
        steps.advanced(step, "give-up", people["lead"], "Turha.", ending="stop")
        steps.decided(step, "stop", people["lead"])
    client = client_of(people["author"])
    page = client.get(f"/work-steps/{step.public_id}/verification").text
    assert "You proposed this" in page
    assert 'name="remainder"' not in page
    assert verify(client, step).status_code == 409
    with app.app_context():
        assert decision(step).verifications == []


WRONG = [
    ({"remainder": ""}, "remainder"),
    ({"remainder": "perhaps"}, "remainder"),
    ({"hours": ""}, "hours"),
    ({"hours": "-1"}, "hours"),
    ({"hours": "paljon"}, "hours"),
    ({"hours": "99999999999"}, "hours"),
    ({"how": "  "}, "how"),
    ({"how": "x" * 4001}, "how"),
    ({"how": "Kysytty\x00 kaikilta"}, "how"),
    ({"how": "Asiakas 131052-308T"}, "how"),
    ({**BACK, "words": " "}, "words"),
    ({**BACK, "hours": "5"}, "hours"),
    ({"words": "Joku kaipasi."}, "words"),
]


@pytest.mark.parametrize(("changed", "field"), WRONG)
def test_what_does_not_hold_is_said_beside_the_field_and_nothing_is_lost(
    app: Flask, step: WorkStep, lead: FlaskClient, changed: dict[str, str], field: str
) -> None:
    answer = verify(lead, step, **{"how": "Näin kävi, äö €.", **changed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "how" in changed or "Näin kävi, äö €." in answer.text
    with app.app_context():
        assert (decision(step).verifications, told(step, Kind.VERIFIED)) == ([], [])


def test_a_form_without_anything_is_a_form_with_errors(step: WorkStep, lead: FlaskClient) -> None:
    assert lead.post(f"/work-steps/{step.public_id}/verification", data={}).status_code == 422


def test_whoever_saw_an_older_version_is_told_and_keeps_the_words(
    app: Flask, step: WorkStep, lead: FlaskClient
) -> None:
    verify(lead, step)
    answer = verify(lead, step, version=str(step.version), how="Laskin itse.")
    assert (answer.status_code, "Laskin itse." in answer.text) == (409, True)
    with app.app_context():
        assert len(decision(step).verifications) == 1


def test_only_what_is_given_up_is_verified(app: Flask, people: dict[str, User], lead: FlaskClient) -> None:
    with app.app_context():
        kept = steps.kept(people["author"], people["lead"])
        examined = steps.examined(people["author"], people["lead"])
    codes = [verify(lead, each).status_code for each in (kept, examined)]
    assert codes == [409, 409]


def test_an_idea_and_a_step_that_is_not_there_have_no_such_page(
    app: Flask, people: dict[str, User], lead: FlaskClient
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    paths = (f"/work-steps/{idea.public_id}", f"/ideas/{idea.public_id}", "/work-steps/L-2026-9999")
    assert [lead.get(f"{path}/verification").status_code for path in paths] == [404, 404, 404]


def test_the_page_shows_the_estimate_beside_and_fills_in_nothing(step: WorkStep, lead: FlaskClient) -> None:
    page = lead.get(f"/work-steps/{step.public_id}/verification").text
    assert "120 h/yr" in page
    (hours,) = re.findall(r'<input[^>]*name="hours"[^>]*>', page)
    assert 'value=""' in hours


def test_everybody_concerned_hears_of_it(
    app: Flask, step: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    verify(lead, step)
    with app.app_context():
        assert hearers(step, Kind.VERIFIED) == {people["author"].id, people["owner"].id}


def test_an_earlier_verification_stands_on_the_page(
    app: Flask, step: WorkStep, people: dict[str, User], lead: FlaskClient
) -> None:
    with app.app_context():
        verified(step, 77, people["owner"])
    page = lead.get(f"/work-steps/{step.public_id}/verification").text
    assert ("77 h/yr" in page, "Outi Owner" in page) == (True, True)
