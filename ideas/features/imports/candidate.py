"""Owns what a row becomes before it is a case: its parts, its day, its stable id."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ideas.days import day
from ideas.features.imports.mapping import Field, Mapping
from ideas.models.work_step_codes import StepKind
from ideas.numbers import read
from ideas.tables import Row
from workflow.lifecycles.idea_states import ESSENCE_LENGTH

SENTENCE_END = re.compile(r"[.!?…](?=\s)")
LANGUAGE_NAMES = {
    "fi": ("fi", "fin", "suomi", "finska", "finnish"),
    "sv": ("sv", "swe", "ruotsi", "svenska", "swedish"),
    "en": ("en", "eng", "englanti", "engelska", "english"),
}

STEP_KINDS = {
    StepKind.WORK_STEP: ("työvaihe", "arbetsmoment", "work step", "vaihe"),
    StepKind.REPORT: ("raportti", "rapport", "report"),
    StepKind.MEETING: ("kokous", "möte", "meeting", "palaveri"),
    StepKind.FORM: (
        "lomake tai kenttä",
        "lomake",
        "kenttä",
        "blankett",
        "fält",
        "form",
        "form or field",
        "field",
    ),
    StepKind.APPROVAL: ("hyväksyntä tai tarkastus", "hyväksyntä", "tarkastus", "godkännande", "approval"),
    StepKind.DUPLICATE: ("kahteen kertaan tallentaminen", "dubbel registrering", "duplicate recording"),
    StepKind.TRAVEL: ("matka", "matkustaminen", "resa", "resande", "travel"),
    StepKind.SERVICE_POINT: ("palvelupiste", "serviceställe", "service point"),
    StepKind.OPENING_HOURS: ("aukioloaika", "öppettid", "öppettider", "opening hours"),
    StepKind.OTHER: ("muu", "annat", "other", "something else"),
}
NUMBERS = (Field.MINUTES, Field.PEOPLE, Field.TIMES, Field.EVENTS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row as a case would say it; `content` is the hash of all its cells."""

    number: int
    external_id: str
    content: str
    title: str
    essence: str
    description: str
    benefit: str
    unit: str
    theme: str
    language: str
    submitted_on: date | None
    kind: str = ""
    process: str = ""
    numbers: dict[Field, Decimal] = field(default_factory=dict)


def candidate(row: Row, mapping: Mapping, language: str) -> Candidate:
    """The candidate of a row; `language` is that of texts whose row names none."""
    said = mapping.read(row)
    content = content_hash(row)
    essence, description = parted(said.get(Field.ESSENCE, ""), said.get(Field.TEXT, ""))
    return Candidate(
        number=row.number,
        external_id=said.get(Field.EXTERNAL_ID) or f"row:{content[:40]}",
        content=content,
        title=one_line(said[Field.TITLE]),
        essence=essence,
        description=description,
        benefit=said.get(Field.BENEFIT, ""),
        unit=one_line(said.get(Field.UNIT, "")),
        theme=one_line(said.get(Field.THEME, "")),
        language=spoken(said.get(Field.LANGUAGE, "")) or language,
        submitted_on=day(said.get(Field.SUBMITTED_ON, "")),
        kind=said.get(Field.KIND, ""),
        process=one_line(said.get(Field.PROCESS, "")),
        numbers=numbers_of(said),
    )


def content_hash(row: Row) -> str:
    """The hash of all cells by their headers, whatever the order of the columns."""
    cells = sorted((name.casefold(), cell) for name, cell in row.cells.items())
    text = unicodedata.normalize("NFC", repr(cells))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parted(essence: str, text: str) -> tuple[str, str]:
    """Essence and description: a text longer than an essence may be is kept whole beside its beginning."""
    if essence:
        return essence, text
    return (text, "") if len(text) <= ESSENCE_LENGTH else (beginning(text), text)


def beginning(text: str, most: int = ESSENCE_LENGTH) -> str:
    """The beginning of a longer text in at most so many characters, cut after a sentence or a word."""
    line = one_line(text)
    if len(line) <= most:
        return line
    head = line[: most - 2]
    ends = [found.end() for found in SENTENCE_END.finditer(head + line[most - 2])]
    if ends and ends[-1] >= most // 2:
        return f"{head[: ends[-1]]} …"
    words = head if line[len(head)] == " " else head.rpartition(" ")[0]
    return f"{(words or head).rstrip(' ,;:–-')}…"


def spoken(text: str) -> str | None:
    """The code of a language, of its code or its name in three languages."""
    word = text.strip().casefold()
    return next((code for code, names in LANGUAGE_NAMES.items() if word in names), None)


def number(text: str) -> Decimal | None:
    """The number of 12,5 or 12.5, zero or more; None where it is none."""
    try:
        value = read(text)
    except ValueError:
        return None
    return value if value >= 0 else None


def numbers_of(said: dict[Field, str]) -> dict[Field, Decimal]:
    """The numbers that a row says, by their fields; what is no number is left out."""
    return {part: value for part in NUMBERS if (value := number(said.get(part, ""))) is not None}


def step_kind(text: str) -> StepKind | None:
    """The kind of a work step, of its code or its name in three languages."""
    word = one_line(text).casefold()
    return next((kind for kind, names in STEP_KINDS.items() if word == kind or word in names), None)


def one_line(text: str) -> str:
    """The text without line breaks and double spaces."""
    return " ".join(text.split())
