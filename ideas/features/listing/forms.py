"""The filters of the list of ideas; what an address says wrongly is left out."""

from dataclasses import dataclass
from functools import lru_cache

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SearchField, SelectField

from ideas import labels
from ideas.features.listing.sorting import Sort
from ideas.forms import AddressForm, at_most, choices
from ideas.narrowing import ME, NOBODY, Asked
from ideas.offers import Options
from workflow.lifecycles.idea_states import IdeaState

SORTS = {
    Sort.NEWEST: _l("Newest first"),
    Sort.NEXT_DATE: _l("Next date first (only ideas that have one)"),
    Sort.SUPPORT: _l("Most support first"),
    Sort.OLDEST: _l("Longest in its state first"),
}


@dataclass(frozen=True, slots=True)
class Filters(Asked):
    """What can be asked of the list of ideas."""

    direction: str = ""
    theme: str = ""


class FilterForm(AddressForm):
    """The filters as fields."""

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
        states = [(s.value, labels.STATES[s]) for s in IdeaState if s is not IdeaState.DRAFT]
        owners = [(ME, _l("I")), (NOBODY, _l("nobody yet")), *options.choices["owner"]]
        for name, offered in {**options.choices, "state": states, "owner": owners}.items():
            self[name].choices = choices([("", _l("all")), *offered])
        return self


# Never stale: everything that a form shows comes from the address and the options, and both are in the key.
@lru_cache(256)
def answered(said: tuple[tuple[str, str], ...], options: Options) -> tuple[FilterForm, Filters]:
    """The form as the address answers it, and what it asks for; both are read only."""
    form = FilterForm(MultiDict(said)).offer(options)
    return form, Filters.by(form)
