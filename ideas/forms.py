"""What every form shares: the base class, a version to hold against, and fields of our own."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectMultipleField, StringField, widgets
from wtforms.validators import DataRequired, Length, ValidationError

from ideas.i18n import language


class Form(FlaskForm):
    """A form whose own messages speak the person's language."""

    class Meta(FlaskForm.Meta):
        """WTForms' own messages in the language of the page."""

        @property
        def locales(self) -> list[str]:
            """The language WTForms speaks."""
            return [language()]

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Every text is tidied before it is checked, and must be one that both databases can store."""
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, StringField) and not isinstance(field, (HiddenField, PasswordField)):
                field.filters = [*field.filters, tidy]
                field.validators = [storable, *field.validators]
            return field


class CaseForm(Form):
    """A form about one case: it carries the version that the person had seen."""

    version = HiddenField()

    @property
    def seen_version(self) -> int | None:
        """The version the person had seen, or None where the form did not say."""
        seen = self.version.data or ""
        return int(seen) if seen.isdigit() else None


class CheckboxesField(SelectMultipleField):
    """Several choices as check boxes."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


def required(message: Any = None) -> DataRequired:
    """Must be filled in, with a message in plain words."""
    return DataRequired(message or _l("Fill this in."))


def at_most(characters: int) -> Length:
    """No longer than this many characters."""
    return Length(max=characters, message=_l("At most %(max)d characters."))


def tidy(text: Any) -> Any:
    """One way to write each letter (NFC) and one to end a line, so that lengths are what a person counts."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")) if isinstance(text, str) else text


def storable(form: Any, field: Any) -> None:
    """Neither NUL, which PostgreSQL cannot store, nor half a character."""
    if any(letter == "\x00" or 0xD800 <= ord(letter) <= 0xDFFF for letter in field.data or ""):
        raise ValidationError(_l("There is a character here that cannot be stored. Write it again."))
