"""A work step under a hidden name goes the whole way, and nobody reads anywhere whose it is."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import String, cast, or_, select

from ideas.extensions import db
from ideas.models import Base, Entry, EntryPayload, User
from tests import factories
from tests.conftest import Share
from tests.features.case.pages import main_of
from tests.stories.history import has_true_history, kinds_of
from tests.stories.people import Person, in_days, is_evaluated, is_piloted, submits
from tests.stories.work_steps import (
    People,
    at_their_desks,
    house,
    is_estimated,
    is_examined,
    is_given_up,
    is_kept,
    is_left_out,
    is_missed,
    is_named,
    is_read,
    the_step,
    tries,
)
from workflow.actors import Role

NAME, ID = "Hilla Hiljainen", 7_654_321
OF_STEP = (
    "", "/comments", "/thanks", "/join", "/owner", "/next-date", "/questions", "/answer", "/transfer",
    "/edit", "/examination", "/evidence", "/need", "/clearance", "/trial-plan", "/trial-plan/signals",
    "/notice", "/misses", "/extension", "/verification", "/freed-time", "/attachments", "/hidden-name",
    *(f"/moves?name={name}" for name in ("examine", "try-without", "give-up", "keep", "resume")),
    "/moves?name=reconsider",
)  # fmt: skip
ELSEWHERE = (
    "/", "/news", "/ideas", "/work-steps", "/work-steps?q=raportti", "/work-steps/new",
    "/work-steps/similar?title=viikkoraportti", "/desk", "/desk/work-steps", "/desk/work-steps?view=mine",
    "/balance?year=all", "/situation", "/situation/sheet",
)  # fmt: skip
FILES = ("/work-steps/export.csv", "/work-steps/export.xlsx")
READERS = ("lead", "owner", "manager", "admin", "stranger", "noticer")
AT_HOME = {
    "person": {"id", "name"}, "sealed_author": {"user_id"}, "user_session": {"user_id"},
    "notification": {"user_id"},
}  # fmt: skip
"""Where the database may know of the author: as a person, sealed, signed in and told."""


@pytest.fixture
def rows(app: Flask) -> dict[str, User]:
    """Everybody of the house, and who hides their name."""
    found = house(app)
    with app.app_context():
        home = db.session.get_one(User, found["owner"].id).unit
        hidden = factories.person(Role.EMPLOYEE, NAME, home, id=ID, language="en")
    return {**found, "author": hidden}


def test_a_hidden_author_is_named_nowhere_on_the_way(app: Flask, rows: dict[str, User], share: Share) -> None:
    people, readers = at_their_desks(app, rows), share(READERS)
    step = is_named(people["author"], hides_author="hidden")
    is_talked_of(step, people)
    is_examined(step, people)
    is_estimated(step, Vaasa=people["author"], Oulu=people["noticer"])
    assert told_of(step, people, readers) == []
    is_left_out(step, people)
    is_missed(step, people["author"])
    assert told_of(step, people, readers) == []
    is_kept(step, people["lead"], in_days(60))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=61)):
        is_called_up_and_given_up(step, at_their_desks(app, rows), readers)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=160)):
        people = at_their_desks(app, rows)
        is_used(step, people)
        assert told_of(step, people, readers) == []
        assert told_to_themself(step, people["author"]) == []
    with app.app_context():
        assert kinds_of(the_step()) == WAY
        assert (stored(), in_the_log(), has_true_history()) == ([], [], True)


def test_a_hidden_author_who_is_a_lead_signs_what_leads_do(app: Flask, rows: dict[str, User]) -> None:
    with app.app_context():
        leading = factories.person(Role.LEAD, "Liisa Vetäjä", language="en")
    people = at_their_desks(app, {**rows, "author": leading})
    step = is_named(people["author"], hides_author="hidden")
    is_examined(step, people)
    is_kept(step, people["lead"], in_days(60))
    people["author"].sends(f"{step}/moves?name=reconsider", words="Laki muuttui.")
    with app.app_context():
        last = select(Entry.actor_id).where(Entry.case_id == the_step().id).order_by(Entry.n.desc())
        assert db.session.scalars(last).first() == leading.id


def is_talked_of(step: str, people: People) -> None:
    """The author is asked and answers, comments and rewrites; others follow, support and comment."""
    author, lead, stranger = people["author"], people["lead"], people["stranger"]
    author.sends(f"{step}/edit", description="Raportti koostetaan perjantaisin.")
    author.sends(f"{step}/comments", body="Kirjoitan tästä itse.")
    stranger.sends(f"{step}/comments", body="Totta.")
    lead.sends(f"{step}/questions", words="Kuka sitä lukee?")
    author.sends(f"{step}/answer", words="Ei kukaan.")
    stranger.sends(f"{step}/thanks", words="Hyvä, että sanoit.")
    file = {"file": (io.BytesIO(b"Muistio"), "muistio.txt")}
    assert author.client.post(f"{step}/attachments", data=file).status_code == 303
    for deed in ("follow", "support", "join"):
        assert tries(author, f"{step}/{deed}", wanted="yes", role="try")[0] == 403


def is_called_up_and_given_up(step: str, people: People, readers: list[str]) -> None:
    """Its day has come: the author takes it up again, it is tried anew and given up."""
    people["author"].sends(f"{step}/moves?name=reconsider", words="Yhä turha.")
    assert told_of(step, people, readers) == []
    is_left_out(step, people)
    is_missed(step, people["author"])
    is_read(step, people["owner"])
    is_given_up(step, people["lead"])
    is_estimated(step, Vaasa=people["author"])


def is_used(step: str, people: People) -> None:
    """Somebody verifies and places the time, and an idea finds room."""
    assert tries(people["author"], f"{step}/verification")[0] == 403
    lead = people["lead"]
    lead.sends(f"{step}/verification", remainder="gone", hours="96", how="Laskettu.")
    lead.sends(f"{step}/freed-time", hours="40", purpose="Puhelut", is_for_customers="yes")
    idea = submits(people["stranger"])
    is_evaluated(idea, people)
    is_piloted(idea, people)
    room = {"needed_hours": "40", "give_up": "something", "work_steps": step.rpartition("/")[2]}
    lead.sends(f"{idea}/moves?name=adopt", words="Jono katosi.", **room)
    assert [name for name in READERS if tells(people[name].reads(idea))] == []


def told_of(step: str, people: People, readers: list[str]) -> list[tuple[str, str]]:
    """Who can read the author's name, number or address, and where; refusals are read as well."""
    pages = [*(step + rest for rest in OF_STEP), *ELSEWHERE]
    found = [(name, page) for name in readers for page in pages if tells(text_of(people[name], page))]
    return found + [(name, file) for name in readers for file in FILES if tells(file_of(people[name], file))]


def told_to_themself(step: str, author: Person) -> list[str]:
    """The pages that name the author to the author, below the header, which names who is signed in."""
    pages = [*(step + rest for rest in OF_STEP), *ELSEWHERE]
    return [page for page in pages if tells(main_of(text_of(author, page)))]


def text_of(person: Person, page: str) -> str:
    """Whatever the answer is, with the words of its headers."""
    answer = person.client.get(page, follow_redirects=True)
    assert answer.status_code in (200, 403, 409), page
    return f"{answer.headers}{answer.text}"


def file_of(person: Person, file: str) -> str:
    """What stands in a file, unpacked."""
    content = person.client.get(file).data
    if not file.endswith("xlsx"):
        return str(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode() for name in archive.namelist())


def tells(text: str) -> bool:
    """Whether it tells who the author is."""
    return bool(re.search(rf"{NAME}|Hilla|Hiljainen|{ID}", text))


def stored() -> list[tuple[str, str]]:
    """The columns in which the author stands, but for those where they are at home."""
    return sorted((table, column) for table, column in _columns() if column not in AT_HOME.get(table, ()))


def in_the_log() -> list[int]:
    """The entries whose words or data name the author."""
    said = [cast(column, String) for column in (EntryPayload.words, EntryPayload.data)]
    about = or_(*(column.contains(what) for column in said for what in (str(ID), "Hilla")))
    case = select(EntryPayload.entry_id).join(Entry).where(Entry.case_id.is_not(None), about)
    return list(db.session.scalars(case))


def _columns() -> Iterator[tuple[str, str]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String) or column.foreign_keys or column.primary_key:
                text = cast(column, String)
                if db.session.scalar(
                    select(text).where(or_(text == str(ID), text.contains("Hilla"))).limit(1)
                ):
                    yield table.name, column.name


WAY = [
    "recorded", "edited", "commented", "commented", "info-asked", "info-given", "thanked", "attached",
    "assigned", "examination-written", "examined", "evidence-added", "evidence-added", "trial-planned",
    "trial-planned", "trial-planned", "trialled", "missed", "kept", "reconsidered", "trial-planned",
    "trial-planned", "trial-planned", "trialled", "missed", "reading-added", "reading-added", "given-up",
    "evidence-added", "verified", "time-placed", "paired",
]  # fmt: skip
