"""The front page and the older news behind it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.access import current_actor, public, requires
from ideas.features.front import queries, service
from ideas.features.front.forms import ReadForm
from ideas.features.front.home import home
from ideas.resting import fading
from ideas.web.addresses import row_number
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("front", __name__)
blueprint.add_app_template_global(fading, "fading_drafts")


@blueprint.route("/")
@public
def front() -> str:
    """What one can do, what waits and what moved; a welcome where nobody is signed in."""
    mine = home(current_actor(), now()) if current_user.is_authenticated else None
    return render_template("front/front.html", home=mine)


@blueprint.route("/news", methods=["GET", "POST"])
@requires(Action.READ)
def news() -> Response | str:
    """Everything this person was told, page by page; a post marks it as read."""
    form = ReadForm()
    if form.validate_on_submit():
        service.mark_read(form.up_to.data or 0, actor=current_actor(), at=now())
        flash(_("Everything is marked as read."), "success")
        return redirect(url_for("front.front"), 303)
    before = row_number(request.args.get("before"))
    page = queries.news(current_actor(), queries.ON_A_PAGE, before)
    return render_template("front/news.html", news=page)
