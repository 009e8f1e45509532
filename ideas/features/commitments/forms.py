"""The form in which leads set what is promised of each open state, and how many cases may be in it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.commitments import PLACES, Held, Place
from ideas.features.commitments.service import Wanted, written
from ideas.forms import Form, NumberField
from ideas.i18n import format_number

MOST_DAYS, MOST_CASES = 250, 9_999
_STATES: Mapping[Any, Any] = labels.STATES


class BareForm(Form):
    """Without its fields, which are added for each state; beside each stands what the person had seen."""

    @property
    def wanted(self) -> dict[Place, Wanted]:
        """What is asked for every state, once the form holds."""
        return {place: Wanted(self._held(place), str(self["seen_" + place[1]].data)) for place in PLACES}

    def catch_up(self, now: Mapping[Place, Held]) -> None:
        """Show what holds now where nothing was asked; elsewhere say what somebody set meanwhile."""
        for place, wanted in self.wanted.items():
            days, most, seen = (self[f"{name}_{place[1]}"] for name in ("days", "most", "seen"))
            if wanted.is_untouched:
                _fill(days, now[place].promised_days)
                _fill(most, now[place].most_cases)
            elif written(now[place]) != wanted.seen:
                days.errors = [*days.errors, _met(now[place])]
            seen.data = written(now[place])

    def _held(self, place: Place) -> Held:
        days, most = self[f"days_{place[1]}"].data, self[f"most_{place[1]}"].data
        return Held(None if days is None else int(days), None if most is None else int(most))


def between(least: int, most: int) -> Callable[[Any, Any], None]:
    """A whole number from one to the other."""

    def check(form: Any, field: Any) -> None:
        number, bounds = field.data, {"least": format_number(least), "most": format_number(most)}
        if number is not None and not (number == int(number) and least <= number <= most):
            raise ValidationError(_("Write a whole number from %(least)s to %(most)s.", **bounds))

    return check


def _fields() -> dict[str, Field]:
    """Two fields for each state, and what was seen of it."""
    fields: dict[str, Field] = {}
    for _kind, state in PLACES:
        said = {"state": _STATES[state]}
        days = _l("Promise for “%(state)s”, working days", **said)
        most = _l("Limit for “%(state)s”, cases at a time", **said)
        fields[f"days_{state}"] = NumberField(days, [Optional(), between(1, MOST_DAYS)])
        fields[f"most_{state}"] = NumberField(most, [Optional(), between(1, MOST_CASES)])
        fields[f"seen_{state}"] = HiddenField()
    return fields


CommitmentsForm: type[BareForm] = type("CommitmentsForm", (BareForm,), _fields())


def fields_of(held: Mapping[Place, Held]) -> dict[str, Any]:
    """What holds as the fields of the form."""
    fields: dict[str, Any] = {}
    for (_kind, state), each in held.items():
        fields[f"days_{state}"], fields[f"most_{state}"] = each
        fields[f"seen_{state}"] = written(each)
    return fields


def _fill(field: Field, number: int | None) -> None:
    field.raw_data, field.data = None, number


def _met(now: Held) -> str:
    days, most = ("–" if number is None else number for number in now)
    return str(
        _(
            "Somebody set this meanwhile: now the promise is %(days)s working days, and the limit %(most)s "
            "cases. Save again if yours is to hold.",
            days=days, most=most,
        )
    )  # fmt: skip
