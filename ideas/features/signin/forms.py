"""The forms of signing in and of choosing a first password."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import EqualTo

from ideas.forms import Form, at_most, new_password, required
from ideas.passwords import LONGEST


class SignInForm(Form):
    """Address and password; with the way on, and what was written before the session ended."""

    email = EmailField(_l("E-mail"), [required(_l("Write your e-mail address.")), at_most(254)])
    password = PasswordField(_l("Password"), [required(_l("Write your password.")), at_most(LONGEST)])
    next = HiddenField()
    kept = HiddenField()
    kept_path = HiddenField()


class FirstPasswordForm(Form):
    """A password for an account that has none, or has lost it."""

    password = PasswordField(_l("Password"), new_password())
    repeated = PasswordField(
        _l("The same password again"),
        [required(), EqualTo("password", _l("The two passwords are not the same."))],
    )

    known: tuple[str, ...] = ()
    """What others could know of the person, and would try first."""
