"""Words for the closed answers of forms, and the labels of their fields."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ideas.labels.states import ERASED_PERSON
from ideas.labels.steps import STEP_CODES, STEP_FIELDS, STEP_TEXTS
from ideas.models.idea import BenefitNature, BenefitType
from ideas.models.involvement import JoinRole
from ideas.models.user import ERASED
from workflow.lifecycles.idea_states import GiveUp, ReasonCode, Size

BENEFIT_TYPES = {
    BenefitType.EXPERIENCE: _l("an experience"),
    BenefitType.MEMORABLE_MOMENT: _l("a memorable moment"),
    BenefitType.TIME: _l("time"),
    BenefitType.TRUST: _l("trust"),
    BenefitType.SOLUTION: _l("a solution"),
    BenefitType.UNKNOWN: _l("I don’t know yet"),
}
BENEFIT_NATURES = {
    BenefitNature.CONCRETE: _l("concrete"),
    BenefitNature.IMMATERIAL: _l("immaterial"),
}
SIZES = {
    Size.SMALL: _l("small: we can do it ourselves"),
    Size.MEDIUM: _l("medium: it takes several units or some money"),
    Size.LARGE: _l("large: it changes how the whole house works"),
}
GIVE_UPS = {
    GiveUp.SOMETHING: _l("We give up something"),
    GiveUp.NOTHING: _l("Nothing, and this is why"),
}
REASON_CODES = {
    ReasonCode.NO_CUSTOMER_BENEFIT: _l("no benefit to the customer could be found"),
    ReasonCode.TOO_MUCH_EFFORT: _l("too much effort for the benefit"),
    ReasonCode.ALREADY_DONE: _l("already done or under way"),
    ReasonCode.NOT_ALLOWED: _l("a law or a binding rule stands against it"),
    ReasonCode.NOT_NOW: _l("a good idea, but not now"),
    ReasonCode.PILOT_FAILED: _l("the pilot did not bring what was hoped for"),
    ReasonCode.OTHER: _l("another reason"),
}
JOIN_ROLES = {
    JoinRole.TRY: _l("I try it out in my work"),
    JoinRole.TEST: _l("I test and give feedback"),
    JoinRole.WRITE: _l("I write and plan"),
    JoinRole.KNOWS_A_CUSTOMER: _l("I bring in the customer’s view"),
}
FIELDS = {
    "title": _l("Title"),
    "essence": _l("Essence"),
    "description": _l("More about it"),
    "benefit": _l("What the customer gets, in words"),
    "benefit_type": _l("What does the customer get?"),
    "benefit_nature": _l("Kind of benefit"),
    "matters": _l("What matters?"),
    "wanted_change": _l("What do we want to change?"),
    "staff_benefit": _l("Staff benefit"),
    "size": _l("Size"),
    "from_customer_work": _l("Comes from customer work"),
    "direction": _l("Direction"),
    "theme": _l("Theme"),
    "unit": _l("Unit"),
    "language": _l("Language of the text"),
    "is_social": _l("social"),
    "is_physical": _l("physical"),
    "is_digital": _l("digital"),
    "body": _l("Comment"),
    "words": _l("Your words"),
    "judgement": _l("Judgement in words"),
    "condition": _l("What would have to change"),
    "needed_hours": _l("Hours a year that it needs"),
    "give_up": _l("What do we give up for this?"),
    "give_up_words": _l("What we give up, or why nothing"),
    "aim": _l("Aim"),
    "our_vision": _l("Our vision"),
    "customer_vision": _l("The customer’s vision"),
    "note": _l("Note"),
    "instead": _l("What is done instead"),
    "if_asked": _l("What to do if somebody asks for it"),
    "how": _l("How do you know?"),
    "purpose": _l("What the time is used for"),
    "stop_rule": _l("Stop rule"),
    "verdict": _l("The verdict in words"),
    "learnt": _l("What was learnt"),
    "adapted": _l("What was adapted"),
    "outcome": _l("How it went"),
    "customer": _l("What changed for customers?"),
    "staff": _l("What changed for staff?"),
    "operation": _l("What changed in the work?"),
    "reason": _l("Why is it changed?"),
    "source": _l("Link to where it can be seen"),
    "told": _l("The aim in your own words"),
    "baseline": _l("Baseline"),
    "target": _l("Target"),
}
_LONG = frozenset(FIELDS) - {
    "benefit_type", "benefit_nature", "size", "from_customer_work", "direction", "theme", "unit", "language",
    "is_social", "is_physical", "is_digital", "needed_hours", "give_up", "baseline", "target",
}  # fmt: skip


def field_label(name: str) -> str | None:
    """The label of a field that holds a person's own words, or None for a code that goes along unseen."""
    if name in STEP_TEXTS:
        return str(STEP_FIELDS[name])
    return str(FIELDS[name]) if name in _LONG else None


def change_label(name: str) -> str:
    """The label of any field of a case, for telling what was changed."""
    return str(FIELDS.get(name) or STEP_FIELDS.get(name, name))


def change_value(name: str, value: Any) -> str:
    """What a field of a case was changed from or to: the words of a code, yes or no, or the text itself."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if value == ERASED:
        return str(ERASED_PERSON)
    codes: dict[str, dict[Any, Any]] = {
        "benefit_type": BENEFIT_TYPES, "benefit_nature": BENEFIT_NATURES, "size": SIZES,
        "give_up": GIVE_UPS, **STEP_CODES,
    }  # fmt: skip
    if isinstance(value, list):
        return ", ".join(change_value(name, one) for one in value)
    return str(codes.get(name, {}).get(value, "" if value is None else value))
