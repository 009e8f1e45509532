"""The forms of signing in and of choosing a first password."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField, StringField
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


class CodeForm(Form):
    """The code of the second step; with the way on, as in the form of the first."""

    one_time_code = StringField(_l("Code"), [required(_l("Write the code.")), at_most(40)])
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
