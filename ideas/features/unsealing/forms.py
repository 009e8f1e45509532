"""The form of somebody who has to know whose name is hidden."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from ideas.forms import LONGEST_WORDS, Form, at_most, free_of_identity_codes, required


class UnsealingForm(Form):
    """Why it has to be known."""

    words = TextAreaField(
        _l("Why you have to know"),
        [required(_l("Say why you have to know.")), at_most(LONGEST_WORDS), free_of_identity_codes],
        description=_l("The author is told, and everybody who sees the case reads it: name nobody."),
    )
