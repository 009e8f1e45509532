"""What was evaluated before there were rounds: it is carried over into first rounds, and back."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, MetaData, Table, insert, select, update

from ideas.extensions import db
from ideas.judging import begin_round, criteria_in_force
from ideas.models import CriteriaVersion, Criterion, Evaluation, Idea, Score, User
from ideas.schema import check_schema, downgrade_schema, upgrade_schema
from ideas.transaction import command
from tests import factories
from workflow.actors import Role

BEFORE = "0002"
STATES = ("submitted", "evaluated", "piloted")
ASKED_AT, AT = factories.NOW - timedelta(days=2), factories.NOW - timedelta(days=1)
DUE = date(2026, 4, 1)
SCORES = {"customer-benefit": 5, "staff-benefit": 3, "effort": 2}


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, a lead who evaluates, and somebody who was asked."""
    with app.app_context():
        return {
            "author": factories.person(),
            "lead": factories.person(Role.LEAD),
            "asked": factories.person(),
        }


@pytest.fixture
def ideas(app: Flask, people: dict[str, User]) -> list[Idea]:
    """An idea in each state, evaluated and asked for as the schema had it before."""
    with app.app_context():
        rows = [factories.submitted(people["author"]) for _ in STATES]
        db.session.remove()
        downgrade_schema(BEFORE)
        with db.engine.begin() as connection:
            for row, state in zip(rows, STATES, strict=True):
                case = table(connection, "case")
                connection.execute(update(case).where(case.c.id == row.id).values(state=state))
                judge(connection, row, state, people["lead"])
                ask(connection, row, people["asked"])
        return rows


def table(connection: Connection, name: str) -> Table:
    """A table as it stands in the database, whatever the models say."""
    return Table(name, MetaData(), autoload_with=connection)


def judge(connection: Connection, idea: Idea, said: str, by: User) -> None:
    """One evaluation with its scores."""
    evaluation = table(connection, "evaluation")
    row = {"case_id": idea.id, "evaluator_id": by.id, "judgement": f"Arvio {said}", "at": AT}
    number = connection.execute(insert(evaluation).values(row).returning(evaluation.c.id)).scalar_one()
    scores = [
        {"evaluation_id": number, "criterion": code, "value": value, "words": f"{code} {said}"}
        for code, value in SCORES.items()
    ]
    connection.execute(insert(table(connection, "score")), scores)


def ask(connection: Connection, idea: Idea, who: User) -> None:
    """One request."""
    request = {"case_id": idea.id, "user_id": who.id, "asked_at": ASKED_AT, "due_on": DUE}
    connection.execute(insert(table(connection, "evaluation_request")).values(request))


def stored(name: str, *columns: str) -> list[Any]:
    """The rows of a table of the earlier schema, in order."""
    with db.engine.begin() as connection:
        found = table(connection, name)
        return sorted(connection.execute(select(*(found.c[column] for column in columns))).all())


def judged(idea: Idea) -> tuple[str, dict[str, tuple[int, str]]]:
    """What the one evaluation of the only round says."""
    (held,) = db.session.get_one(Idea, idea.id).rounds
    (evaluation,) = held.evaluations
    return evaluation.judgement, {s.criterion.code: (s.value, s.words) for s in evaluation.scores}


def test_evaluations_stand_in_the_first_round_with_their_scores(
    app: Flask, people: dict[str, User], ideas: list[Idea]
) -> None:
    with app.app_context():
        upgrade_schema()
        check_schema()
        for idea, state in zip(ideas, STATES, strict=True):
            scores = {code: (value, f"{code} {state}") for code, value in SCORES.items()}
            assert judged(idea) == (f"Arvio {state}", scores)
            (held,) = db.session.get_one(Idea, idea.id).rounds
            assert (held.number, held.version.number, held.opened_at) == (1, 1, ASKED_AT)
            (request,) = held.requests
            assert (request.user_id, request.asked_at, request.due_on) == (people["asked"].id, ASKED_AT, DUE)
            assert (request.abstained_at, request.has_conflict) == (None, False)


def test_a_round_is_closed_or_decided_as_far_as_its_idea_has_come(app: Flask, ideas: list[Idea]) -> None:
    with app.app_context():
        upgrade_schema()
        rounds = [db.session.get_one(Idea, idea.id).rounds[0] for idea in ideas]
        found = [(held.closed_at is not None, held.decided_at is not None) for held in rounds]
        assert found == [(False, False), (True, False), (True, True)]


def test_new_evaluations_are_numbered_after_the_old_ones(app: Flask, ideas: list[Idea]) -> None:
    with app.app_context():
        upgrade_schema()
        factories.evaluate(ideas[0], factories.person(Role.LEAD))
        assert len(db.session.get_one(Idea, ideas[0].id).rounds[0].evaluations) == 2


def test_what_was_carried_over_can_be_carried_back(
    app: Flask, people: dict[str, User], ideas: list[Idea]
) -> None:
    with app.app_context():
        tables = {
            "evaluation": ("id", "case_id", "evaluator_id", "judgement", "at"),
            "evaluation_request": ("case_id", "user_id", "asked_at", "due_on"),
            "score": ("evaluation_id", "criterion", "value", "words"),
        }
        before = {name: stored(name, *columns) for name, columns in tables.items()}
        upgrade_schema()
        downgrade_schema(BEFORE)
        assert {name: stored(name, *columns) for name, columns in tables.items()} == before
        with db.engine.begin() as connection:
            judge(connection, ideas[0], "uusi", people["author"])
        upgrade_schema()


def test_the_way_back_keeps_the_latest_round_and_the_criteria_of_before(
    app: Flask, people: dict[str, User], ideas: list[Idea]
) -> None:
    with app.app_context():
        upgrade_schema()
        evaluate_again(ideas[1], people["asked"])
        db.session.remove()
        downgrade_schema(BEFORE)
        kept = [row for row in stored("evaluation", "case_id", "judgement") if row.case_id == ideas[1].id]
        assert kept == [(ideas[1].id, "Uusi arvio")]
        assert [row.criterion for row in stored("score", "criterion", "words") if row.words == "uusi"] == [
            "customer-benefit"
        ]
        upgrade_schema()


@command
def evaluate_again(idea: Idea, by: User) -> None:
    """A second round under criteria of which one is new."""
    latest = criteria_in_force()
    codes = (latest.criteria[0].code, "carbon-footprint")
    rows = [Criterion(code=code, name_fi=code, position=place) for place, code in enumerate(codes)]
    db.session.add(CriteriaVersion(number=2, made_at=factories.NOW, criteria=rows))
    db.session.flush()
    held = begin_round(db.session.get_one(Idea, idea.id), actor_id=by.id, at=factories.NOW)
    scores = [Score(criterion=row, value=4, words="uusi") for row in rows]
    given = Evaluation(
        case_id=idea.id, evaluator_id=by.id, judgement="Uusi arvio", at=factories.NOW, scores=scores
    )
    held.evaluations.append(given)


def test_going_back_gives_the_names_of_a_blind_round_back(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        home = factories.unit("Yhteyskeskus")
        idea = factories.submitted(factories.person(home=home))
        command(begin_blind)(idea, people["lead"])
        assert db.session.get_one(Idea, idea.id).named_authors == []
        db.session.remove()
        downgrade_schema(BEFORE)
        assert stored("case_author", "case_id") == [(idea.id,)]
        assert stored("sealed_author", "case_id") == []
        assert stored("case", "id", "unit_id", "hides_author") == [(idea.id, home.id, False)]
        upgrade_schema()


def begin_blind(idea: Idea, by: User) -> None:
    """Open a blind round."""
    begin_round(db.session.get_one(Idea, idea.id), actor_id=by.id, at=AT, is_blind=True)
