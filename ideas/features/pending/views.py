"""The batch of prepared decisions over HTTP: read through, release the chosen, discard one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.pending import queries, service
from ideas.features.pending.queries import Told
from ideas.preparing import prepared_for
from ideas.web.addresses import row_number
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("pending", __name__)
Answer = Response | tuple[str, int]


@blueprint.app_template_global("prepared_count")
def prepared_count() -> int:
    """How many prepared decisions the reader may know of."""
    return queries.count(current_actor())


blueprint.add_app_template_global(prepared_for, "prepared_for")


@blueprint.route("/decisions/pending", methods=["GET", "POST"])
@requires(Action.RELEASE_DECISIONS)
def pending() -> Answer:
    """Everything that is prepared, as its authors will read it."""
    if "discard" in request.form:
        return _discarded()
    return _released() if request.method == "POST" else _page()


def _page(found: Told | None = None, error: str = "", code: int = 200) -> Answer:
    """The batch; after a release that did not happen, with what stood in its way and the same choice."""
    chosen = _chosen() if request.method == "POST" else None
    rows = queries.batch(current_actor(), now(), found)
    return render_template("pending/pending.html", rows=rows, error=error, chosen=chosen), code


def _released() -> Answer:
    chosen = _chosen()
    if not chosen:
        return _page(error=_("Choose at least one decision."), code=422)
    try:
        told = service.release(chosen, actor=current_actor(), at=now())
    except service.Hindered as hindered:
        error = _("Nothing was released: what stands in the way is said beside each decision.")
        if not hindered.problems:
            error = _("Nothing was released: some of the chosen are no longer here. Look at the rest again.")
        return _page(hindered.problems, error, 409)
    flash(ngettext("%(num)d decision is told.", "%(num)d decisions are told.", told), "success")
    return redirect(url_for("pending.pending"), 303)


def _discarded() -> Response:
    gone = service.discard(row_number(request.form.get("discard")) or 0, actor=current_actor())
    flash(_("Discarded. Nobody hears of it.") if gone else _("It was no longer here."), "success")
    return redirect(url_for("pending.pending"), 303)


def _chosen() -> dict[int, str]:
    """The number of each chosen decision, and the mark of what was read."""
    pairs = (choice.partition(":") for choice in request.form.getlist("chosen"))
    return {number: seen for text, _colon, seen in pairs if (number := row_number(text)) is not None}
