"""The form of a comment."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from ideas.forms import Form, at_most, free_of_identity_codes, required

LONGEST = 5_000


class CommentForm(Form):
    """A comment in markdown."""

    body = TextAreaField(
        _l("Comment"),
        [required(), at_most(LONGEST), free_of_identity_codes],
        description=_l(
            "Markdown works: **bold**, *italic*, lists with - and links. Leave customers’ data out."
        ),
    )
