"""The form of a comment."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from ideas.features.comments.mentions import Unclear, unclear
from ideas.forms import Form, at_most, free_of_identity_codes, required
from ideas.models.case import Case

LONGEST = 5_000
MOST_WAYS = 8
"""Of so many people it is said how to write them; whoever has a commoner name is looked up."""


class CommentForm(Form):
    """A comment in markdown."""

    body = TextAreaField(
        _l("Comment"),
        [required(), at_most(LONGEST), free_of_identity_codes],
        description=_l(
            "Markdown works: **bold**, *italic*, lists with - and links. Leave customers’ data out."
        ),
    )
    case: Case | None = None
    """The case that is commented on, among whose readers names are looked for."""

    def validate_body(self, field: Any) -> None:
        """Whoever is named by @ is told of it, so it must be beyond doubt who is meant."""
        doubts = unclear(field.data or "", self.case) if self.case is not None else []
        if doubts:
            raise ValidationError(" ".join(_doubt(each) for each in doubts))


def _doubt(doubt: Unclear) -> str:
    choice = ", ".join(doubt.ways[:MOST_WAYS])
    said = _(
        "It is not clear whom @%(name)s means. Write one of these: %(choice)s.",
        name=doubt.said, choice=choice,
    )  # fmt: skip
    return str(said)
