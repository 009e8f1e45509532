"""The forms about people and units."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, RadioField, SearchField, SelectField, StringField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.accounts import Holder, is_address
from ideas.features.people.queries import Wanted
from ideas.features.people.units import Names
from ideas.forms import AddressForm, Form, at_most, choices, plain, required
from ideas.web.addresses import row_number
from workflow.actors import Role

ROLES = [(role.value, words) for role, words in labels.ROLES.items()]


def strip(text: Any) -> Any:
    """Without space around it."""
    return text.strip() if isinstance(text, str) else text


class RoleForm(Form):
    """What a person does and where they belong."""

    role = RadioField(_l("Role"), [required()], choices=choices(ROLES))
    unit = SelectField(_l("Unit"))
    version = HiddenField()

    @property
    def unit_id(self) -> int | None:
        """The chosen unit, if any."""
        return int(self.unit.data) if self.unit.data else None

    @property
    def seen_version(self) -> int | None:
        """The version of the person that was seen."""
        return row_number(str(self.version.data or ""))


class InvitationForm(RoleForm):
    """Somebody new."""

    name = StringField(_l("Name"), [required(), at_most(200), plain], filters=[strip])
    email = EmailField(_l("E-mail"), [required(), at_most(254), plain], filters=[strip])

    @property
    def holder(self) -> Holder:
        """Whose account it will be."""
        return Holder(self.email.data or "", self.name.data or "", Role(self.role.data), self.unit_id)

    def validate_email(self, field: Any) -> None:
        """Mail could be sent there."""
        if not is_address(field.data or ""):
            raise ValidationError(_l("This is not an e-mail address, such as name@organisation.fi."))


class PeopleFilter(AddressForm):
    """Which people a list shows."""

    text = SearchField(_l("Name or e-mail"), [at_most(100)], filters=[strip])
    unit = SelectField(_l("Unit"), default="")
    role = SelectField(_l("Role"), default="", choices=choices([("", _l("All roles")), *ROLES]))
    active = SelectField(
        _l("Account"),
        default="",
        choices=choices([("", _l("Open")), ("no", _l("Closed")), ("all", _l("Open and closed"))]),
    )

    def chosen(self) -> dict[str, Any]:
        """What was chosen, for the addresses of other pages."""
        return {name: self[name].data or None for name in ("text", "unit", "role", "active")}

    def wanted(self) -> Wanted:
        """What is asked for; everybody where it makes no sense."""
        if not self.validate():
            return Wanted()
        return Wanted(
            text=self.text.data or "",
            unit_id=int(self.unit.data) if self.unit.data else None,
            role=Role(self.role.data) if self.role.data else None,
            is_active={"no": False, "all": None}.get(self.active.data or "", True),
        )


class UnitForm(Form):
    """What a unit is called in each language."""

    name_fi = StringField(_l("Name in Finnish"), [required(), at_most(200), plain], filters=[strip])
    name_sv = StringField(_l("Name in Swedish"), [at_most(200), plain], filters=[strip])
    name_en = StringField(_l("Name in English"), [at_most(200), plain], filters=[strip])

    @property
    def names(self) -> Names:
        """The names; an empty one is none."""
        return Names(self.name_fi.data or "", self.name_sv.data or None, self.name_en.data or None)


class NewUnitForm(UnitForm):
    """A new unit, and the one it belongs to."""

    parent = SelectField(_l("Belongs to"))

    @property
    def parent_id(self) -> int | None:
        """The unit above, if any."""
        return int(self.parent.data) if self.parent.data else None
