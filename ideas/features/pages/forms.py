"""The form in which an administrator writes a page."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SubmitField, TextAreaField

from ideas.forms import Form, at_most, required
from ideas.web.addresses import row_number

LONGEST_PAGE = 20_000
"""Characters; a longer text would not be drawn as Markdown."""


class PageForm(Form):
    """The text in Markdown, and the version that was seen."""

    text = TextAreaField(_l("Text"), [required(), at_most(LONGEST_PAGE)])
    version = HiddenField()
    preview = SubmitField(_l("Preview"))

    @property
    def seen_version(self) -> int | None:
        """The version that the person had seen."""
        return row_number(str(self.version.data or ""))
