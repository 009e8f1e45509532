"""The organisation's own pages, read by everybody and written by administrators."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas import i18n
from ideas.access import current_actor, public, requires
from ideas.features.pages import queries, service
from ideas.features.pages.forms import PageForm
from ideas.i18n import LANGUAGES
from ideas.models.page import PageKey
from ideas.retention import held
from ideas.web.addresses import row_number
from ideas.web.clock import now
from workflow.permissions import Action, may

blueprint = Blueprint("pages", __name__)
blueprint.add_app_template_global(held, "retention_held")


@blueprint.route("/privacy", defaults={"key": "privacy"})
@blueprint.route("/accessibility", defaults={"key": "accessibility"})
@public
def page(key: str) -> str:
    """One of the pages, in the reader's language."""
    shown = queries.page(PageKey(key), i18n.language())
    may_edit = current_user.is_authenticated and may(Action.EDIT_PAGES, current_actor().role)
    return render_template("pages/page.html", shown=shown, may_edit=may_edit)


@blueprint.route("/pages")
@requires(Action.EDIT_PAGES)
def pages() -> str:
    """Every page in every language, and what is still to be filled in."""
    return render_template("pages/pages.html", every=queries.every_page())


@blueprint.route("/pages/<string:key>/<string:language>", methods=["GET", "POST"])
@requires(Action.EDIT_PAGES)
def edit(key: str, language: str) -> Response | tuple[str, int]:
    """Write a page, from its text or from that of an earlier version; see it before it is kept."""
    shown = queries.page(*_place(key, language))
    older = queries.version(shown.key, shown.language, row_number(request.args.get("from")))
    form = PageForm(text=(older or shown).text, version=str(shown.version))
    if form.validate_on_submit() and not form.preview.data and _kept(form, shown):
        flash(_("Saved. Everybody reads this text from now on."), "success")
        return redirect(url_for("pages.pages"), 303)
    versions = queries.versions(shown.key, shown.language)
    code = 200 if form.preview.data and not form.errors else form.code
    return render_template("pages/edit.html", form=form, shown=shown, versions=versions), code


@blueprint.route("/pages/<string:key>/<string:language>/<int:version>")
@requires(Action.EDIT_PAGES)
def version(key: str, language: str, version: int) -> str:
    """A page as it was in one of its versions."""
    shown = queries.version(*_place(key, language), version)
    return render_template("pages/version.html", shown=shown or abort(404))


def _place(key: str, code: str) -> tuple[PageKey, str]:
    if key not in list(PageKey) or code not in LANGUAGES:
        abort(404)
    return PageKey(key), code


def _kept(form: PageForm, shown: queries.Shown) -> bool:
    """Save; or say on the form that somebody was faster."""
    text, seen = form.text.data or "", form.seen_version
    try:
        service.write(shown.key, shown.language, text, seen, actor=current_actor(), at=now())
    except service.Overtaken:
        form.version.data = str(shown.version)
        form.form_errors.append(
            _("Somebody wrote this page meanwhile. Read their text, then save yours again.")
        )
        return False
    return True
