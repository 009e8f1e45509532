"""Joining in a chosen role, and a thank-you in words."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from ideas import labels
from ideas.forms import Form, at_most, choices, free_of_identity_codes, required


class JoinForm(Form):
    """What the person wants to do."""

    role = RadioField(
        _l("What would you like to do?"), [required()], choices=choices(labels.JOIN_ROLES.items())
    )


class ThankForm(Form):
    """A thank-you is always in words."""

    words = TextAreaField(
        _l("Your thanks"),
        [required(), at_most(1_000), free_of_identity_codes],
        description=_l("Say what you are thankful for. The author is told, and everyone can read it."),
    )
