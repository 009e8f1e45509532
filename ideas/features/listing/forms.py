"""The filters of the list of ideas; what an address says wrongly is left out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SearchField, SelectField

from ideas import labels
from ideas.features.listing.options import Options
from ideas.features.listing.sorting import Sort
from ideas.forms import Form, at_most, choices

SORTS = {
    Sort.NEWEST: _l("Newest first"),
    Sort.NEXT_DATE: _l("Next date first (only ideas that have one)"),
    Sort.SUPPORT: _l("Most support first"),
    Sort.OLDEST: _l("Longest in its state first"),
}
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for; an empty value asks for nothing."""

    q: str = ""
    state: str = ""
    unit: str = ""
    owner: str = ""
    direction: str = ""
    theme: str = ""
    mine: bool = False
    followed: bool = False
    sort: Sort = Sort.NEWEST

    @property
    def words(self) -> list[str]:
        """The words to be found, each of them."""
        return self.q.split()[:10]

    @property
    def address(self) -> dict[str, str]:
        """What the address says of it, without what it need not say."""
        said = {name: getattr(self, name) for name in FIELDS}
        said["sort"] = "" if self.sort is Sort.NEWEST else self.sort
        return {name: "1" if value is True else value for name, value in said.items() if value}

    @property
    def are_narrow(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.address.keys() - {"sort"})


FIELDS = tuple(Filters.__dataclass_fields__)


class FilterForm(Form):
    """A GET form: it changes nothing, so it carries no key."""

    class Meta(Form.Meta):
        """Without a key against foreign posts."""

        csrf = False

    q = SearchField(_l("Words"), [at_most(200)], description=_l("Every word must occur in the idea."))
    state = SelectField(_l("State"), default="")
    sort = SelectField(_l("Order"), choices=choices(SORTS.items()), default=Sort.NEWEST, coerce=str)
    unit = SelectField(_l("Unit with its sub-units"), default="")
    owner = SelectField(_l("Responsible person"), default="")
    direction = SelectField(_l("Direction"), default="")
    theme = SelectField(_l("Theme"), default="")
    mine = BooleanField(_l("Only my own"))
    followed = BooleanField(_l("Only those I follow"))

    def offer(self, options: Options) -> "FilterForm":
        """Let each list offer what there is, with "all" before it."""
        states = [(s.value, label) for s, label in labels.STATES.items() if s != "draft"]
        owners = [(ME, _l("I")), (NOBODY, _l("nobody yet")), *options.choices["owner"]]
        for name, offered in {**options.choices, "state": states, "owner": owners}.items():
            self[name].choices = choices([("", _l("all")), *offered])
        return self

    def chosen(self) -> Filters:
        """What holds of it; a value that is not offered asks for nothing."""
        self.validate()
        data: dict[str, Any] = {
            name: self[name].data for name in FIELDS if not self[name].errors and self[name].data
        }
        data["sort"] = Sort(data.get("sort", Sort.NEWEST))
        return Filters(**data)


# Never stale: everything that a form shows comes from the address and the options, and both are in the key.
@lru_cache(256)
def answered(said: tuple[tuple[str, str], ...], options: Options) -> tuple[FilterForm, Filters]:
    """The form as the address answers it, and what it asks for; both are read only."""
    form = FilterForm(MultiDict(said)).offer(options)
    return form, form.chosen()
