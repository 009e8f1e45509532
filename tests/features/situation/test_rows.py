"""The rows behind a figure: what they say and to whom, page by page, and as a file."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.situation.behind import FIGURES, Asked, asked_of
from ideas.features.situation.rows import every, page_of
from ideas.labels.rows import ROWS, STATES
from ideas.models import Idea, Unit, User
from ideas.offers import options
from ideas.outcomes import freed
from ideas.paging import MOST, SIZE
from ideas.scope import Scope
from ideas.transaction import command
from tests import factories, steps
from tests.features.register.test_rows import verified
from tests.features.situation.courses import TODAY, Way, store
from tests.features.situation.histories import Life
from tests.statements import selects
from workflow.actors import Actor, Role
from workflow.figures.windows import Period
from workflow.flow import Course, visits

ClientOf = Callable[[User], FlaskClient]
LEAD = Actor(1, Role.LEAD)
HOSTILE = (
    "", "x", "\x00", "2026-13", "0000-01", "9999-12", "-1", "9" * 400, "٣", "2026-05-32", "💥", "' or 1=1 --",
    "2026-05-20.1.99999999999", "2026-99-20.1.1", "0001-01-01.1.1",
)  # fmt: skip


@pytest.fixture
def home(app: Flask) -> Unit:
    with app.app_context():
        return factories.unit("Neuvonta")


def way(*moves: tuple[str, int], kind: str = "idea") -> Way:
    """A case that came to these states so many days ago."""
    return Way(Course(kind, visits((state, TODAY - timedelta(days=days)) for state, days in moves)), 0)


def asked(figure: str, state: str = "", actor: Actor = LEAD, **more: str) -> Asked:
    return asked_of({"figure": figure, "state": state, **more}, Scope(actor, TODAY, Period.ALL))


def ids(of: Asked) -> list[str]:
    return [row.public_id for row in every(of, options("fi"))]


def test_every_figure_and_every_state_of_it_has_its_words() -> None:
    assert sorted(ROWS) == sorted(FIGURES)
    assert {state for behind in FIGURES.values() for state in behind.states} <= set(STATES)


def test_what_waits_begins_with_the_oldest_and_the_rest_with_the_latest(app: Flask, home: Unit) -> None:
    with app.app_context():
        store([way(("submitted", days)) for days in (5, 9, 1)], [home.id], 0)
        assert ids(asked("standing")) == ["X-2", "X-1", "X-3"]
        assert ids(asked("entered")) == ["X-3", "X-1", "X-2"]
        assert ids(asked("stayed-longer", days="6")) == ["X-1", "X-2"][1:]
        assert [row.days for row in every(asked("standing"), options("fi"))] == [10, 6, 2]


def test_a_row_says_what_makes_it_belong(app: Flask, home: Unit) -> None:
    with app.app_context():
        store([way(("submitted", 30), ("dropped", 20), ("submitted", 10), ("dropped", 4))], [home.id], 0)
        day = {days: TODAY - timedelta(days=days) for days in (30, 20, 10, 4)}
        stays = every(asked("stayed", "submitted"), options("fi"))
        assert [(row.first, row.last, row.days, row.now) for row in stays] == [
            (day[10], day[4], 7, "dropped"), (day[30], day[20], 11, "dropped"),
        ]  # fmt: skip
        closed = every(asked("closed"), options("fi"))
        assert [(row.state, row.on, row.days, row.unit) for row in closed] == [
            ("dropped", day[4], 18, "Neuvonta")
        ]


def test_every_row_stands_on_one_page_however_many_fall_on_one_day(app: Flask, home: Unit) -> None:
    back_and_forth = [("submitted", 3), ("evaluated", 3), ("piloted", 3), ("evaluated", 3), ("piloted", 3)]
    with app.app_context():
        store([way(*back_and_forth) for _ in range(SIZE)], [home.id], 0)
        for figure in ("entered", "stayed", "standing"):
            of, found, after = asked(figure), [], None
            while True:
                page = page_of(of, after, options("fi"))
                found += [(row.public_id, row.state, row.first, row.last) for row in page.rows]
                if (after := page.after) is None:
                    break
            said = [(row.public_id, row.state, row.first, row.last) for row in every(of, options("fi"))]
            assert found == said
            assert len(found) == {"entered": 5, "stayed": 4, "standing": 1}[figure] * SIZE


@pytest.mark.parametrize(("many", "is_said"), [(3, False), (MOST + 1, True)])
def test_where_a_file_could_end_before_the_rows_do_the_page_says_so(
    app: Flask, client_of: ClientOf, home: Unit, many: int, is_said: bool
) -> None:
    with app.app_context():
        store([way(("submitted", 5))] * many, [home.id], 0)
        numbered()
        reader = factories.person(Role.LEAD, language="en")
    page = client_of(reader).get("/situation/rows?period=all").text
    assert (re.search(r"at most 10\D000 rows", page) is not None) is is_said


@command
def numbered() -> None:
    """Numbers as addresses know them."""
    for idea in db.session.scalars(select(Idea)):
        idea.public_id = f"I-2026-{idea.id:04d}"


def test_a_month_is_told_by_its_name_or_by_a_day(app: Flask) -> None:
    scope = Scope(LEAD, TODAY)
    for text in ("2026-02", "2026-02-01"):
        of = asked_of({"figure": "closed", "month": text}, scope)
        assert (of.days, of.address["month"]) == ((date(2026, 2, 1), date(2026, 2, 28)), "2026-02")


def test_the_hours_behind_what_was_freed_are_those_of_the_figure(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        for hours in ("96.5", "3.25"):
            verified(steps.given_up(factories.person(), lead), lead, hours)
        steps.given_up(factories.person(), lead)
        scope = Scope(factories.actor(lead), steps.TODAY)
        rows = every(asked_of({"figure": "verified"}, scope), options("fi"))
        said = freed(scope, scope.window())
        assert (sum(row.hours or 0 for row in rows), len(rows)) == (said.hours, said.verified_steps)
        assert said.hours == Decimal("99.75")


@pytest.mark.parametrize(("role", "is_told"), [(Role.LEAD, True), (Role.MANAGER, False), (Role.ADMIN, False)])
def test_who_answers_for_a_case_is_told_to_leads_alone(
    app: Flask, client_of: ClientOf, role: Role, is_told: bool
) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person(name="Aino Aalto"))
        factories.answer_for(idea, factories.person(name="Olli Omistaja"))
        reader = factories.person(role)
    client = client_of(reader)
    for place in ("/situation/rows?period=all", "/situation/rows.csv?period=all"):
        text = client.get(place).data.decode()
        assert (idea.title in text, "Olli Omistaja" in text, "Aino" in text) == (True, is_told, False)


def test_the_page_leads_back_to_what_was_looked_at(app: Flask, client_of: ClientOf, home: Unit) -> None:
    with app.app_context():
        reader = factories.person(Role.MANAGER, language="en")
    place = f"/situation/rows?figure=closed&state=dropped&month=2026-05&kind=idea&unit={home.id}&size=small"
    page = client_of(reader).get(place).text
    back = re.findall(r'href="(/situation\?[^"]*)"', page)
    assert set(back) == {f"/situation?kind=idea&amp;unit={home.id}&amp;size=small"}
    said = ("What was decided", "not carried out", "1.5.2026 to 31.5.2026", "Neuvonta", "0 rows")
    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize("name", ["figure", "state", "month", "days", "after", "unit", "period"])
def test_what_an_address_says_wrongly_is_left_out(app: Flask, client_of: ClientOf, name: str) -> None:
    with app.app_context():
        client = client_of(factories.person(Role.LEAD))
    for value in HOSTILE:
        for figure in ("standing", "stayed-longer", "closed"):
            said = {"figure": figure, name: value}
            assert client.get("/situation/rows", query_string=said).status_code == 200


def test_the_page_asks_the_same_of_the_database_however_many_rows(app: Flask, home: Unit) -> None:
    numbers = []
    for many in (1, 3):
        with app.app_context():
            store([way(("submitted", 9), ("dropped", 4))] * many, [home.id], 0, first=10 * many)
        with selects(app) as found, app.app_context():
            page_of(asked("closed"), None, options("fi"))
        numbers.append(len(found))
    assert numbers[0] == numbers[1]


def test_a_file_holds_the_rows_and_no_formula(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        reader = factories.person(Role.LEAD, language="en")
        life = Life.begin()
        life.play("idea", 0, 1)
        idea = factories.submitted(factories.person(), title="=1+1")
    client = client_of(reader)
    text = client.get("/situation/rows.csv?period=all").data.decode("utf-8-sig")
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert (rows[idea.public_id]["Title"], len(rows)) == ("'=1+1", 2)
    assert rows[idea.public_id]["Came into it on"] == "5.3.2026"
    book = client.get("/situation/rows.xlsx?period=all").data
    header, *cells = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert sorted(row[0] for row in cells) == sorted(rows)
    assert dict(zip(header, cells[0], strict=True))["Came into it on"] == date(2026, 3, 5)


def test_a_hidden_author_is_told_by_no_row(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        manager = factories.person(Role.MANAGER)
        author = factories.person(name="Piilo Piiloinen", home=factories.unit("Pieni"))
        idea = factories.draft(author, hidden=True, unit_id=None)
        factories.move(idea, "submit", author)
    text = client_of(manager).get("/situation/rows?period=all").text
    assert (idea.title in text, "Piilo" in text) == (True, False)
    assert ">Pieni<" not in text
