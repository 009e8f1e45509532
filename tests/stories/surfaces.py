"""Everything that somebody can open: every address of every case, lists however asked, and files unpacked."""

import io
import re
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from html import unescape

from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.routing import Rule

from ideas import telling
from ideas.extensions import db
from ideas.features.mail.letter import letter
from ideas.models import Case, Mail
from tests.factories import NOW
from tests.features.crowd import address, takes
from tests.stories.hushed import House
from workflow.lifecycles.idea import IDEA

Pages = dict[str, str]
ASKED = (
    "/ideas?state=submitted", "/ideas?sort=next-date", "/ideas?sort=oldest&owner=nobody", "/ideas?mine=y",
    "/ideas?followed=y", "/ideas?q=idea", "/ideas?unit={unit}", "/desk?view=mine", "/desk?unit={unit}",
    "/desk/work-steps?view=mine", "/situation?unit={unit}", "/situation?period=all",
    "/situation?kind=idea&size=small", "/balance?year=all",
    "/situation/rows?figure=standing&unit={unit}", "/situation/rows?figure=cohort&period=all",
    "/situation/rows?figure=answered&period=all", "/situation/rows?figure=told&period=all",
    "/situation/rows?figure=front-line&period=all", "/situation/rows.csv?figure=entered&period=all",
    "/situation/figures.csv?unit={unit}&period=all", "/situation.json?unit={unit}&period=all",
    "/experiments?q=jono", "/experiments?ended=adopt", "/experiments?unit={unit}", "/work-steps?q=raportti",
    "/work-steps/similar?title=viikkoraportti", "/work-steps/export.csv?q=raportti", "/people?q=a",
    "/situation/sheet?period=all", "/situation/sheet?unit={unit}", "/situation/sheet.pdf?period=all",
)  # fmt: skip
"""Lists with something asked of them; `unit` is that of whoever is hidden."""
OTHERS: dict[str, object] = {"code": "customer-benefit", "token": "nothing", "session_id": 1, "mail_id": 1}
NAMED = ("judged", "blind", "prepared", "planned", "adopted", "at_once", "draft", "step")
"""The cases about which words are hushed, or how many felt what, and a work step that could tell of them."""
UNWALKED = frozenset({"static.file", "styleguide.styleguide"})
FLEETING = re.compile(
    r'key=[\w-]+|name="(csrf_token|post_key)" value="[^"]*"'
    r"|(Set-Cookie|Content-Length|Vary|X-Request-ID): .*\r?\n"
)
WHEN_MADE = "docProps/core.xml"
OFFERED = re.compile(
    r"<option.*?</option>|<label.*?</label>|<(span|th)\b[^>]*data-offered>.*?</\1>", re.DOTALL
)
"""A unit that a list offers, or that a page says back as it was asked for, tells nothing of whose it is."""


def walk(house: House, client: FlaskClient) -> Pages:
    """Everything that answers, by its address."""
    return look(client, [*of_the_house(house), *(place for case in NAMED for place in of_case(house, case))])


def letters(house: House, who: str) -> Pages:
    """Every mail to that person as it would be sent now, headers and words; visitors get none."""
    person = house.people.get(who)
    with house.app.app_context():
        mine = db.session.scalars(select(Mail.id).where(Mail.user_id == person.id)).all() if person else []
        return {f"mail {number}": _words(letter(number, NOW)) for number in mine}


def _words(message: EmailMessage) -> str:
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    return "\n".join([*map(": ".join, message.items()), *parts])


def look(client: FlaskClient, places: Iterable[str]) -> Pages:
    """What stands at these addresses."""
    return {place: seen(client, place) for place in sorted(set(places))}


def of_the_house(house: House) -> list[str]:
    """Every address about no case, and every list with something asked of it."""
    person = house.people["hidden"]
    known: dict[str, object] = {"person_id": person.id, "unit_id": person.unit_id, **OTHERS}
    rules = [rule for rule in _rules(house) if not _is_of_case(rule)]
    with house.app.app_context():
        mails = [f"/mails/{number}" for number in db.session.scalars(select(Mail.id))]
    return (
        [address(rule, known) for rule in rules]
        + [each.format(unit=person.unit_id) for each in ASKED]
        + mails
    )


def of_case(house: House, case: str) -> list[str]:
    """Every address about that case, with every move that is open there."""
    with house.app.app_context():
        row = db.session.query(Case).filter_by(public_id=house.cases[case]).one()
        known, moves = _names(row), [line.name for line in IDEA.transitions if row.state in line.sources]
    if case == "step":
        return [f"/work-steps/{row.public_id}"]
    rules = [rule for rule in _rules(house) if _is_of_case(rule) and takes(rule, "open")]
    return [place for rule in rules for place in _places(rule, known, moves)]


def seen(client: FlaskClient, place: str) -> str:
    """What an answer says, with its status and headers, files unpacked and what it offers left out."""
    with client.get(place) as answer:
        content, headers = answer.data, f"{answer.status}\n{answer.headers}"
    if content.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(content)).pages
        return FLEETING.sub("", headers) + " ".join(page.extract_text() for page in pages)
    if not content.startswith(b"PK"):
        return FLEETING.sub("", unescape(OFFERED.sub("", headers + content.decode())))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return FLEETING.sub("", headers) + " ".join(
            archive.read(name).decode() for name in archive.namelist() if name != WHEN_MADE
        )


def told_in(pages: Pages, marks: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Which of the marks stand on which page, however they are written."""
    folded = {place: text.casefold() for place, text in pages.items()}
    return [
        (name, place) for name, mark in marks for place, text in folded.items() if mark.casefold() in text
    ]


def _rules(house: House) -> list[Rule]:
    """What is opened by an address alone, and says something of the house."""
    every = house.app.url_map.iter_rules()
    return [rule for rule in every if "GET" in (rule.methods or ()) and rule.endpoint not in UNWALKED]


def _is_of_case(rule: Rule) -> bool:
    return bool(rule.arguments - {"person_id", "unit_id", *OTHERS})


def _places(rule: Rule, names: dict[str, object], moves: list[str]) -> list[str]:
    place = address(rule, names)
    return [f"{place}?name={name}" for name in moves] if rule.endpoint == "moves.move" else [place]


def _names(case: Case) -> dict[str, object]:
    """What stands in the addresses of the case."""
    tried = case.experiment
    readings = [reading for measure in tried.measures for reading in measure.readings] if tried else []
    return {
        "public_id": case.public_id,
        "number": 1,
        "comment_id": _first(case.comments),
        "attachment_id": _first(case.attachments),
        "experiment_id": tried.id if tried else 0,
        "measure_id": _first(tried.measures if tried else []),
        "reading_id": _first(readings),
        "application_id": _first(tried.applications if tried else []),
        "entry_number": max((entry.n for entry in telling.entries(case) if entry.target), default=0),
    }


def _first(rows: Iterable[object]) -> object:
    return next((getattr(row, "id", 0) for row in rows), 0)
