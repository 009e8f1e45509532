"""The forms of the second step: each asks for the password, for a window left open is not enough."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import ValidationError

from ideas.forms import Form, at_most, required
from ideas.passwords import LONGEST, verify_password


class RemovalForm(Form):
    """The password, so that nobody else removes the second step."""

    password = PasswordField(_l("Present password"), [required(), at_most(LONGEST)])

    stored: str | None = None
    """The hash of the present password."""

    def validate_password(self, field: Any) -> None:
        """Only the person knows it."""
        if not verify_password(self.stored, field.data or ""):
            raise ValidationError(_l("This is not your present password."))


class ConfirmationForm(RemovalForm):
    """The password, and the code that the app shows."""

    one_time_code = StringField(_l("Code"), [required(_l("Write the code.")), at_most(40)])
