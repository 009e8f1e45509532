"""The two questions that a load balancer asks."""

from flask import Blueprint

from ideas.access import public
from ideas.features.health.queries import database_answers

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> tuple[str, int]:
    """The process lives."""
    return "ok\n", 200


@blueprint.get("/readyz")
@public
def readyz() -> tuple[str, int]:
    """The database answers."""
    return ("ready\n", 200) if database_answers() else ("the database does not answer\n", 503)
