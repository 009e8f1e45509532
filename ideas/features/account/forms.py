"""The forms of a person's own account."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField
from wtforms.validators import EqualTo, ValidationError

from ideas.attempts import is_own_password
from ideas.forms import Form, at_most, choices, new_password, required
from ideas.i18n import LANGUAGES
from ideas.models.user import User
from ideas.passwords import LONGEST
from ideas.web.clock import now


class ProfileForm(Form):
    """The language that the person reads."""

    language = RadioField(_l("Language of the pages"), [required()], choices=choices(LANGUAGES.items()))


class PasswordForm(Form):
    """A new password, set by somebody who knows the present one."""

    present = PasswordField(_l("Present password"), [required(), at_most(LONGEST)])
    password = PasswordField(_l("New password"), new_password())
    repeated = PasswordField(
        _l("The new password again"),
        [required(), EqualTo("password", _l("The two passwords are not the same."))],
    )

    known: tuple[str, ...] = ()
    """What others could know of the person, and would try first."""
    person: User
    """Whose password it is."""

    def validate_present(self, field: Any) -> None:
        """A window left open is not enough to take an account over."""
        if not is_own_password(self.person, field.data or "", address=request.remote_addr, at=now()):
            raise ValidationError(_l("This is not your present password."))
