"""The page that tells a person what is kept of them, and the download of all of it."""

from flask import Blueprint, Response, render_template, send_file

from ideas.access import current_actor, requires
from ideas.features.own_data import queries, service
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("own_data", __name__)


@blueprint.route("/me/data")
@requires(Action.OWN_ACCOUNT)
def data() -> str:
    """What is kept of the person, and why."""
    return render_template("own_data/data.html", kept=queries.kept(current_actor()))


@blueprint.route("/me/data.zip")
@requires(Action.OWN_ACCOUNT)
def download() -> Response:
    """Everything that is kept of the person, as one file."""
    packed = service.pack(current_actor(), now())
    answer = send_file(packed, "application/zip", as_attachment=True, download_name="tilaa-my-data.zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer
