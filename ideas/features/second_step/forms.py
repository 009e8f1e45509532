"""The forms of the second step: each asks for the password, for a window left open is not enough."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import ValidationError

from ideas.attempts import is_own_password
from ideas.forms import Form, at_most, required
from ideas.models.user import User
from ideas.passwords import LONGEST
from ideas.web.clock import now


class RemovalForm(Form):
    """The password, so that nobody else removes the second step."""

    password = PasswordField(_l("Present password"), [required(), at_most(LONGEST)])

    person: User
    """Whose password it is."""

    def validate_password(self, field: Any) -> None:
        """Only the person knows it."""
        if not is_own_password(self.person, field.data or "", address=request.remote_addr, at=now()):
            raise ValidationError(_l("This is not your present password."))


class ConfirmationForm(RemovalForm):
    """The password, and the code that the app shows."""

    one_time_code = StringField(_l("Code"), [required(_l("Write the code.")), at_most(40)])
