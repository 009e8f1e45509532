"""The filters of the gallery, and the forms of applying something elsewhere and of telling how it went."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Self, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SearchField, SelectField, TextAreaField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.forms import WORDS, AddressForm, Form, at_most, choices, required
from ideas.i18n import format_date
from ideas.offers import Choices, Options
from ideas.web.clock import today

ASKED_AFTER = timedelta(days=90)
"""How long after applying something one is asked how it went, unless another day is chosen."""
LONGEST = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked of the gallery; an empty value asks for nothing."""

    q: str = ""
    kind: str = ""
    ended: str = ""
    unit: str = ""
    theme: str = ""
    group: str = ""

    @classmethod
    def by(cls, form: Any) -> Self:
        """What holds of a form; a value that is not offered asks for nothing."""
        form.validate()
        names = [field.name for field in fields(cls)]
        return cls(**{n: form[n].data for n in names if form[n].data and not form[n].errors})

    @property
    def words(self) -> list[str]:
        """The words to be found, each of them."""
        return self.q.split()[:10]

    @property
    def address(self) -> dict[str, str]:
        """What the address says of it, without what it need not say."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in said.items() if value}


class FilterForm(AddressForm):
    """The filters as fields."""

    q = SearchField(
        _l("Words"), [at_most(200)], description=_l("Every word must occur in what was tried or learnt.")
    )
    kind = SelectField(_l("Kind"), default="")
    ended = SelectField(_l("How it ended"), default="")
    unit = SelectField(_l("Unit with its sub-units"), default="")
    theme = SelectField(_l("Theme"), default="")
    group = SelectField(_l("Customer group"), default="")

    def offer(self, options: Options, groups: Choices) -> "FilterForm":
        """Let each list offer what there is, with "all" before it."""
        offered: dict[str, Iterable[tuple[str, Any]]] = {
            "kind": labels.EXPERIMENTS.items(),
            "ended": labels.HOW_ENDED.items(),
            "unit": options.choices["unit"],
            "theme": options.choices["theme"],
            "group": groups,
        }
        for name, each in offered.items():
            self[name].choices = choices([("", _l("all")), *each])
        return self


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Where something was applied, what was adapted, and when somebody asks how it went."""

    unit_id: int
    adapted: str
    follow_up_on: date


class ApplicationForm(Form):
    """A unit tells that it has applied what was tried elsewhere."""

    unit = SelectField(_l("In which unit?"), [required(_l("Choose the unit."))])
    adapted = TextAreaField(
        labels.FIELDS["adapted"],
        [required(), *WORDS],
        description=_l("What did you do in the same way, and what in another?"),
    )
    follow_up_on = DateField(
        _l("When shall we ask how it went?"), [required()], description=_l("You can tell it earlier, too.")
    )

    def offer(self, units: Choices) -> "ApplicationForm":
        """Fill the list of units."""
        self.unit.choices = choices([("", _l("choose")), *units])
        return self

    def validate_follow_up_on(self, field: Any) -> None:
        """A day to come, while people still remember."""
        latest = today() + LONGEST
        if field.data and not today() < field.data <= latest:
            raise ValidationError(
                _("Choose a day after today, at the latest %(latest)s.", latest=format_date(latest))
            )

    @property
    def said(self) -> Adaptation:
        """What the form says, once it holds."""
        day = cast(date, self.follow_up_on.data)
        return Adaptation(int(self.unit.data), (self.adapted.data or "").strip(), day)


class AnswerForm(Form):
    """How it went, in words."""

    outcome = TextAreaField(
        labels.FIELDS["outcome"],
        [required(), *WORDS],
        description=_l("What worked, what did not, and what you would do in another way."),
    )

    @property
    def said(self) -> str:
        """The words."""
        return (self.outcome.data or "").strip()
