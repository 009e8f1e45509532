"""Owns which column of a table is which part of a case."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ideas.tables import Row


class Field(StrEnum):
    """What can be brought in of a case, by the names that are written on the command line."""

    EXTERNAL_ID = "id"
    TITLE = "title"
    TEXT = "text"
    ESSENCE = "essence"
    UNIT = "unit"
    SUBMITTED_ON = "date"
    LANGUAGE = "language"
    THEME = "theme"
    BENEFIT = "benefit"
    KIND = "kind"
    PROCESS = "process"
    MINUTES = "minutes"
    PEOPLE = "people"
    TIMES = "times"
    EVENTS = "events"


EVERY_CASE = frozenset(
    {Field.EXTERNAL_ID, Field.TITLE, Field.TEXT, Field.UNIT, Field.SUBMITTED_ON, Field.LANGUAGE}
)
"""What both kinds of case have."""

# The likeliest name first: where a table has two of them, the first one is taken.
ALIASES: dict[Field, tuple[str, ...]] = {
    Field.EXTERNAL_ID: ("id", "tunnus", "tunniste", "numero", "nummer", "number", "nro", "nr"),
    Field.TITLE: (
        "title",
        "otsikko",
        "rubrik",
        "titel",
        "nimi",
        "namn",
        "name",
        "idea",
        "idé",
        "työvaihe",
        "arbetsmoment",
        "work step",
    ),
    Field.TEXT: ("text", "teksti", "kuvaus", "beskrivning", "description", "sisältö", "innehåll", "content"),
    Field.ESSENCE: ("essence", "ydin", "idean ydin", "kärna", "tiivistelmä", "sammanfattning", "summary"),
    Field.UNIT: ("unit", "yksikkö", "enhet", "osasto", "avdelning", "department"),
    Field.SUBMITTED_ON: (
        *("date", "päivämäärä", "datum", "pvm", "submitted on", "submitted", "jätetty", "inlämnad"),
        *("luotu", "skapad", "created"),
    ),
    Field.LANGUAGE: ("language", "kieli", "språk"),
    Field.THEME: ("theme", "teema", "tema", "aihe", "ämne", "category", "kategoria", "kategori"),
    Field.BENEFIT: (
        *("benefit", "customer benefit", "hyöty", "asiakashyöty", "asiakkaan hyöty"),
        *("nytta", "kundnytta"),
    ),
    Field.KIND: ("kind", "laji", "slag", "typ", "tyyppi", "type"),
    Field.PROCESS: ("process", "prosessi"),
    Field.MINUTES: ("minutes", "minuutit", "minuuttia", "minuter", "aika kertaa kohti", "tid per gång"),
    Field.PEOPLE: ("people", "tekijät", "tekijöitä", "tekijöiden määrä", "antal utförare", "utförare"),
    Field.TIMES: ("times a year", "kertaa vuodessa", "gånger per år", "times", "kerrat"),
    Field.EVENTS: (
        "events a year",
        "kertaa vuodessa yhteensä",
        "gånger per år totalt",
        "events",
        "tapahtumat",
    ),
}


class Snag(StrEnum):
    """Why columns and fields do not fit together."""

    NOT_A_PAIR = "not_a_pair"
    UNKNOWN_FIELD = "unknown_field"
    REPEATED_FIELD = "repeated_field"
    UNKNOWN_COLUMN = "unknown_column"
    NO_TITLE = "no_title"


class Unmappable(Exception):
    """The table is refused before its first row; `data` holds what the message about `snag` names."""

    def __init__(self, snag: Snag, **data: str | tuple[str, ...]) -> None:
        super().__init__(snag, data)
        self.snag = snag
        self.data = data


@dataclass(frozen=True, slots=True)
class Mapping:
    """The column of each field that the table has, and the columns that are left behind."""

    columns: dict[Field, str]
    unused: tuple[str, ...]

    def read(self, row: Row) -> dict[Field, str]:
        """Return what a row says of each field; an unmapped field is missing, an empty cell is empty."""
        return {field: row.cells[column] for field, column in self.columns.items()}


def map_columns(
    headers: Sequence[str], pairs: Iterable[str] = (), fields: frozenset[Field] = frozenset(Field)
) -> Mapping:
    """Find the column of each field: by `field=column` pairs first, then by name in three languages.

    Case, spaces and underscores make no difference; `field=` leaves a field out. Raises Unmappable.
    """
    by_name = {_plain(header): header for header in headers}
    chosen = _chosen(pairs, by_name, fields)
    taken = {column for column in chosen.values() if column}
    for field, aliases in ALIASES.items():
        if field not in fields:
            continue
        names = (by_name[name] for name in map(_plain, aliases) if name in by_name)
        column = next((name for name in names if name not in taken), None)
        chosen.setdefault(field, column)
    columns = {field: column for field in Field if (column := chosen.get(field))}
    if Field.TITLE not in columns:
        raise Unmappable(Snag.NO_TITLE, columns=tuple(headers))
    mapped = set(columns.values())
    return Mapping(columns, tuple(header for header in headers if header not in mapped))


def _chosen(
    pairs: Iterable[str], by_name: dict[str, str], fields: frozenset[Field]
) -> dict[Field, str | None]:
    """Return the columns that the pairs name; None for a field that is left out."""
    chosen: dict[Field, str | None] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals:
            raise Unmappable(Snag.NOT_A_PAIR, pair=pair)
        field = _field(name, fields)
        if field in chosen:
            raise Unmappable(Snag.REPEATED_FIELD, field=field.value)
        if column.strip() and _plain(column) not in by_name:
            raise Unmappable(Snag.UNKNOWN_COLUMN, column=column.strip(), columns=tuple(by_name.values()))
        chosen[field] = by_name.get(_plain(column))
    return chosen


def _field(name: str, fields: frozenset[Field]) -> Field:
    """Return the field of a name on the command line."""
    offered = tuple(field for field in Field if field in fields)
    for field in offered:
        if _plain(name) in (field.value, _plain(field.name)):
            return field
    raise Unmappable(Snag.UNKNOWN_FIELD, field=name.strip(), fields=tuple(field.value for field in offered))


def _plain(name: str) -> str:
    """Return a name without what makes no difference between names."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return " ".join(composed.replace("_", " ").replace("-", " ").split())
