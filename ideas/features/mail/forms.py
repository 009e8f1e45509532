"""The forms of what a person hears by mail, and of what is sent again."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TimeField
from wtforms.validators import AnyOf, NumberRange, Optional, ValidationError

from ideas import labels
from ideas.features.mail.claims import SENT_ANYHOW, Stuck
from ideas.forms import Form, choices
from ideas.web.addresses import LARGEST
from workflow.mailing import Quiet, Topic, Way


def _way(topic: Topic) -> SelectField:
    return SelectField(
        labels.TOPICS[topic], choices=choices(labels.WAYS.items()), description=labels.TOPIC_HINTS[topic]
    )


class AgainForm(Form):
    """Which mails are tried anew: those to one person, those held back for a reason, or all that failed."""

    person = IntegerField(validators=[Optional(), NumberRange(1, LARGEST)])
    withheld = StringField(validators=[Optional(), AnyOf(SENT_ANYHOW)])

    @property
    def which(self) -> Stuck:
        """Those that the button names."""
        return Stuck(self.person.data, self.withheld.data or None)


class ChoicesForm(Form):
    """A way of hearing for each topic, and the hours without mail at once."""

    mine = _way(Topic.MINE)
    talk = _way(Topic.TALK)
    waiting = _way(Topic.WAITING)
    followed = _way(Topic.FOLLOWED)
    rest = _way(Topic.REST)
    quiet_begins = TimeField(_l("Quiet from"), [Optional()])
    quiet_ends = TimeField(_l("Quiet until"), [Optional()])

    def validate_quiet_begins(self, field: Any) -> None:
        """Both ends or none; only a field that is filled in is asked."""
        if self.quiet_ends.data is None:
            raise ValidationError(_l("Fill in both times, or neither."))

    def validate_quiet_ends(self, field: Any) -> None:
        """Both ends or none, and some time between them."""
        if self.quiet_begins.data is None:
            raise ValidationError(_l("Fill in both times, or neither."))
        if field.data == self.quiet_begins.data:
            raise ValidationError(
                _l("These are the same time. Leave both empty if mail may come at any time.")
            )

    @property
    def ways(self) -> dict[Topic, Way]:
        """The way that was chosen for each topic."""
        return {topic: Way(self[topic.value].data) for topic in Topic}

    @property
    def quiet(self) -> Quiet | None:
        """The hours that were chosen."""
        begins, ends = self.quiet_begins.data, self.quiet_ends.data
        return Quiet(begins, ends) if begins is not None and ends is not None else None
