"""The form of one criterion: its name, help, weight and the words of its steps in three languages."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from ideas.features.criteria.wording import LANGUAGES, STEPS, Texts, Wording
from ideas.forms import (
    Form,
    NumberField,
    NumberGiven,
    at_most,
    no_more_than,
    not_negative,
    plain,
    required,
    whole,
)
from ideas.web.addresses import row_number

HEAVIEST = 100
LONGEST_HELP = 500


def strip(text: Any) -> Any:
    """Without space around it."""
    return text.strip() if isinstance(text, str) else text


class BareForm(Form):
    """A button about a criterion: it carries the version of the criteria that was seen."""

    version = HiddenField()
    wanted = HiddenField()

    @property
    def seen_version(self) -> int | None:
        """The version that was seen, or None where the form did not say."""
        return row_number(str(self.version.data or ""))


class WordsForm(BareForm):
    """A criterion without its steps, which are added from the scale."""

    name_fi = StringField(_l("Name in Finnish"), [required(), at_most(200), plain], filters=[strip])
    name_sv = StringField(_l("Name in Swedish"), [at_most(200), plain], filters=[strip])
    name_en = StringField(_l("Name in English"), [at_most(200), plain], filters=[strip])
    help_fi = TextAreaField(_l("Question in Finnish"), [at_most(LONGEST_HELP)], filters=[strip])
    help_sv = TextAreaField(_l("Question in Swedish"), [at_most(LONGEST_HELP)], filters=[strip])
    help_en = TextAreaField(_l("Question in English"), [at_most(LONGEST_HELP)], filters=[strip])
    weight = NumberField(
        _l("Weight"),
        [NumberGiven(), not_negative, no_more_than(HEAVIEST), whole],
        description=_l("From 0 to 100. Twice the weight counts twice in the weighted mean."),
    )
    is_required = BooleanField(_l("Everybody who evaluates answers it"))

    @property
    def wording(self) -> Wording:
        """What the criterion says, once the form holds."""
        return Wording(
            name=self._texts("name"),
            help=self._texts("help"),
            weight=int(self.weight.data),
            # The customer's benefit has no such box: it is always answered.
            is_required=bool(self.is_required.data) if "is_required" in self else True,
            steps=tuple(self._texts(f"step_{value}") for value in STEPS),
        )

    def _texts(self, field: str) -> Texts:
        fi, sv, en = (str(self[f"{field}_{language}"].data or "") for language in LANGUAGES)
        return fi, sv, en


def _step_fields() -> dict[str, StringField]:
    """A field for each step in each language; Finnish is required."""
    labels = {"fi": _l("in Finnish"), "sv": _l("in Swedish"), "en": _l("in English")}
    return {
        f"step_{value}_{language}": StringField(
            _l("Step %(value)s %(language)s", value=value, language=labels[language]),
            [*([required()] if language == "fi" else []), at_most(200), plain],
            filters=[strip],
        )
        for value in STEPS
        for language in LANGUAGES
    }


CriterionForm: type[WordsForm] = type("CriterionForm", (WordsForm,), _step_fields())


def fields_of(said: Wording) -> dict[str, Any]:
    """A criterion as the fields of its form."""
    texts = {"name": said.name, "help": said.help}
    texts |= {f"step_{value}": step for value, step in zip(STEPS, said.steps, strict=True)}
    spread = {
        f"{field}_{language}": text
        for field, three in texts.items()
        for language, text in zip(LANGUAGES, three, strict=True)
    }
    return {**spread, "weight": said.weight, "is_required": said.is_required}
