"""The form in which an author edits a submitted idea."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.forms import CaseForm, at_most, choices, free_of_identity_codes, required
from ideas.models.idea import BenefitNature, BenefitType
from workflow.lifecycles.idea_states import ESSENCE_LENGTH, TITLE_LENGTH, Size

LONG = 20_000
CODES = {"benefit_type": BenefitType, "benefit_nature": BenefitNature, "size": Size}


def _text(name: str, hint: Any = None, longest: int = LONG) -> TextAreaField:
    return TextAreaField(labels.FIELDS[name], [at_most(longest), free_of_identity_codes], description=hint)


def _needed(longest: int) -> list[Any]:
    return [required(), at_most(longest), free_of_identity_codes]


class EditForm(CaseForm):
    """Everything an author may change; the names are those of the idea's own fields."""

    title = StringField(labels.FIELDS["title"], _needed(TITLE_LENGTH))
    essence = TextAreaField(
        labels.FIELDS["essence"],
        _needed(ESSENCE_LENGTH),
        description=_l("One or two sentences: this is what lists show."),
    )
    benefit_type = RadioField(
        labels.FIELDS["benefit_type"], [required()], choices=choices(labels.BENEFIT_TYPES.items())
    )
    benefit = _text("benefit")
    benefit_nature = RadioField(
        labels.FIELDS["benefit_nature"], [Optional()], choices=choices(labels.BENEFIT_NATURES.items())
    )
    matters = _text("matters")
    wanted_change = _text("wanted_change")
    staff_benefit = _text("staff_benefit")
    description = _text("description", _l("Markdown works: **bold**, *italic*, lists with - and links."))
    size = SelectField(
        labels.FIELDS["size"],
        [Optional()],
        choices=choices([("", _l("not said yet")), *labels.SIZES.items()]),
    )
    is_social = BooleanField(labels.FIELDS["is_social"])
    is_physical = BooleanField(labels.FIELDS["is_physical"])
    is_digital = BooleanField(labels.FIELDS["is_digital"])

    def validate_benefit(self, field: Any) -> None:
        """In words, unless it is not known yet."""
        if self.benefit_type.data != BenefitType.UNKNOWN and not (field.data or "").strip():
            raise ValidationError(_l("Tell what the customer gets, or choose “I don’t know yet”."))

    @property
    def texts(self) -> dict[str, Any]:
        """Each of the idea's fields by its name: trimmed words, and choices as codes or None."""
        data = {name: value for name, value in self.data.items() if name not in {"version", "csrf_token"}}
        words = {name: value.strip() for name, value in data.items() if isinstance(value, str)}
        codes = {name: code(data[name]) if data[name] else None for name, code in CODES.items()}
        return {**data, **words, **codes}
