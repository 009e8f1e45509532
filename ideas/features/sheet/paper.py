"""Sets the sheet as PDF: what people wrote goes in as data, never as markup, and nothing is fetched."""

import json
from typing import Any

import typst

from ideas import labels
from ideas.config import ROOT
from ideas.features.sheet.queries import Handled, Voice
from ideas.features.sheet.report import Sheet
from ideas.i18n import format_date
from ideas.labels.sheet import HOUSE, SHEET, handled_ideas, standing
from ideas.outcomes import Lesson, Outcome, excerpt
from ideas.scope import Scope

TEMPLATE = ROOT / "templates" / "sheet" / "sheet.typ"
FONTS = typst.Fonts(include_system_fonts=False)
"""Those that the compiler brings along: every machine sets the same page."""
Item = dict[str, Any]


def pdf(sheet: Sheet, scope: Scope, language: str) -> bytes:
    """One page of A4, tagged for those who listen to it."""
    said = json.dumps(_document(sheet, scope, language))
    return typst.compile(TEMPLATE, root=TEMPLATE.parent, font_paths=FONTS, sys_inputs={"data": said})


def about(sheet: Sheet, scope: Scope, language: str) -> str:
    """Of which unit and which days it speaks."""
    days = f"{format_date(sheet.window.first)}–{format_date(sheet.window.last)}"
    return f"{scope.unit.name(language) if scope.unit else HOUSE}, {days}"


def _document(sheet: Sheet, scope: Scope, language: str) -> Item:
    """Everything that stands on the page, in its order, in the reader's language."""
    sections = {
        "voices": map(_voice, sheet.voices),
        "outcomes": map(_outcome, sheet.outcomes),
        "lessons": map(_lesson, sheet.lessons),
        **({"handled": map(_handled, sheet.handlings)} if sheet.handlings else {}),
    }
    return {
        "language": language,
        "about": about(sheet, scope, language),
        "head": [str(SHEET[name]) for name in ("what", "ideas", "steps")],
        "lines": [list(line) for line in sheet.lines],
        "sections": [{"heading": str(SHEET[name]), "items": list(rows)} for name, rows in sections.items()],
        **{name: str(SHEET[name]) for name in ("title", "figures", "definition", "none")},
    }


def _voice(voice: Voice) -> Item:
    state = standing(voice.state, voice.days, voice.since, is_open=voice.is_open)
    note = " · ".join(filter(None, (voice.public_id, voice.unit, state)))
    return {**_titled(voice), "words": [voice.words], "note": note}


def _outcome(outcome: Outcome) -> Item:
    words = [f"{labels.FIELDS[name]} {said}" for name, said in outcome.words]
    return {**_titled(outcome), "words": words, "note": _when(outcome)}


def _lesson(lesson: Lesson) -> Item:
    return {**_titled(lesson), "words": [lesson.words], "note": _when(lesson)}


def _handled(handled: Handled) -> Item:
    return {
        "words": [excerpt(handled.words)],
        "note": f"{format_date(handled.on)} · {handled_ideas(handled.ideas)}",
    }


def _titled(row: Voice | Outcome | Lesson) -> Item:
    return {"title": row.title, "language": row.language}


def _when(row: Outcome | Lesson) -> str:
    return f"{row.public_id} · {format_date(row.on)}"
