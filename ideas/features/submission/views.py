"""The pages on which an idea is written, shown to colleagues, submitted or thrown away."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas import labels
from ideas.access import current_actor, demand, find, requires, rights
from ideas.features.submission import queries, service, sparrers
from ideas.features.submission.forms import ColleaguesForm, IdeaForm, SureForm, say_unknown, show_problems
from ideas.features.submission.service import Saved
from ideas.features.submission.writing import COLUMNS, first_author
from ideas.i18n import format_date, format_time, language
from ideas.models.direction import Direction, Theme
from ideas.models.idea import Idea
from ideas.transaction import Stale
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now
from ideas.web.security import new_post_key
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Refused
from workflow.permissions import Action

blueprint = Blueprint("submission", __name__)

Page = Response | str | tuple[str, int] | tuple[Response, int]


@blueprint.route("/ideas/new", methods=["GET", "POST"])
@requires(Action.BEGIN)
def begin() -> Page:
    """A new idea; its key stands in the address, so that going back leads to the draft that came of it."""
    if request.method == "POST":
        return _receive(None)
    if not request.args.get("key"):
        return redirect(url_for("submission.begin", key=new_post_key()))
    idea = queries.draft_of_key(request.args["key"], current_actor())
    if idea is None:
        return _draw(None, _form(None))
    return redirect(url_for("submission.draft", public_id=idea.public_id))


@blueprint.route("/ideas/<string:public_id>/draft", methods=["GET", "POST"])
@requires(Action.EDIT_DRAFT)
def draft(public_id: str) -> Page:
    """Goes on with a draft; an idea that has been submitted is read on its own page."""
    idea = _own(public_id)
    if request.method == "POST":
        return _receive(idea)
    if idea.state != IdeaState.DRAFT:
        return redirect(url_for("case.page", public_id=public_id))
    return _draw(idea, _form(idea))


@blueprint.route("/ideas/new/autosave", methods=["POST"])
@blueprint.route("/ideas/<string:public_id>/draft/autosave", methods=["POST"])
@requires(Action.BEGIN)
def autosave(public_id: str | None = None) -> Page:
    """Keeps what is being written, unchecked; the answer is for the page's script."""
    idea = _own(public_id) if public_id else None
    form = _form(idea)
    form.validate()
    try:
        return jsonify(_told(_keep(idea, form, submits=False).idea, form))
    except (Stale, Refused) as reason:
        return jsonify(message=_why(reason)), 409


@blueprint.route("/ideas/<string:public_id>/sparring", methods=["GET", "POST"])
@requires(Action.READ)
def sparring(public_id: str) -> Page:
    """Who may read the draft: its author asks colleagues here, and a colleague can step out."""
    idea, form = find(Idea, public_id, current_actor()), ColleaguesForm()
    if idea.state != IdeaState.DRAFT:
        return redirect(url_for("case.page", public_id=public_id))
    if form.validate_on_submit() and _ask(idea, form):
        flash(_("They can read and comment the draft now, and have been told."), "success")
        return redirect(url_for("submission.sparring", public_id=public_id), 303)
    allowed = rights(idea, current_actor())
    page = render_template("submission/sparring.html", idea=idea, form=form, rights=allowed)
    return page, form.code


@blueprint.route("/ideas/<string:public_id>/sparring/<int(max=2147483647):person_id>/end", methods=["POST"])
@requires(Action.READ)
def end_sparring(public_id: str, person_id: int) -> Page:
    """Ends the sparring with one colleague, or one's own."""
    actor = current_actor()
    sparrers.end(public_id, person_id, actor=actor, at=now())
    if person_id == actor.id:
        flash(_("You have stepped out, and no longer see the draft."), "success")
        return redirect(url_for("front.front"), 303)
    flash(_("The draft is no longer open to them."), "success")
    return redirect(url_for("submission.sparring", public_id=public_id), 303)


@blueprint.route("/ideas/<string:public_id>/discard", methods=["GET", "POST"])
@requires(Action.EDIT_DRAFT)
def discard(public_id: str) -> Page:
    """Asks once more, then throws the draft away."""
    idea = _own(public_id)
    if SureForm().validate_on_submit():
        service.discard(public_id, actor=current_actor())
        flash(_("The draft is gone."), "success")
        return redirect(url_for("front.front"), 303)
    is_free = idea.state == IdeaState.DRAFT and queries.is_untold(idea) and _is_first(idea)
    return render_template("submission/discard.html", idea=idea, is_free=is_free)


def _own(public_id: str) -> Idea:
    idea = find(Idea, public_id, current_actor())
    demand(Action.EDIT_DRAFT, current_actor(), idea)
    return idea


def _is_first(idea: Idea | None) -> bool:
    return idea is None or first_author(idea) == current_actor().id


def _form(idea: Idea | None) -> IdeaForm:
    """The form with what is stored; only who began the idea decides on names."""
    form = IdeaForm(data=_blank() if idea is None else _stored(idea))
    form.direction_id.choices = queries.named_choices(Direction, language())
    form.theme_id.choices = queries.named_choices(Theme, language())
    form.unit_id.choices = [("", "–"), *unit_choices(unit_tree(language()), language())]
    if not _is_first(idea):
        del form.hides_author, form.co_authors
    return form


def _blank() -> dict[str, Any]:
    key = request.args.get("key", "") or new_post_key()
    return {"draft_key": key, "language": language(), "unit_id": current_user.user.unit_id}


def _stored(idea: Idea) -> dict[str, Any]:
    names = "\n".join(queries.co_author_lines(idea, current_actor()))
    more = {"version": str(idea.version), "hides_author": idea.hides_author, "co_authors": names}
    return {name: getattr(idea, name) for name in COLUMNS} | more


def _receive(idea: Idea | None) -> Page:
    """Stores what was sent in any case; then shows what is wrong, or goes on."""
    form = _form(idea)
    form.validate()
    then = request.form.get("then", "save")
    saved = _keep(idea, form, submits=then == "submit")
    show_problems(form, saved.idea, saved.problems)
    return _draw(saved.idea, form) if form.errors else _go_on(saved.idea, then)


def _keep(idea: Idea | None, form: IdeaForm, submits: bool) -> Saved:
    public_id, people = (None, frozenset[int]()) if idea is None else (idea.public_id, idea.author_ids)
    co_authors = None
    if "co_authors" in form:
        found, unknown = queries.colleagues(form.co_authors.data, people)
        say_unknown(form.co_authors, unknown)
        co_authors = None if unknown else [person.id for person in found]
    asked = service.Wish(submits=submits, is_flawless=not form.errors)
    return service.save(form.writing(co_authors), public_id, asked, actor=current_actor(), at=now())


def _draw(idea: Idea | None, form: IdeaForm) -> Page:
    if idea is not None:
        form.version.data = str(idea.version)
    page = render_template("submission/draft.html", idea=idea, form=form, is_first=_is_first(idea))
    return page, form.code


def _go_on(idea: Idea, then: str) -> Response:
    pages = {"submit": "case.page", "attach": "attachments.add", "spar": "submission.sparring"}
    thanks = _(
        "Thank you for your idea. It is read and evaluated next, and you get an answer in words by %(day)s.",
        day=format_date(idea.next_date),
    )
    flash(thanks if then == "submit" else _("The draft is saved."), "success")
    return redirect(url_for(pages.get(then, "submission.draft"), public_id=idea.public_id), 303)


def _told(idea: Idea, form: IdeaForm) -> dict[str, Any]:
    """What the page's script needs: the version it holds against, and where the draft lives now."""
    page = url_for("submission.draft", public_id=idea.public_id)
    url = url_for("submission.autosave", public_id=idea.public_id)
    at = format_time(now())
    told = {"saved_at": at, "version": idea.version, "url": url, "action": page, "page": page}
    if "co_authors" in form and form.co_authors.errors:
        told["message"] = _("Saved at %(time)s, all but the co-authors: one of them was not found.", time=at)
    return told


def _why(reason: Exception) -> str:
    if isinstance(reason, Refused):
        return " ".join(str(labels.PROBLEMS[problem]) for problem in reason.problems)
    return str(_("This was changed in another window. Your words are kept in this one."))


def _ask(idea: Idea, form: ColleaguesForm) -> bool:
    """Whether everybody named was found and asked."""
    found, unknown = queries.colleagues(form.colleagues.data)
    say_unknown(form.colleagues, unknown)
    if not unknown:
        sparrers.ask(idea.public_id, [person.id for person in found], actor=current_actor(), at=now())
    return not unknown
