"""What a criterion says, as a form hands it over: name, help and steps in three languages, and its weight."""

from dataclasses import dataclass

from ideas.models.criterion import Criterion, CriterionStep

LANGUAGES = ("fi", "sv", "en")
STEPS = (1, 2, 3, 4, 5)
Texts = tuple[str, str, str]
"""One text in Finnish, Swedish and English; Finnish is always there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One criterion but its code and its place; `steps` are five, from 1 to 5."""

    name: Texts
    help: Texts
    weight: int
    is_required: bool
    steps: tuple[Texts, ...]


def wording_of(criterion: Criterion) -> Wording:
    """What a criterion says now."""
    steps = {step.value: _named(step) for step in criterion.steps}
    return Wording(
        name=_named(criterion),
        help=(criterion.help_fi, criterion.help_sv, criterion.help_en),
        weight=criterion.weight,
        is_required=criterion.is_required,
        steps=tuple(steps.get(value, ("", "", "")) for value in STEPS),
    )


def criterion_of(code: str, said: Wording) -> Criterion:
    """A new row that says so; a version gives it its place."""
    help_fi, help_sv, help_en = said.help
    return Criterion(
        code=code,
        weight=said.weight,
        is_required=said.is_required,
        help_fi=help_fi,
        help_sv=help_sv,
        help_en=help_en,
        steps=[CriterionStep(value=value, **_names(said.steps[value - 1])) for value in STEPS],
        **_names(said.name),
    )


def _named(row: Criterion | CriterionStep) -> Texts:
    return row.name_fi, row.name_sv or "", row.name_en or ""


def _names(texts: Texts) -> dict[str, str | None]:
    fi, sv, en = texts
    return {"name_fi": fi, "name_sv": sv or None, "name_en": en or None}
