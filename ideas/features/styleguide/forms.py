"""A form with one field of every kind."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from ideas import labels
from ideas.forms import CheckboxesField, Form, at_most, choices, required


class ExampleForm(Form):
    """One field of every kind; sent empty, it shows its errors."""

    name = StringField(_l("Title"), [required(), at_most(200)])
    essence = TextAreaField(_l("Essence"), [required(), at_most(280)])
    benefit = SelectField(
        _l("What does the customer get?"), [required()], choices=choices(labels.BENEFIT_TYPES.items())
    )
    fields = CheckboxesField(
        _l("What is it about?"),
        choices=choices([("social", _l("social")), ("physical", _l("physical")), ("digital", _l("digital"))]),
    )
    size = RadioField(_l("Size"), [required()], choices=choices(labels.SIZES.items()))
    on = DateField(_l("Next date"), [required()])
    attachment = FileField(_l("Attachment"))
    secret = PasswordField(_l("Password"), [required()])
    agree = BooleanField(_l("The text holds no customer’s data"), [required()])
