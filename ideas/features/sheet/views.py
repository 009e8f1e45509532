"""The sheet of the management group over HTTP: as a page, as PDF, and that it was handled."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as Answer

from ideas.access import current_actor, requires
from ideas.features.sheet import service
from ideas.features.sheet.forms import HandlingForm, sheet_form
from ideas.features.sheet.paper import pdf
from ideas.features.sheet.report import sheet
from ideas.i18n import language
from ideas.models.unit import Unit
from ideas.scope import Scope, scope_of
from ideas.transaction import Repeated
from ideas.units import unit_tree
from ideas.web.clock import now, today
from workflow.permissions import Action, may

blueprint = Blueprint("sheet", __name__)
CHOSEN = ("period", "unit")
REFUSALS: dict[type[Exception], Any] = {
    service.Overtaken: _l("Other ideas stand on the sheet now. Look at them, and send it again."),
    service.Empty: _l("No idea stands on the sheet, so there is nothing to record."),
}


@blueprint.route("/situation/sheet")
@requires(Action.SEE_SITUATION)
def page() -> str:
    """The sheet of a period and a unit, as it is read and printed."""
    units = unit_tree(language())
    scope = _asked_for(units)
    found, form = sheet(scope, language()), sheet_form(scope, units, language())
    can_handle = may(Action.RECORD_HANDLING, scope.actor.role)
    handling = HandlingForm(None, on=today(), seen=found.seen) if can_handle and found.voices else None
    return render_template("sheet/page.html", sheet=found, scope=scope, form=form, handling=handling)


@blueprint.route("/situation/sheet.pdf")
@requires(Action.SEE_SITUATION)
def paper() -> Response:
    """The same on one page of paper."""
    scope = _asked_for(unit_tree(language()))
    answer = Response(pdf(sheet(scope, language()), scope, language()), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"tilaa-{today()}.pdf")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/situation/sheet/handling", methods=["GET", "POST"])
@requires(Action.RECORD_HANDLING)
def handle() -> Answer | tuple[str, int]:
    """Record that the management group handled the ideas on the sheet."""
    scope = _asked_for(unit_tree(language()))
    found, form = sheet(scope, language()), HandlingForm(on=today())
    if form.validate_on_submit() and _is_handled(form, scope):
        return redirect(url_for("sheet.page", _anchor="handled", **_address(scope)), 303)
    form.seen.data = found.seen
    return render_template("sheet/handle.html", sheet=found, scope=scope, form=form), form.code


def _is_handled(form: HandlingForm, scope: Scope) -> bool:
    """Record it; or say on the form what stands in the way."""
    try:
        service.handle(form.said, scope, at=now())
    except tuple(REFUSALS) as refusal:
        form.form_errors.append(str(REFUSALS[type(refusal)]))
        return False
    except Repeated:
        return True
    flash(_("Recorded. The history of every idea on the sheet says so now."), "success")
    return True


def _address(scope: Scope) -> dict[str, Any]:
    return dict(scope.address)


def _asked_for(units: list[Unit]) -> Scope:
    asked = {name: request.args.get(name, "") for name in CHOSEN}
    return scope_of(asked, units, actor=current_actor(), today=today())
