"""The forms of readings: what every measure says on a day, a correction, and a table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas.forms import WORDS, Form, NumberField, required
from ideas.i18n import format_date
from ideas.models.measure import Measure

MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingsSaid:
    """What the measures said on a day, by their ids."""

    on: date
    values: dict[int, Decimal]
    note: str


@dataclass(frozen=True, slots=True)
class CorrectionSaid:
    """What a reading should have said, or nothing where it was never taken; and why."""

    on: date | None
    value: Decimal | None
    reason: str


class DayForm(Form):
    """A form with a day that lies among those of the experiment."""

    days: tuple[date, date] = (date.min, date.max)

    def validate_on(self, field: Any) -> None:
        """A reading has been taken already, and while the experiment ran."""
        first, last = self.days
        if field.data and field.data < first:
            raise ValidationError(
                _("It began on %(day)s. Choose that day or a later one.", day=format_date(first))
            )
        if field.data and field.data > last:
            raise ValidationError(_("Choose %(day)s or an earlier day.", day=format_date(last)))


class ReadingsForm(DayForm):
    """One day, and a number for each measure that was read; the numbers are added from the measures."""

    on = DateField(_l("Day"), [required()])
    note = TextAreaField(_l("Note"), WORDS)

    names: tuple[tuple[int, str], ...] = ()

    @property
    def said(self) -> ReadingsSaid:
        """The readings, once the form holds; what was left empty was not read."""
        return ReadingsSaid(cast(date, self.on.data), self.values, self.note.data or "")

    @property
    def values(self) -> dict[int, Decimal]:
        """The numbers that were written, by the ids of their measures."""
        given = {number: self[name].data for number, name in self.names}
        return {number: value for number, value in given.items() if value is not None}

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field holds, and there is a number at all."""
        holds = bool(super().validate(extra_validators))
        if holds and not self.values:
            self[self.names[0][1]].errors = [_("Write at least one number.")]
        return holds and bool(self.values)

    def refuse(self, measure_ids: Collection[int]) -> None:
        """Say at these measures that the same reading stands there."""
        for number, name in self.names:
            if number in measure_ids:
                self[name].errors = [*self[name].errors, _("This reading is there already.")]


class CorrectionForm(DayForm):
    """What a reading should have said, or that it was never taken; always with the reason."""

    on = DateField(_l("Day"), [Optional()])
    value = NumberField(_l("Reading"))
    was_never = BooleanField(_l("It was never taken"))
    reason = TextAreaField(_l("Why is it corrected?"), [required(), *WORDS])

    @property
    def said(self) -> CorrectionSaid:
        """The correction, once the form holds."""
        reason = self.reason.data or ""
        if self.was_never.data:
            return CorrectionSaid(None, None, reason)
        return CorrectionSaid(self.on.data, self.value.data, reason)

    def validate(self, extra_validators: Any = None) -> bool:
        """A day and a number are given, unless it was never taken."""
        holds = bool(super().validate(extra_validators))
        missing = [field for field in (self.on, self.value) if field.data is None and not field.errors]
        if self.was_never.data or not missing:
            return holds
        for field in missing:
            field.errors = [_("Fill this in.")]
        return False

    def refuse(self, message: str) -> None:
        """Say at the number why the correction was not taken."""
        self.value.errors = [*self.value.errors, message]


class TableForm(Form):
    """A table with readings."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])

    def read(self) -> bytes:
        """What was sent, up to one byte more than is taken."""
        with self.file.data.stream as sent:
            return bytes(sent.read(MOST_BYTES + 1))


def readings_form(measures: Sequence[Measure]) -> type[ReadingsForm]:
    """The form with a number for each measure."""
    fields: dict[str, Any] = {"names": tuple((measure.id, name(measure)) for measure in measures)}
    for measure in measures:
        fields[name(measure)] = NumberField(f"{measure.name} ({measure.unit_of_measure})")
    return type("MeasuresForm", (ReadingsForm,), fields)


def name(measure: Measure) -> str:
    """The field of a measure."""
    return f"value_{measure.id}"
