"""Turns every refusal into a page: what happened, why, and a way on, with the person's words kept."""

import errno

from flask import Flask, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import AnonymousUserMixin, current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from ideas import labels
from ideas.attempts import Slowed
from ideas.extensions import db
from ideas.models.case import Case
from ideas.stores import Unreachable
from ideas.telling import entries_since
from ideas.transaction import Repeated, Stale
from ideas.web.carry import Kept, as_sent, is_own_path, own_referrer, pack, posted, unpack
from workflow.machine import Forbidden, Refused

Page = tuple[str, int]
AWAY = (OperationalError, InterfaceError, NoConnection, Unreachable)
"""How the database says that it is gone, closed to us, or busy for too long; and the store of files."""
UNWRITABLE = frozenset({"25006", "25P03"})
"""PostgreSQL: only read from since another server took over, or closed on us because we were slow."""
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The disk is full, or our part of it is."""


def init_app(app: Flask) -> None:
    """Register a page for every way a request can fail."""
    app.register_error_handler(Forbidden, lambda error: _page(403))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Stale, _stale)
    app.register_error_handler(StaleDataError, lambda error: _carry(409, _("Someone was faster"), _raced()))
    app.register_error_handler(Repeated, _repeated)
    app.register_error_handler(Slowed, lambda error: (*_page(429), {"Retry-After": str(error.wait)}))
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(401, _signed_out)
    app.register_error_handler(IntegrityError, _met)
    for away in AWAY:
        app.register_error_handler(away, _database_away)
    app.register_error_handler(InternalError, _unwritable)
    app.register_error_handler(OSError, _no_room)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _elsewhere)
    app.register_error_handler(500, _failed)


def home_of(case: Case) -> str:
    """The page of a case."""
    return url_for("case.page", public_id=case.public_id)


def offer_again(fields: list[Kept], path: str) -> str:
    """What was written before the session ended, ready to be sent now that the person is here again."""
    text = _("This is what you wrote before your session ended. Look at it and send it.")
    return render_template(
        "errors/carry.html", title=_("Welcome back"), text=text, action=path, fields=fields,
        rows=[], version=None, back_url="/",
    )  # fmt: skip


def _http(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]]:
    """The page keeps what belongs to the code, such as which methods are allowed or when to come again."""
    more = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    return (*_page(error.code or 500), more)


def _elsewhere(error: SecurityError) -> Response:
    """Asked for under a name that is not ours: no page can be drawn, for no address of ours is known."""
    return Response("Not served under this name.", 400, mimetype="text/plain")


def _page(code: int) -> Page:
    title, text = labels.http_error(code)
    return render_template("errors/error.html", code=code, title=title, text=text), code


def _plain(code: int, fields: tuple[tuple[str, str], ...] = ()) -> Page:
    # Flask-Login would ask the database for the person again, and fail again.
    if "_login_user" not in g:
        g._login_user = AnonymousUserMixin()
    title, text = labels.http_error(code)
    return render_template("errors/plain.html", code=code, title=title, text=text, fields=fields), code


def _refused(error: Refused) -> Page:
    text = " ".join(str(labels.PROBLEMS[problem]) for problem in error.problems)
    return _carry(409, _("This cannot be done now"), text)


def _stale(error: Stale) -> Page:
    case = db.session.get(Case, error.case_id)
    rows = entries_since(case, error.version) if case else []
    text = _("This was changed while you were writing. Look at it, then send your words again if they hold.")
    return _carry(409, _("Someone was faster"), text, rows=rows, version=case.version if case else None)


def _raced() -> str:
    return str(_("This was changed at the same moment. Your words are below: send them again if they hold."))


def _met(error: IntegrityError) -> Page:
    """Two wrote the same thing at the same moment; logged without values, for it may be a fault of ours."""
    db.session.rollback()
    current_app.logger.warning("%s at %s", type(error.orig).__name__, request.endpoint)
    return _carry(409, _("Someone was faster"), _raced())


def _repeated(error: Repeated) -> Response:
    case = db.session.get(Case, error.case_id) if error.case_id else None
    if case is not None:
        return redirect(home_of(case), 303)
    return redirect(own_referrer(), 303)


def _csrf(error: CSRFError) -> Page:
    kept, path = unpack(request.form.get("kept", "")), request.form.get("kept_path", "")
    if kept and current_user.is_authenticated and is_own_path(path):
        return offer_again(kept, path), 400
    if not current_user.is_authenticated and (kept or request.endpoint != "signin.sign_in"):
        return _signed_out(error)  # type: ignore[return-value]
    return _carry(
        400,
        _("Please send it once more"),
        _("The page had been open for long. Nothing is lost: check it and send it again."),
    )


def _signed_out(error: Exception) -> Response | Page:
    if request.method != "POST":
        target = request.full_path.rstrip("?")
        return redirect(url_for("signin.sign_in", next=target if target != "/" else None), 303)
    kept = request.form.get("kept") or pack(posted())
    path = request.form.get("kept_path") or request.path
    return render_template("errors/signed_out.html", kept=kept, kept_path=path), 401


def _failed(error: Exception) -> Page | tuple[str, int, dict[str, str]]:
    """The last resort; the database can also go while another page of errors is drawn."""
    original = getattr(error, "original_exception", None)
    return _database_away(original) if isinstance(original, AWAY) else _plain(500)


def _unwritable(error: InternalError) -> Page | tuple[str, int, dict[str, str]]:
    """Of what the database calls its own fault, this much is a state that passes."""
    if getattr(error.orig, "sqlstate", None) in UNWRITABLE:
        return _database_away(error)
    current_app.logger.error("%s at %s", type(error.orig).__name__, request.endpoint)
    return _plain(500)


def _no_room(error: OSError) -> tuple[str, int, dict[str, str]]:
    """A large form waits on the disk of the server until it has come whole."""
    if error.errno in NO_ROOM:
        return _database_away(error)
    raise error


def _database_away(error: Exception) -> tuple[str, int, dict[str, str]]:
    """Whether a post was carried out may be unknown: sent again just as it was, it is carried out once."""
    fault = getattr(error, "orig", error)
    current_app.logger.warning("%s at %s", type(fault).__name__, request.endpoint)
    return (*_plain(503, as_sent()), {"Retry-After": "5"})


def _carry(code: int, title: str, text: str, **more: object) -> Page:
    context = {"rows": [], "version": None, "fields": posted(), "back_url": _back(), **more}
    return render_template(
        "errors/carry.html", title=title, text=text, action=request.full_path, **context
    ), code


def _back() -> str:
    return request.path.rsplit("/", 1)[0] if is_own_path(request.path) else "/"
