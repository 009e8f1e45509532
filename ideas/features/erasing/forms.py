"""The form in which an administrator confirms that a person is erased."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas.features.erasing.service import Wish
from ideas.forms import WORDS, Form, at_most, required
from ideas.models.user import fold_address


class ErasingForm(Form):
    """The reason in words, and the address written once more, so that nobody is erased by mistake."""

    reason = TextAreaField(_l("Reason"), [required(), *WORDS])
    takes_comments = BooleanField(_l("Erase the words of the person’s comments too"))
    address = StringField(_l("Write the person’s e-mail address once more"), [required(), at_most(254)])

    known = ""
    """The address of the person in question."""

    def validate_address(self, field: Any) -> None:
        """The very address of the person."""
        if fold_address(field.data or "") != self.known:
            raise ValidationError(_l("This is not the address of this person."))

    @property
    def wish(self) -> Wish:
        """What is asked for, once the form holds."""
        return Wish(self.reason.data or "", bool(self.takes_comments.data))
