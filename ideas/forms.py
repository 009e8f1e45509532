"""What every form shares: the base class, a version to hold against, and fields of our own."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, SelectMultipleField, StringField, widgets
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError

from ideas.colleagues import colleague
from ideas.i18n import language
from ideas.numbers import read, written
from ideas.passwords import LONGEST, SHORTEST, is_guessable
from ideas.web.addresses import row_number
from ideas.web.clock import today
from workflow.publishing import Span, identity_codes

LONGEST_WORDS = 4_000
"""Characters of what somebody says beside a deed."""
LONGEST_LINK = 2_000
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories of what cannot be seen: control, format (marks of direction among them), unassigned and
private characters, halves of characters, line and paragraph separators."""


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

    @property
    def code(self) -> int:
        """The code of the page that shows the form: 422 where what was sent does not hold."""
        return 422 if self.is_submitted() else 200


class CaseForm(Form):
    """A form about one case: it carries the version that the person had seen."""

    version = HiddenField()

    @property
    def seen_version(self) -> int | None:
        """The version the person had seen, or None where the form did not say."""
        return row_number(str(self.version.data or ""))


class AddressForm(Form):
    """A form that comes with the address, by GET: it changes nothing, so it carries no key."""

    class Meta(Form.Meta):
        """Without a key against foreign posts."""

        csrf = False


class NumberField(Field):
    """A decimal number; empty is no number."""

    widget = widgets.TextInput()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed."""
        text = str(valuelist[0]) if valuelist else ""
        try:
            self.data = read(text) if text.strip() else None
        except ValueError:
            raise ValueError(_l("Write a number, such as 3,4.")) from None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else written(self.data)


class CheckboxesField(SelectMultipleField):
    """Several choices as check boxes."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


def choices(words: Iterable[tuple[str, Any]]) -> list[Any]:
    """What a list or a group of buttons offers, from codes with their words."""
    return [SelectChoice(code, text) for code, text in words]


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
    if UNSTORABLE.search(field.data or ""):
        raise StopValidation(_l("There is a character here that cannot be stored. Write it again."))


def free_of_identity_codes(form: Any, field: Any) -> None:
    """No personal identity code: what is written here is read by others."""
    if identity_codes(field.data or ""):
        raise ValidationError(
            _l("A personal identity code stands here. Take it out: no customer’s data belongs here.")
        )


def free_of_identity_codes_by_place(form: Any, field: Any) -> None:
    """No personal identity code in a longer text: the message says where each of them stands."""
    text = field.data or ""
    if codes := identity_codes(text):
        raise ValidationError(" ".join(place_of(text, span) for span in codes))


def place_of(text: str, span: Span) -> str:
    """Where a code stands; the code itself is not repeated."""
    line = text.count("\n", 0, span.start) + 1
    first = span.start - (text.rfind("\n", 0, span.start) + 1) + 1
    said = _(
        "A personal identity code stands here: line %(line)s, characters %(first)s–%(last)s. Take it out.",
        line=line, first=first, last=first + span.end - span.start - 1,
    )  # fmt: skip
    return str(said)


WORDS = (at_most(LONGEST_WORDS), free_of_identity_codes)
"""What holds of words that go into the log or stand beside a row."""


class NumberGiven:
    """A number must be filled in, and 0 is one."""

    field_flags: Mapping[str, bool] = MappingProxyType({"required": True})

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing is none; what could not be read has been told already."""
        if field.data is None and not field.process_errors:
            raise ValidationError(_l("Fill this in."))


def not_negative(form: Any, field: Any) -> None:
    """Zero or more, where a number is given."""
    if field.data is not None and field.data < 0:
        raise ValidationError(_l("This cannot be less than zero."))


def no_more_than(most: int | Decimal) -> Callable[[Any, Any], None]:
    """The largest number that can be meant."""

    def check(form: Any, field: Any) -> None:
        if field.data is not None and field.data > most:
            raise ValidationError(_l("This is too large. Look for a digit too many."))

    return check


def whole(form: Any, field: Any) -> None:
    """Without decimals, where a number is given."""
    if field.data is not None and field.data != int(field.data):
        raise ValidationError(_l("Write a whole number."))


def names_a_colleague(form: Any, field: Any) -> None:
    """The address of somebody who can sign in."""
    if colleague(field.data) is None:
        raise ValidationError(_l("Nobody who can sign in has this e-mail address."))


def not_past(form: Any, field: Any) -> None:
    """A day that is still to come, or today."""
    if field.data and field.data < today():
        raise ValidationError(_l("This day has passed. Choose today or a later day."))


def leads_to_a_page(form: Any, field: Any) -> None:
    """A whole web address, and no other kind that a browser would carry out."""
    if field.data and not is_web_address(field.data.strip()):
        raise ValidationError(_l("Write the whole address, beginning with https:// or http://."))


def is_web_address(text: str) -> bool:
    """Whether the text is an address of a page on the web."""
    try:
        found = urlsplit(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"https?", found.scheme) and found.hostname and not re.search(r"\s", text))


def plain(form: Any, field: Any) -> None:
    """No invisible characters: control or direction marks can make one name look like another."""
    if any(unicodedata.category(letter) in INVISIBLE for letter in field.data or ""):
        raise ValidationError(_l("There is an invisible character here. Write it again by hand."))


def hard_to_guess(form: Any, field: Any) -> None:
    """Neither common words nor what the form's `known` says of the person."""
    if is_guessable(field.data or "", form.known):
        raise ValidationError(
            _l("This password is easy to guess. Take several words that do not belong together.")
        )


def new_password() -> list[Any]:
    """What a chosen password must be."""
    short = Length(min=SHORTEST, message=_l("At least %(min)d characters."))
    return [required(), short, at_most(LONGEST), hard_to_guess]
