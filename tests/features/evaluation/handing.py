"""Hands in evaluations, asks for them and looks at what is stored, as a person at the pages would."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Evaluation, EvaluationRequest, EvaluationRound, Idea, User
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
JUDGEMENT = {
    "judgement": "The customers will notice.", "criterion_customer_benefit": "5",
    "criterion_customer_benefit_words": "A shorter wait.", "criterion_staff_benefit": "3",
    "criterion_effort": "4", "criterion_feasibility": "2", "knowledge": "experience",
}  # fmt: skip


def hand_in(client: FlaskClient, idea: Idea, **changed: str) -> int:
    """Send the form of an evaluation."""
    return client.post(f"/ideas/{idea.public_id}/evaluation", data={**JUDGEMENT, **changed}).status_code


def ask(client: FlaskClient, idea: Idea, email: str = "", **more: object) -> int:
    """Send the form that asks."""
    return client.post(f"/ideas/{idea.public_id}/evaluators", data={"email": email, **more}).status_code


def abstain(client: FlaskClient, idea: Idea, reason: str = "other", words: str = "") -> int:
    """Send the form of abstaining."""
    sent = {"reason": reason, "words": words}
    return client.post(f"/ideas/{idea.public_id}/abstention", data=sent).status_code


def open_round(client: FlaskClient, idea: Idea, **more: object) -> int:
    """Send the form of a new round."""
    return client.post(f"/ideas/{idea.public_id}/rounds/new", data=more).status_code


def close_round(client: FlaskClient, idea: Idea) -> int:
    """Close the round."""
    return client.post(f"/ideas/{idea.public_id}/rounds/close").status_code


def scores(idea: Idea) -> dict[str, tuple[int, str]]:
    """The scores of the one evaluation there is."""
    (evaluation,) = db.session.scalars(select(Evaluation).where(Evaluation.case_id == idea.id))
    return {score.criterion.code: (score.value, score.words) for score in evaluation.scores}


def requests(idea: Idea) -> list[int]:
    """Who is asked."""
    found = select(EvaluationRequest.user_id).join(EvaluationRound).where(EvaluationRound.case_id == idea.id)
    return list(db.session.scalars(found.order_by(EvaluationRequest.user_id)))


def recorded(idea: Idea, kind: Kind) -> list[Entry]:
    """The entries of one kind about the idea."""
    return list(db.session.scalars(select(Entry).where(Entry.case_id == idea.id, Entry.kind == kind)))
