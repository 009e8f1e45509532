"""The page on which an administrator looks up whose name is hidden."""

from flask import Blueprint, render_template

from ideas.access import current_actor, demand, find, requires
from ideas.features.unsealing import service
from ideas.features.unsealing.forms import UnsealingForm
from ideas.features.unsealing.queries import hidden_authors
from ideas.models.case import Case
from ideas.web.clock import now
from ideas.web.journal import note
from workflow.permissions import Action

blueprint = Blueprint("unsealing", __name__)


@blueprint.route("/<case:public_id>/hidden-name", methods=["GET", "POST"])
@requires(Action.SHOW_AUTHOR)
def hidden_name(public_id: str) -> tuple[str, int]:
    """Ask for the reason; then show the name this once, and keep it nowhere."""
    case, form = find(Case, public_id, current_actor()), UnsealingForm()
    demand(Action.SHOW_AUTHOR, current_actor(), case)
    names, is_sealed = [], bool(hidden_authors(case))
    if is_sealed and form.validate_on_submit():
        names = service.show_authors(public_id, form.words.data or "", actor=current_actor(), at=now())
        note("author-shown")
    about = {"case": case, "names": names, "is_sealed": is_sealed}
    return render_template("unsealing/hidden_name.html", form=form, **about), 200 if names else form.code
