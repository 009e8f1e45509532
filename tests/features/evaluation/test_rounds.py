"""Rounds: who opens and closes them, when an idea is evaluated again, and what each round keeps."""

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.models import Idea, User
from tests import factories
from tests.features.evaluation.handing import (
    JUDGEMENT,
    SignIn,
    ask,
    close_round,
    hand_in,
    open_round,
    recorded,
    requests,
)
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState

WHY = "The law has changed."


@pytest.fixture
def evaluated(app: Flask, people: dict[str, User]) -> Idea:
    """An idea whose first round is closed."""
    with app.app_context():
        return factories.evaluated(people["author"], people["lead"])


def rounds(app: Flask, idea: Idea) -> list[tuple[int, bool, bool, str]]:
    """Number, blindness, whether it is closed, and the words of each round."""
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        return [(each.number, each.is_blind, each.closed_at is not None, each.words) for each in row.rounds]


def test_a_lead_opens_a_round_and_asks_at_once(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead = client_of(people["lead"])
    assert open_round(lead, idea, is_blind="y", email=people["asked"].email, due_on="2099-05-01") == 303
    assert rounds(app, idea) == [(1, True, False, "")]
    with app.app_context():
        assert requests(idea) == [people["asked"].id]
        assert len(recorded(idea, Kind.ROUND_OPENED)) == 1


@pytest.mark.parametrize("who", ["author", "owner", "stranger"])
def test_nobody_but_a_lead_opens_or_closes_a_round(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, who: str
) -> None:
    client = client_of(people[who])
    assert (open_round(client, idea), close_round(client, idea)) == (403, 403)
    assert rounds(app, idea) == []


def test_only_one_round_is_open(app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea) -> None:
    assert [open_round(client_of(people[who]), idea) for who in ("lead", "other")] == [303, 409]
    assert rounds(app, idea) == [(1, False, False, "")]


@pytest.mark.parametrize("opens", [ask, hand_in])
def test_the_first_asking_or_evaluation_opens_the_round_by_itself(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, opens: object
) -> None:
    lead = client_of(people["lead"])
    code = ask(lead, idea, people["asked"].email) if opens is ask else hand_in(lead, idea)
    assert (code, rounds(app, idea)) == (303, [(1, False, False, "")])


def test_the_first_round_is_closed_by_the_move_alone(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead = client_of(people["lead"])
    assert close_round(lead, idea) == 409
    open_round(lead, idea)
    assert close_round(lead, idea) == 409
    assert rounds(app, idea) == [(1, False, False, "")]


def test_an_evaluated_idea_is_evaluated_again_with_words(
    app: Flask, client_of: SignIn, people: dict[str, User], evaluated: Idea
) -> None:
    lead = client_of(people["lead"])
    assert open_round(lead, evaluated) == 422
    assert open_round(lead, evaluated, words=WHY) == 303
    assert rounds(app, evaluated) == [(1, False, True, ""), (2, False, False, WHY)]
    with app.app_context():
        (entry,) = recorded(evaluated, Kind.ROUND_OPENED)
        assert entry.words == WHY
    assert WHY in lead.get(f"/ideas/{evaluated.public_id}").text


def test_each_round_keeps_its_own_evaluations(
    app: Flask, client_of: SignIn, people: dict[str, User], evaluated: Idea
) -> None:
    lead = client_of(people["lead"])
    open_round(lead, evaluated, words=WHY)
    form = lead.get(f"/ideas/{evaluated.public_id}/evaluation").text
    assert "Hyvä idea." not in form
    assert hand_in(lead, evaluated) == 303
    assert close_round(lead, evaluated) == 303
    assert rounds(app, evaluated) == [(1, False, True, ""), (2, False, True, WHY)]
    with app.app_context():
        row = db.session.get_one(Idea, evaluated.id)
        said = [[e.judgement for e in held.evaluations] for held in row.rounds]
        assert (said, row.state) == ([["Hyvä idea."], [JUDGEMENT["judgement"]]], IdeaState.EVALUATED)
        assert len(recorded(evaluated, Kind.ROUND_CLOSED)) == 1


def test_nothing_is_evaluated_or_closed_once_the_further_round_is_closed(
    client_of: SignIn, people: dict[str, User], evaluated: Idea
) -> None:
    lead = client_of(people["lead"])
    open_round(lead, evaluated, words=WHY)
    codes = [close_round(lead, evaluated), hand_in(lead, evaluated), close_round(lead, evaluated)]
    assert codes == [303, 409, 409]


def test_a_decision_closes_the_further_round(
    app: Flask, client_of: SignIn, people: dict[str, User], evaluated: Idea
) -> None:
    open_round(client_of(people["lead"]), evaluated, words=WHY, is_blind="y")
    with app.app_context():
        factories.move(evaluated, "drop", people["lead"], "Ei.", reason_code="not-now", condition="Rahaa.")
        row = db.session.get_one(Idea, evaluated.id)
        assert (row.open_round, row.is_blind, row.rounds[1].decided_at) == (None, False, factories.NOW)


def test_a_dropped_idea_has_no_new_round(client_of: SignIn, app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        dropped = factories.dropped(people["author"], people["lead"])
    assert open_round(client_of(people["lead"]), dropped, words=WHY) == 409


def test_the_page_of_the_idea_leads_to_evaluating_it_again(
    client_of: SignIn, people: dict[str, User], evaluated: Idea
) -> None:
    place = f"/ideas/{evaluated.public_id}"
    lead, opening = client_of(people["lead"]), f'href="{place}/rounds/new"'
    assert opening in lead.get(place).text
    open_round(lead, evaluated, words=WHY)
    page = lead.get(place).text
    assert (opening in page, f'href="{place}/evaluators"' in page) == (False, True)
    assert f'action="{place}/rounds/close"' in lead.get(f"{place}/evaluators").text
