"""The page: who may look, what its address may say, what it tells whom, and what it asks of the database."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas import cells
from ideas.extensions import SETTINGS
from ideas.features.rounds.service import daily_round
from ideas.features.situation.report import report
from ideas.models import User
from ideas.scope import Scope
from tests import factories
from tests.features.situation.histories import BEGINNING, Life
from tests.statements import selects
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]
SECTIONS = (
    "outcome", "balance", "promise", "flow", "time", "age", "paths", "participation", "forecast", "attention",
)  # fmt: skip
MOST = 16
"""SELECT statements of the page, the person's session and the choices of its address among them."""
FEWEST = 6
"""What is asked where nothing has happened since: the person, the choices, and whether anything has."""


def lived(ideas: int) -> Life:
    """So many ideas in each state, of which one was never answered for."""
    life = Life.begin()
    for number in range(ideas):
        for deed in ("idea", "idea", "step", "comment", "weigh"):
            life.play(deed, 3 * number, 5)
        life.play("end", 3 * number + 1, 30)
    return life


def later(days: int = 60) -> time_machine.travel:
    """Some days later."""
    return time_machine.travel(BEGINNING + timedelta(days=days), tick=False)


def test_the_whole_house_may_not_look(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        people = {role: factories.person(role) for role in Role}
    answers = {role: client_of(person).get("/situation").status_code for role, person in people.items()}
    assert answers == {Role.EMPLOYEE: 403, Role.LEAD: 200, Role.MANAGER: 200, Role.ADMIN: 200}


@pytest.mark.parametrize("ideas", [0, 1])
def test_every_section_is_there_also_where_nothing_has_happened(
    app: Flask, client_of: ClientOf, ideas: int
) -> None:
    with app.app_context():
        life = lived(ideas)
    with later():
        page = client_of(life.lead).get("/situation?period=all").text
    assert [name for name in SECTIONS if f'<h2 id="{name}">' not in page] == []


def test_no_caption_has_a_capital_within_brackets(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        life = lived(2)
    with later():
        page = client_of(life.lead).get("/situation?period=all").text
    captions = re.findall(r"<(?:title|caption)[^>]*>([^<]+ \([^<]+)<", page)
    assert [len(captions) > 5, [each for each in captions if re.search(r"\([A-ZÅÄÖ]", each)]] == [True, []]


ADDRESSES = (
    "?period=ever", "?unit=999", "?unit=x&period=year", "?period=last-year", "?kind=idea", "?kind=work-step",
    "?size=small", "?kind=work-step&size=small", "?direction=1", "?size=%00&direction=9", "?kind[]=idea",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_an_address_says_wrongly_is_left_out(app: Flask, client_of: ClientOf, address: str) -> None:
    with app.app_context():
        life = lived(1)
    with later():
        assert client_of(life.lead).get(f"/situation{address}").status_code == 200


def test_management_reads_the_unit_and_leads_the_name(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        life, manager = Life.begin(), factories.person(Role.MANAGER)
        for deed in ("step", "weigh", "end"):
            life.play(deed, 0, 5)
    with later(500):
        pages = {who: client_of(who).get("/situation?period=all").text for who in (life.lead, manager)}
    assert [life.other.name in page for page in pages.values()] == [True, False]


def test_the_page_asks_the_same_of_the_database_however_many_ideas(app: Flask, client_of: ClientOf) -> None:
    asked = []
    with app.app_context():
        life = lived(1)
    for _ in range(2):
        with later(400), selects(app) as found:
            assert client_of(life.lead).get("/situation").status_code == 200
        asked.append(len(found))
        with app.app_context():
            for deed in ("idea", "idea", "step", "step"):
                life.play(deed, 0, 2)
    assert (asked[0], asked[0] <= MOST) == (asked[1], True)


def test_what_is_kept_is_asked_once_and_never_old(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        life = lived(1)
    with later(400):
        client = client_of(life.lead)
        first = shown(client)
        with selects(app) as found:
            again = shown(client)
        with app.app_context():
            life.play("idea", 0, 24)
        changed = shown(client)
        narrowed = shown(client, kind="work-step")
    assert len(found) <= FEWEST
    assert [first == other for other in (again, changed, narrowed)] == [True, False, False]


def test_what_is_kept_is_of_one_day(app: Flask) -> None:
    days = [date(2026, 5, 20), date(2026, 5, 21)]
    with app.app_context(), later():
        actor = factories.actor(factories.person(Role.LEAD))
        assert [report(Scope(actor, day), "fi").subject.today for day in days] == days


@pytest.mark.parametrize(("kind", "is_told"), [("idea", True), ("work-step", False)])
def test_work_steps_alone_do_not_make_the_house_one_without_ideas(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, kind: str, is_told: bool
) -> None:
    few = {"participation_people": 5, "participation_contributors": 3}
    monkeypatch.setitem(app.extensions, SETTINGS, app.extensions[SETTINGS].model_copy(update=few))
    with app.app_context():
        people = [factories.person(Role.LEAD) for _ in range(5)]
        for who in people[:3]:
            factories.submitted(who)
    found = client_of(people[0]).get(f"/situation.json?kind={kind}").get_json()["figures"]
    told = {each["figure"] for each in found if each["section"] == "participation"}
    assert ("contributors" in told, "ideas" in told) == (True, is_told)


def test_the_rows_beside_a_promise_are_as_many_as_it_speaks_of(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        life = Life.begin()
        for number, deed in enumerate(("idea", "idea", "idea", "comment", "end")):
            life.play(deed, number, 24)
    with later():
        client = client_of(life.lead)
        page = html.unescape(client.get("/situation?kind=idea").text)
        section = page[page.index('id="promise"') : page.index('id="flow"')]
        told = client.get("/situation.json?kind=idea").get_json()["figures"]
        found = {name: rows(client, section, f"figure={name}") for name in LED_TO}
    whole = {each["figure"]: each["of"] for each in told if each["state"] in ("", "submitted")}
    assert found == {"answered": 2, "unanswered": 1, "left&kind=idea&state=submitted": 1, "stayed-longer": 2}
    assert (whole["answered-in-time"], whole["left-in-time"]) == (3, 3)


LED_TO = ("answered", "unanswered", "left&kind=idea&state=submitted", "stayed-longer")


def rows(client: FlaskClient, section: str, begins: str) -> int:
    """How many rows stand behind the one link of the section that begins so."""
    (address,) = set(re.findall(rf'href="/situation/rows\?({re.escape(begins)}[^"]*)"', section))
    return len(client.get(f"/situation/rows.csv?{address}").data.decode().strip().split("\r\n")) - 1


def shown(client: FlaskClient, **address: str) -> str:
    """The page without the keys that each form has of its own."""
    page = client.get("/situation", query_string={"period": "all", **address}).text
    return re.sub(r'(name="post_key" value=)"[^"]+"', r"\1", page)


def test_the_worker_melts_the_numbers_together(app: Flask) -> None:
    with app.app_context():
        life = lived(2)
        before = cells.read()
        daily_round(life.at)
        assert (cells.melt(), cells.read()) == (0, before)
