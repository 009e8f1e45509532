"""The page on which every part of a page can be seen."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from ideas import labels
from ideas.access import public
from ideas.features.styleguide.forms import ExampleForm
from ideas.telling import Row
from ideas.web.clock import now
from workflow.events import Kind

blueprint = Blueprint("styleguide", __name__)


@blueprint.route("/styleguide", methods=["GET", "POST"])
@public
def styleguide() -> tuple[str, int]:
    """Every part in each of its states; the form, sent, shows its errors."""
    form = ExampleForm()
    code = 422 if form.is_submitted() and not form.validate() else 200
    return render_template("styleguide/styleguide.html", form=form, rows=_rows()), code


def _rows() -> list[Row]:
    """What a history looks like, in the words of the house."""
    submitted, commented = labels.sentence(Kind.SUBMITTED, {}), labels.sentence(Kind.COMMENTED, {})
    words = _("One answer instead of three letters, and no need to call.")
    change = (_("Title"), _("Letters"), _("One letter instead of three"))
    return [
        Row(now(), "Aino Lehtinen", submitted),
        Row(now(), "Oskar Nyström", commented, words),
        Row(now(), "Aino Lehtinen", labels.sentence(Kind.EDITED, {}), None, [change]),
    ]
