"""The page of a person's calendar feed, and the feed itself."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas import labels
from ideas.access import public, requires
from ideas.features.calendar import queries, service
from ideas.features.calendar.queries import Due
from ideas.i18n import DEFAULT
from ideas.icalendar import Day
from ideas.icalendar import calendar as written
from ideas.models import User
from ideas.web.clock import now
from workflow.actors import Actor
from workflow.permissions import Action

blueprint = Blueprint("calendar", __name__)
TYPE = "text/calendar; charset=utf-8"


@blueprint.route("/me/calendar", methods=["GET", "POST"])
@requires(Action.OWN_ACCOUNT)
def calendar() -> str:
    """Whether there is a feed and when it was read; a new address is shown once."""
    me, link = current_user.user.id, None
    if request.method == "POST":
        token = service.make(me, at=now())
        link = url_for("calendar.feed", token=token, _external=True)
    return render_template("calendar/calendar.html", feed=queries.feed_of(me), link=link)


@blueprint.route("/me/calendar/revoke", methods=["POST"])
@requires(Action.OWN_ACCOUNT)
def revoke() -> Response:
    """Let the address lead nowhere."""
    service.revoke(current_user.user.id, at=now())
    flash(_("The address leads nowhere any more."), "success")
    return redirect(url_for("calendar.calendar"), 303)


@blueprint.route("/calendar/<string:token>.ics", methods=["GET"])
@public
def feed(token: str) -> Response:
    """What is due, for whoever has the address; unknown and revoked ones are absent alike."""
    found = queries.read_by(token) or abort(404)
    text = _in_their_language(found.user)
    service.note_reading(found, now())
    return Response(text, content_type=TYPE, headers={"Content-Disposition": "inline; filename=tilaa.ics"})


def _in_their_language(person: User) -> str:
    """The whole calendar of a person; what they may know of is asked anew each time."""
    with force_locale(person.language or DEFAULT):
        days = [_day(due) for due in queries.due(Actor(person.id, person.role))]
        return written("Tilaa", days, now())


def _day(due: Due) -> Day:
    what, url = labels.DUE[due.part], url_for("case.page", public_id=due.public_id, _external=True)
    return Day(
        uid=f"{due.part}-{due.number}-{due.public_id.lower()}@{request.host}",
        on=due.on,
        summary=_("%(what)s: %(title)s", what=what, title=due.title),
        description=url,
        url=url,
    )
