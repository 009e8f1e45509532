"""The words for every code of the rules and the schema; the only place where a code becomes a word."""

from ideas.labels.answers import (
    AGREEMENTS,
    BENEFIT_NATURES,
    BENEFIT_TYPES,
    CRITERIA,
    CRITERION_HINTS,
    FIELDS,
    GIVE_UPS,
    JOIN_ROLES,
    REASON_CODES,
    SCOPES,
    SIZES,
    change_label,
    change_value,
    field_label,
)
from ideas.labels.events import THE_AUTHOR, sentence
from ideas.labels.moves import ASKS, MOVES, PROBLEMS, PROMPT_HINTS, PROMPTS, answers
from ideas.labels.states import NEXT_STEPS, ROLES, STATES, TONES, VISIBILITIES, http_error

__all__ = [
    "AGREEMENTS",
    "ASKS",
    "BENEFIT_NATURES",
    "BENEFIT_TYPES",
    "CRITERIA",
    "CRITERION_HINTS",
    "FIELDS",
    "GIVE_UPS",
    "JOIN_ROLES",
    "MOVES",
    "NEXT_STEPS",
    "PROBLEMS",
    "PROMPTS",
    "PROMPT_HINTS",
    "REASON_CODES",
    "ROLES",
    "SCOPES",
    "SIZES",
    "STATES",
    "THE_AUTHOR",
    "TONES",
    "VISIBILITIES",
    "answers",
    "change_label",
    "change_value",
    "field_label",
    "http_error",
    "sentence",
]
