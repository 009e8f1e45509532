"""What protects every request: headers, cookies, the form's key and the refusal of foreign posts."""

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, session
from flask_login import current_user

from ideas.access import MARK
from ideas.transaction import PostKey, current_post
from ideas.web.clock import now

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Guard every request and dress every answer."""
    app.before_request(_refuse_foreigners)
    app.before_request(_remember_post)
    app.teardown_request(_forget_post)
    app.after_request(_dress)


def new_post_key() -> str:
    """A key for one form as it was drawn."""
    return secrets.token_urlsafe(18)


def _refuse_foreigners() -> None:
    """A browser says where a request comes from: only our own pages may post, others may but lead here."""
    is_foreign = request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}
    asked_for = (request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest"))
    if is_foreign and (request.method not in SAFE or asked_for != ("navigate", "document")):
        abort(403)
    if request.method not in SAFE and not _is_own(request.headers.get("Origin")):
        abort(403)


def _is_own(origin: str | None) -> bool:
    """Programs that are no browsers name no origin; a browser that hides it is not let through."""
    try:
        return origin is None or urlsplit(origin).netloc == request.host
    except ValueError:
        return False


def _remember_post() -> None:
    """Whoever posts to a public view may not be signed in, and does no harm by posting twice."""
    view = current_app.view_functions.get(request.endpoint or "")
    is_public = getattr(view, MARK, None) is None
    key = request.form.get("post_key", "") if request.method == "POST" and not is_public else ""
    if not key or len(key) > 60:
        current_post.set(None)
        return
    person = current_user.user.id if current_user.is_authenticated else 0
    # Hashed, for the row stands beside the case and a hidden author must not be read from it.
    current_post.set(PostKey(_keyed(f"{person}:{key}"), _body_hash(), now()))


def _body_hash() -> str:
    said = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    files = [(name, file.filename) for name, file in request.files.items(multi=True)]
    return _keyed(repr((request.path, said, files)))


def _keyed(said: str) -> str:
    """A hash that only we can make, for a password may be part of what was said."""
    return hmac.digest(str(current_app.secret_key).encode(), said.encode(errors="replace"), "sha256").hex()


def _forget_post(error: BaseException | None) -> None:
    current_post.set(None)


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    response.headers.setdefault("Cache-Control", "no-store")
    # A cookie is sent when it says something new; it lasts as long as a session may, from when that began.
    if session.modified and session:
        session.permanent = True
    return response
