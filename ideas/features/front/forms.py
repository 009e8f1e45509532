"""The form that marks what was told as read."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from ideas.forms import Form


class ReadForm(Form):
    """The newest that the person had seen."""

    up_to = IntegerField(
        validators=[InputRequired(), NumberRange(min=0, max=2**31 - 1)], widget=HiddenInput()
    )
