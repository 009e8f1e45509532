"""Shows each reason why an idea cannot be submitted yet at the field it is about."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from ideas import labels
from ideas.features.submission.forms import IdeaForm, add_error
from ideas.models.idea import Idea
from workflow.problems import Problem
from workflow.publishing import Span, identity_codes

FIELD_OF = {
    Problem.TITLE_MISSING: "title",
    Problem.TITLE_TOO_LONG: "title",
    Problem.ESSENCE_MISSING: "essence",
    Problem.ESSENCE_TOO_LONG: "essence",
    Problem.PUBLISH_CHECK_MISSING: "is_publish_checked",
    Problem.MAY_BE_PATENTABLE: "may_be_patentable",
}
WRITTEN = ("title", "essence", "benefit", "description", "matters", "wanted_change", "staff_benefit")


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
            add_error(form[name], _place(text, span))


def _place(text: str, span: Span) -> Any:
    """Where the code stands; the code itself is not repeated."""
    line = text.count("\n", 0, span.start) + 1
    first = span.start - (text.rfind("\n", 0, span.start) + 1) + 1
    return _(
        "A personal identity code stands here: line %(line)s, characters %(first)s–%(last)s. Take it out.",
        line=line, first=first, last=first + span.end - span.start - 1,
    )  # fmt: skip
