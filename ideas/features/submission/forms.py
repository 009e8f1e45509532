"""The forms of an idea on its way in: its fields, their limits, and where a refusal is shown."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from ideas import labels
from ideas.features.submission.writing import COLUMNS, Writing
from ideas.forms import CaseForm, Form, at_most, choices, place_of
from ideas.i18n import LANGUAGES
from ideas.models.idea import BenefitNature, BenefitType, Idea
from workflow.lifecycles.idea_states import ESSENCE_LENGTH, TITLE_LENGTH, Size
from workflow.problems import Problem
from workflow.publishing import identity_codes

C = TypeVar("C", bound=StrEnum)
LONG, LONGEST = 5_000, 20_000
UNSAID = ("", _l("not said"))
NAMES = [("named", _l("under my own name")), ("hidden", _l("name hidden from other staff"))]
ANSWERS = [("yes", _l("yes")), ("no", _l("no"))]

FIELD_OF = {
    Problem.TITLE_MISSING: "title",
    Problem.TITLE_TOO_LONG: "title",
    Problem.ESSENCE_MISSING: "essence",
    Problem.ESSENCE_TOO_LONG: "essence",
    Problem.PUBLISH_CHECK_MISSING: "is_publish_checked",
    Problem.MAY_BE_PATENTABLE: "may_be_patentable",
}
WRITTEN = ("title", "essence", "benefit", "description", "matters", "wanted_change", "staff_benefit")


class Awaited(Optional):
    """A draft may leave this empty; submitting may not, and the label says so."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {"required": True}


def one_of(codes: type[C]) -> Callable[[Any], C | None]:
    """Reads a code; nothing chosen is None."""
    return lambda value: codes(value) if value else None


def row_id(value: Any) -> int | None:
    """Reads the id of a row; nothing chosen is None."""
    return int(value) if value not in (None, "") else None


def yes_or_no(value: Any) -> bool | None:
    """Reads an answer that may be left unsaid."""
    return {"yes": True, "no": False, "True": True, "False": False}.get(str(value))


def text_as_written(value: str | None) -> str:
    """The words with line breaks of one kind, and without NUL, which PostgreSQL cannot store."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def line_as_written(value: str | None) -> str:
    """The words on one line."""
    return text_as_written(value).replace("\n", " ")


def long_text(label: Any, most: int, *validators: Any) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, [*(validators or [Optional()]), at_most(most)], filters=[text_as_written])


class IdeaForm(CaseForm):
    """Everything an author can say of an idea before it is submitted."""

    draft_key = HiddenField()
    title = StringField(_l("Title"), [Awaited(), at_most(TITLE_LENGTH)], filters=[line_as_written])
    essence = long_text(_l("Essence"), ESSENCE_LENGTH, Awaited())
    benefit_type = RadioField(
        _l("What does the customer get?"),
        [Awaited()],
        choices=choices(labels.BENEFIT_TYPES.items()),
        coerce=one_of(BenefitType),
    )
    benefit = long_text(_l("What the customer gets, in words"), LONG)
    benefit_nature = RadioField(
        _l("Kind of benefit"),
        [Optional()],
        choices=choices([*labels.BENEFIT_NATURES.items(), UNSAID]),
        coerce=one_of(BenefitNature),
    )
    hides_author = RadioField(
        _l("Under which name?"),
        [Optional()],
        choices=choices(NAMES),
        coerce=lambda value: str(value) in ("hidden", "True"),
        default=False,
    )
    description = long_text(_l("More about the idea"), LONGEST)
    matters = long_text(_l("What matters?"), LONG)
    wanted_change = long_text(_l("What do we want to change?"), LONG)
    staff_benefit = long_text(_l("Staff benefit"), LONG)
    size = RadioField(
        _l("Size"), [Optional()], choices=choices([*labels.SIZES.items(), UNSAID]), coerce=one_of(Size)
    )
    from_customer_work = RadioField(
        _l("Does it come from customer work?"),
        [Optional()],
        choices=choices([*ANSWERS, UNSAID]),
        coerce=yes_or_no,
    )
    direction_id = SelectField(_l("Direction it serves"), [Optional()], coerce=row_id)
    theme_id = SelectField(_l("Theme"), [Optional()], coerce=row_id)
    is_social = BooleanField(_l("social"))
    is_physical = BooleanField(_l("physical"))
    is_digital = BooleanField(_l("digital"))
    unit_id = SelectField(_l("Unit"), [Optional()], coerce=row_id)
    language = SelectField(_l("Language of the text"), [Optional()], choices=choices(LANGUAGES.items()))
    co_authors = long_text(_l("Co-authors"), LONG)
    is_publish_checked = BooleanField(_l("I have checked that the text holds no customer’s data"))
    may_be_patentable = BooleanField(_l("This may be an invention that could be patented"))

    MORE = (
        "description", "matters", "wanted_change", "staff_benefit", "size", "from_customer_work",
        "direction_id", "theme_id", "is_social", "is_physical", "is_digital", "co_authors",
    )  # fmt: skip

    @property
    def tells_more(self) -> bool:
        """Whether anything optional is filled in, or anything there is wrong."""
        hidden = (*self.MORE, "unit_id", "language")
        filled = any(self[name].data not in (None, "", False) for name in self.MORE if name in self)
        return filled or any(self[name].errors for name in hidden if name in self)

    def writing(self, co_authors: Iterable[int] | None) -> Writing:
        """What can be stored of what was sent: a choice that does not exist is left as it was."""
        said = [f for f in self if f.name in COLUMNS and not (f.errors and isinstance(f, SelectField))]
        return Writing(
            columns={field.name: field.data for field in said},
            co_authors=None if co_authors is None else tuple(co_authors),
            hides_author=bool(self.hides_author.data) if "hides_author" in self else None,
            version=self.seen_version,
            key=(self.draft_key.data or "")[:60],
        )


class ColleaguesForm(Form):
    """Whom to ask."""

    colleagues = TextAreaField(_l("Colleagues"), filters=[text_as_written])


class SureForm(CaseForm):
    """Asks once more; it has no fields of its own."""


def add_error(field: Any, message: Any) -> None:
    """Show one more message at a field, once."""
    if str(message) not in map(str, field.errors):
        field.errors = [*field.errors, message]


def say_unknown(field: Any, unknown: Iterable[str]) -> None:
    """Name those of whom nobody was found."""
    for name in unknown:
        add_error(field, _("No colleague was found with the name or address “%(name)s”.", name=name))


def show_problems(form: IdeaForm, idea: Idea, problems: Iterable[Problem]) -> None:
    """Every problem as a message at its field."""
    for problem in problems:
        if problem is Problem.IDENTITY_CODE_FOUND:
            _show_identity_codes(form, idea)
        elif problem is Problem.BENEFIT_UNANSWERED:
            add_error(form.benefit if idea.benefit_type else form.benefit_type, labels.PROBLEMS[problem])
        elif problem in FIELD_OF:
            _add_first(form[FIELD_OF[problem]], labels.PROBLEMS[problem])
        else:
            form.form_errors.append(labels.PROBLEMS[problem])


def _add_first(field: Any, message: Any) -> None:
    """A field that says already what is wrong with it does not say it twice."""
    if not field.errors:
        add_error(field, message)


def _show_identity_codes(form: IdeaForm, idea: Idea) -> None:
    for name in WRITTEN:
        text = getattr(idea, name)
        for span in identity_codes(text):
            add_error(form[name], place_of(text, span))
