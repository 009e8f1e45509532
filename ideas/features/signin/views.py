"""The pages of signing in and out, of one-time links, and the choice of a language."""

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from ideas.access import load_person, public
from ideas.accounts import choose_language as remember_language
from ideas.attempts import attempt_of
from ideas.features.signin import service
from ideas.features.signin.browsers import name_browser
from ideas.features.signin.forms import CodeForm, FirstPasswordForm, SignInForm
from ideas.features.signin.queries import Link, LinkState, find_link
from ideas.forms import Form
from ideas.i18n import LANGUAGES, language
from ideas.passwords import hash_password
from ideas.web.carry import is_own_path, own_referrer, unpack
from ideas.web.clock import now
from ideas.web.errors import offer_again
from ideas.web.journal import note

blueprint = Blueprint("signin", __name__)
Page = tuple[str, int, dict[str, str]]
HALF = "half"
"""Under which name the cookie carries the token of somebody halfway in."""
MARK = 16
"""So much of a hash is enough to see in the server's log that it was the same account again."""


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response | Page | str:
    """Sign in with address and password, and go on to where the person was going."""
    form = SignInForm(next=request.args.get("next", ""))
    if not form.is_submitted() and current_user.is_authenticated:
        return redirect(_way_on(form.next.data), 303)
    outcome = _tried(form) if form.validate_on_submit() else service.Outcome()
    if outcome.token or outcome.half:
        return _let_in(outcome, form)
    return render_template("signin/sign_in.html", form=form), *_standing(form, outcome)


@blueprint.route("/sign-in/second-step", methods=["GET", "POST"])
@public
def second_step() -> Response | Page | str:
    """The code that is asked for after the password, where the person has chosen so."""
    form, half = CodeForm(), session.get(HALF, "")
    outcome = _stepped(form, half) if form.validate_on_submit() else service.Outcome(is_lost=not half)
    if outcome.token:
        return _let_in(outcome, form)
    if outcome.is_lost:
        return _asked_anew()
    return render_template("signin/second_step.html", form=form), *_standing(form, outcome)


@blueprint.route("/sign-out", methods=["POST"])
@public
def sign_out() -> Response:
    """End this session here and on the server."""
    if current_user.is_authenticated:
        service.sign_out(current_user.session_id, now())
    logout_user()
    _forget_session()
    flash(_("You have signed out."), "success")
    answer = redirect(url_for("signin.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.route("/invitations/<string:token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Response | tuple[str, int]:
    """Choose a password by a one-time link; the account is open then."""
    link = find_link(token, now())
    form = _password_form(link)
    if link.state is LinkState.OPEN and form.validate_on_submit():
        return _accepted(token, form)
    code = 410 if link.state is not LinkState.OPEN else form.code
    return render_template("signin/invitation.html", form=form, link=link), code


@blueprint.route("/language", methods=["POST"])
@public
def choose_language() -> Response:
    """Read the pages in another language, and stay on the page."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            remember_language(current_user.user.id, chosen, at=now())
    return redirect(_way_on(request.form.get("next") or own_referrer()), 303)


def _tried(form: SignInForm) -> service.Outcome:
    """Try to sign in; where it fails the form says so, alike for every reason."""
    attempt = attempt_of(form.email.data or "", request.remote_addr)
    outcome = service.sign_in(
        form.email.data or "",
        form.password.data or "",
        attempt=attempt,
        browser=name_browser(request.user_agent.string),
        at=now(),
    )
    note(outcome.event, account=attempt.account[:MARK], address=attempt.address[:MARK])
    if outcome.wait:
        form.form_errors.append(_("There were many tries. Wait a moment, then try again."))
    elif not outcome.token:
        form.form_errors.append(_("The e-mail address or the password is not right."))
    return outcome


def _let_in(outcome: service.Outcome, form: SignInForm | CodeForm) -> Response | str:
    """Into the house; or to the second step first."""
    if outcome.half:
        _begin_second_step(outcome.half)
        return render_template("signin/second_step.html", form=CodeForm())
    _begin_session(outcome.token or "")
    return _go_on(form)


def _stepped(form: CodeForm, half: str) -> service.Outcome:
    """Try the code; where it fails the form says so."""
    browser = name_browser(request.user_agent.string)
    outcome = service.take_second_step(
        half, form.one_time_code.data or "", address=request.remote_addr, browser=browser, at=now()
    )
    note(f"second-step-{outcome.event}")
    if outcome.wait:
        form.form_errors.append(_("There were many tries. Wait a moment, then try again."))
    elif not outcome.token:
        form.one_time_code.errors = [
            _("This code is not right, or it was used already. Wait for the next one.")
        ]
    return outcome


def _asked_anew() -> Response | Page:
    """Whoever was halfway in for too long begins again; what they wrote stays with them."""
    if request.method == "GET":
        return redirect(url_for("signin.sign_in"), 303)
    form = SignInForm()
    form.form_errors = [_("That took too long. Sign in once more.")]
    return render_template("signin/sign_in.html", form=form), 422, {}


def _standing(form: Form, outcome: service.Outcome) -> tuple[int, dict[str, str]]:
    """The code and the headers of a page that did not let anybody in."""
    return (429, {"Retry-After": str(outcome.wait)}) if outcome.wait else (form.code, {})


def _go_on(form: SignInForm | CodeForm) -> Response | str:
    """To where the person was going; or first to what they had written when their session ended."""
    fields = unpack(form.kept.data or "")
    path = form.kept_path.data or ""
    if fields and is_own_path(path):
        return offer_again(fields, path)
    return redirect(_way_on(form.next.data), 303)


def _password_form(link: Link) -> FirstPasswordForm:
    form = FirstPasswordForm()
    if link.invitation is not None:
        form.known = (link.invitation.email, link.invitation.name)
    return form


def _accepted(token: str, form: FirstPasswordForm) -> Response:
    """Into the house; or back to the link, which then says that it was used meanwhile."""
    password_hash = hash_password(form.password.data or "")
    browser = name_browser(request.user_agent.string)
    outcome = service.accept(token, password_hash, language=language(), browser=browser, at=now())
    if outcome.half:
        _begin_second_step(outcome.half)
        return redirect(url_for("signin.second_step"), 303)
    if not outcome.token:
        return redirect(request.path, 303)
    _begin_session(outcome.token)
    flash(_("Welcome. Your password is set."), "success")
    return redirect("/", 303)


def _begin_session(token: str) -> None:
    """A cookie with nothing in it from before, or a cookie given by somebody else could live on."""
    _forget_session()
    login_user(load_person(token))
    refresh()  # the rest of this answer speaks the person's language, not the browser's


def _begin_second_step(half: str) -> None:
    """Nobody is signed in yet: the cookie carries only what leads to the second step."""
    _forget_session()
    session[HALF] = half


def _forget_session() -> None:
    chosen = session.get("language")
    session.clear()
    g.pop("csrf_token", None)  # the page drawn next needs a token of the new session
    if chosen:
        session["language"] = chosen


def _way_on(path: str | None) -> str:
    """The path if it is one of ours, else the front page."""
    return path if path and is_own_path(path) else "/"
