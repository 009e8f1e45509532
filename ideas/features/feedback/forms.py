"""The forms in which feedback is given and answered."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.accounts import is_address
from ideas.features.feedback.service import Said
from ideas.forms import WORDS, Form, at_most, choices, plain, required
from ideas.i18n import language
from ideas.models.feedback import FeedbackKind


def strip(text: Any) -> Any:
    """Without space around it."""
    return text.strip() if isinstance(text, str) else text


class FeedbackForm(Form):
    """What somebody says of the service; `website` is a trap that only machines fill in."""

    kind = RadioField(_l("What is it about?"), [required()], choices=choices(labels.FEEDBACK_KINDS.items()))
    words = TextAreaField(_l("Your feedback"), [required(), *WORDS], filters=[strip])
    email = EmailField(_l("E-mail"), [Optional(), at_most(254), plain], filters=[strip])
    website = StringField(_l("Leave this field empty"))

    def validate_email(self, field: Any) -> None:
        """Mail could be sent there."""
        if not is_address(field.data or ""):
            raise ValidationError(_l("This is not an e-mail address, such as name@organisation.fi."))

    def validate_website(self, field: Any) -> None:
        """Whoever cannot see the page as people do fills in everything."""
        if field.data:
            raise ValidationError(_l("Empty this field: it is there to catch machines."))

    @property
    def said(self) -> Said:
        """What was said, once the form holds."""
        kind = FeedbackKind(self.kind.data)
        return Said(kind, self.words.data or "", self.email.data or None, language())


class RemovalForm(Form):
    """Why the words are taken out."""

    reason = TextAreaField(_l("Reason"), [required(), *WORDS], filters=[strip])


class AnswerForm(Form):
    """What whoever gave feedback is answered."""

    words = TextAreaField(_l("Your answer"), [required(), *WORDS], filters=[strip])
