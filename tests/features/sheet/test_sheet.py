"""The sheet: whose words stand on it, what never does, and what it costs to draw."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.features.sheet.queries import VOICES
from ideas.models import Idea, User
from ideas.outcomes import LONGEST, excerpt
from ideas.transaction import command
from tests import factories, steps
from tests.features.follow_up import cases as adoptions
from tests.features.pilot import cases
from tests.statements import selects
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]
SHEET = "/situation/sheet"


def voice(by: User, title: str, **more: Any) -> Idea:
    """An idea from work with customers."""
    return factories.submitted(by, title=title, **{"from_customer_work": True, **more})


@command
def change(idea: Idea, **said: Any) -> None:
    """Let the row say something else."""
    row = db.session.get_one(Idea, idea.id)
    for name, value in said.items():
        setattr(row, name, value)


@pytest.mark.parametrize(("who", "code"), [("author", 403), ("lead", 200), ("manager", 200), ("admin", 200)])
def test_leads_management_and_administrators_read_it(
    people: People, client_of: SignIn, who: str, code: int
) -> None:
    client = client_of(people[who])
    assert [client.get(f"{SHEET}{end}").status_code for end in ("", ".pdf")] == [code, code]


def test_ideas_from_work_with_customers_stand_in_the_staffs_words(
    app: Flask, people: People, manager: FlaskClient
) -> None:
    with app.app_context():
        voice(people["author"], "Jono lyhenee", essence="Asiakas varaa ajan.", language="sv")
        factories.submitted(people["author"], title="Toimiston kahvi", from_customer_work=False)
        factories.submitted(people["author"], title="Ei kerrottu")
        factories.draft(people["author"], title="Vasta luonnos", from_customer_work=True)
    page = manager.get(SHEET).text
    shown = {words: words in page for words in ("Jono lyhenee", "Toimiston kahvi", "Ei kerrottu", "luonnos")}
    assert shown == {"Jono lyhenee": True, "Toimiston kahvi": False, "Ei kerrottu": False, "luonnos": False}
    assert '<blockquote class="sheet-words" lang="sv">Asiakas varaa ajan.</blockquote>' in page
    assert "Yhteyskeskus · submitted, waits, 3 days in this state" in page
    assert "Aino Author" not in page


def test_the_newest_six_stand_first(app: Flask, people: People, manager: FlaskClient) -> None:
    with app.app_context():
        for number in range(VOICES + 1):
            voice(people["author"], f"Idea numero {number}")
    page = manager.get(SHEET).text
    places = [page.find(f"Idea numero {number}") for number in range(VOICES + 1)]
    assert (places[0], places[1:]) == (-1, sorted(places[1:], reverse=True))


def test_owners_words_and_what_was_learnt_stand_below(
    app: Flask, people: People, client_of: SignIn, manager: FlaskClient
) -> None:
    with app.app_context():
        idea = adoptions.adopted(people["author"], people["lead"], title="Käytössä")
        cases.measured(people["author"], people["lead"], title="Yhä kokeilussa")
        adoptions.owned(idea, people["lead"])
    before = manager.get(SHEET).text
    adoptions.tell(client_of(people["lead"]), idea, 1)
    page = manager.get(SHEET).text
    assert [text.count("Kukaan ei enää jonota.") for text in (before, page)] == [0, 1]
    assert page.count("Maanantai on vaikein.") == 1
    assert "Yhä kokeilussa" not in page
    assert "Leena Lead" not in page


def test_a_unit_has_a_sheet_of_its_own(app: Flask, people: People, manager: FlaskClient) -> None:
    with app.app_context():
        voice(people["author"], "Meidän idea")
        away = factories.person(home=factories.unit("Muualla"))
        voice(away, "Muiden idea")
    home, unit = people["author"].unit_id, away.unit_id
    told = {
        each: [title in manager.get(f"{SHEET}?unit={each}").text for title in ("Meidän idea", "Muiden idea")]
        for each in (home, unit, "x")
    }
    assert told == {home: [True, False], unit: [False, True], "x": [True, True]}


def test_a_period_without_anything_says_so(people: People, app: Flask, manager: FlaskClient) -> None:
    with app.app_context():
        voice(people["author"], "Tämän vuoden idea")
    page = manager.get(f"{SHEET}?period=last-year").text
    assert ("Tämän vuoden idea" in page, page.count("Nothing in this period.")) == (False, 3)


def test_an_idea_in_a_blind_round_names_no_unit(app: Flask, people: People, manager: FlaskClient) -> None:
    with app.app_context():
        change(voice(people["author"], "Arvioitava"), unit_id=None, hides_author=True, is_blind=True)
    page = manager.get(SHEET).text
    rows = page[page.index('id="voices"') : page.index('id="outcomes"')]
    assert ("Arvioitava" in rows, "Yhteyskeskus" in rows) == (True, False)


def test_figures_stand_in_one_table(app: Flask, people: People, manager: FlaskClient) -> None:
    with app.app_context():
        voice(people["author"], "Yksi")
        factories.dropped(people["author"], people["lead"])
        steps.kept(people["author"], people["lead"])
    rows = manager.get(SHEET).text.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")
    told = [row.replace("</th>", "|").replace("</td>", "|").split("|") for row in rows if "<th" in row]
    assert [[part.split(">")[-1] for part in row[:3]] for row in told][:5] == [
        ["Came in", "2", "1"],
        ["Adopted, or given up", "0", "0"],
        ["Not carried out, or kept", "1", "1"],
        ["Open now", "1", "0"],
        ["Days until decided, median", "too few: 1", "too few: 1"],
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("", ""), ("Lyhyt\nteksti", "Lyhyt teksti"), ("sana " * 100, f"{('sana ' * 48).strip()} …"),
     ("x" * 300, f"{'x' * LONGEST} …")],
)  # fmt: skip
def test_long_words_are_cut_between_words(text: str, shown: str) -> None:
    assert excerpt(text) == shown


def test_it_asks_as_often_whether_it_shows_one_or_three(
    app: Flask, people: People, manager: FlaskClient
) -> None:
    numbers = []
    for count in (1, 2):
        with app.app_context():
            for _ in range(count):
                idea = adoptions.adopted(people["author"], people["lead"], from_customer_work=True)
                adoptions.owned(idea, people["lead"])
                adoptions.tell(factories.sign_in(app, people["lead"]), idea, 1)
        with selects(app) as asked:
            manager.get(SHEET)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LEAD])
def test_nobody_reads_a_private_idea(app: Flask, client_of: SignIn, role: Role) -> None:
    with app.app_context():
        reader = factories.person(role)
        factories.draft(reader, title="Oma luonnos", from_customer_work=True)
    assert "Oma luonnos" not in client_of(reader).get(SHEET).text
