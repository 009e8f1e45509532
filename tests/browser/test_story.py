"""The way of an idea by clicks, in Finnish and in Swedish, with scripts and without."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_babel import force_locale
from playwright.sync_api import Browser

from ideas import labels
from tests.browser import demo
from tests.browser.catalogues import catalogue
from tests.browser.conftest import House
from tests.browser.guest import Guest, in_days, signed_in
from workflow.lifecycles.idea_states import IdeaState

Opens = Callable[[str], Guest]
SCORES = tuple(f"criterion_{name}" for name in ("customer_benefit", "staff_benefit", "effort", "feasibility"))
VERDICT = "Väntetiden blev kortare, och kunderna tackade."
REASON = "Tämä on hyvä, mutta samaa rakennetaan jo verkkopalveluun."
CONDITION = "Jos verkkopalvelu viivästyy keväästä."


@pytest.fixture(params=[("fi", True), ("fi", False), ("sv", True), ("sv", False)], ids=str)
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    """A language, and whether scripts run."""
    language, has_scripts = request.param
    return language, has_scripts


@pytest.fixture
def opens(browser: Browser, house: House, way: tuple[str, bool]) -> Iterator[Opens]:
    """Opens a browser for a person of the demo."""
    contexts = []

    def opened(who: str) -> Guest:
        context = browser.new_context(base_url=house.url, java_script_enabled=way[1])
        context.set_default_timeout(10_000)
        contexts.append(context)
        return signed_in(context.new_page(), catalogue(way[0]), way[0], who)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def word(shared_app: Flask, way: tuple[str, bool]) -> Callable[[object], str]:
    """The word of a code, in the language of the way."""

    def spoken(text: object) -> str:
        with shared_app.app_context(), force_locale(way[0]):
            return str(text)

    return spoken


def test_an_idea_goes_from_a_minute_of_writing_to_its_adoption(
    opens: Opens, word: Callable[[object], str], way: tuple[str, bool], house: House
) -> None:
    title = f"Köplatsen på skärmen {way}"
    author, lead = opens("sari"), opens("hannele")
    submit(author, title)
    assert author.state() == word(labels.STATES[IdeaState.SUBMITTED])
    path = find_on_desk(lead, title)
    handle(lead, path)
    lead.finds(word(labels.MOVES["evaluate"]))
    lead.sends("Mark as evaluated")
    assert lead.state() == word(labels.STATES[IdeaState.EVALUATED])
    plan_pilot(lead)
    tell_aim(path, lead, opens("olli"))
    lead.page.goto(path)
    lead.finds(word(labels.MOVES["pilot"]))
    lead.sends("Start the pilot")
    assert lead.state() == word(labels.STATES[IdeaState.PILOTED])
    judge(lead, path)
    adopt(lead, word, demo.step(house.database, "muistutuskirje"))
    assert lead.state() == word(labels.STATES[IdeaState.ADOPTED])
    author.page.goto(path)
    assert author.state() == word(labels.STATES[IdeaState.ADOPTED])
    author.sees(VERDICT)
    assert len(author.told()) == 12


def test_an_idea_that_is_not_carried_out_tells_its_author_why(
    opens: Opens, word: Callable[[object], str], way: tuple[str, bool]
) -> None:
    title = f"Jononäyttö aulaan {way}"
    author, lead = opens("sari"), opens("hannele")
    submit(author, title)
    find_on_desk(lead, title)
    lead.finds(word(labels.MOVES["drop"]))
    lead.writes("The reason, to the author", REASON)
    lead.picks("Kind of reason", "already-done")
    lead.writes("What would have to change", CONDITION)
    lead.sends("Do not carry out")
    assert lead.state() == word(labels.STATES[IdeaState.DROPPED])
    author.page.goto("/news")
    author.sees(REASON)
    author.finds(title)
    assert author.state() == word(labels.STATES[IdeaState.DROPPED])
    author.sees(CONDITION)
    assert len(author.told()) == 2


def submit(author: Guest, title: str) -> None:
    """Write an idea with what is needed, and submit it."""
    author.page.goto("/")
    author.follows("New idea")
    author.writes("Title", title)
    author.writes("Essence", "Kunden ser sin plats i kön på skärmen i aulan.")
    author.main.locator("[name=benefit_type][value=time]").check()
    author.writes("What the customer gets, in words", "Väntan känns kortare.")
    author.ticks("I have checked that the text holds no customer’s data")
    author.sends("Submit the idea")
    author.page.wait_for_selector("#history-section")
    author.sees(title)


def find_on_desk(lead: Guest, title: str) -> str:
    """Go to the desk, find the idea there and open it; its path."""
    lead.page.goto("/desk")
    lead.finds(title)
    return lead.page.url


def handle(lead: Guest, path: str) -> None:
    """Name who is responsible, evaluate, and set the next date."""
    lead.follows("Name who is responsible")
    lead.writes("E-mail of the responsible person", demo.address("olli"))
    lead.sends("Save")
    lead.follows("Evaluate")
    for name in SCORES:
        lead.main.locator(f"[name={name}][value='4']").check()
    lead.main.locator("[name=knowledge][value=experience]").check()
    lead.writes("Judgement in words", "Kunden vet hur länge det dröjer.")
    lead.sends("Hand in")
    lead.follows("Set the next date")
    lead.writes("Next date", in_days(14))
    lead.sends("Set the date")
    assert lead.page.url == path


def plan_pilot(lead: Guest) -> None:
    """Write the plan of the pilot with one measure."""
    lead.follows("Write a pilot plan")
    lead.writes("Aim", "Vi lär oss om väntan känns kortare.")
    lead.writes("Our vision", "Aulan är lugn.")
    lead.writes("The customer’s vision", "Jag vet när det är min tur.")
    lead.writes("Begins", in_days(0))
    lead.writes("Ends", in_days(30))
    lead.main.locator("[name=units]").first.check()
    lead.main.locator("[name=people]").fill("\n".join(demo.address(who) for who in ("hannele", "olli")))
    lead.main.locator("[name=hours_set_aside]").fill("20")
    lead.main.locator("[name=stop_rule]").fill("Kön växer över en timme.")
    lead.main.locator("[name=give_up][value=nothing]").check()
    lead.main.locator("[name=give_up_words]").fill("Piloten ryms i dagens arbete.")
    lead.sends("Save and add a measure")
    lead.main.locator("[name=scope][value=customer]").check()
    lead.writes("What is measured", "Upplevd väntan")
    lead.writes("Unit of measure", "minuter")
    lead.writes("Baseline", "12")
    lead.writes("Target", "6")
    lead.main.locator("[name=better][value=lower]").check()
    lead.main.locator("[name=how]").fill("Ur telefonsystemets statistik.")
    lead.main.locator("[name=cadence][value=weekly]").check()
    lead.sends("Save")


def tell_aim(path: str, *members: Guest) -> None:
    """Each says the aim of the planned pilot in words of their own."""
    for member in members:
        member.page.goto(f"{path}/pilot-aim")
        member.main.locator("[name=told]").fill("Vi ser om kunderna väntar lugnare.")
        member.sends("Save")


def judge(lead: Guest, path: str) -> None:
    """Say what came of the pilot, and what was learnt."""
    lead.page.goto(f"{path}/pilot-conclusion")
    lead.main.locator("[name=verdict]").fill("Väntan kändes kortare.")
    lead.main.locator("[name=learnt]").fill("Måndagar är svårast.")
    lead.main.locator("[name=recommendation][value=adopt]").check()
    lead.sends("Save")


def adopt(lead: Guest, word: Callable[[object], str], step: str) -> None:
    """Add the reading and take the idea into use; the work step makes room for it."""
    lead.main.locator("a[href$='/readings']").first.click()
    lead.main.locator("[name^=value_]").first.fill("5,5")
    lead.sends("Save")
    lead.finds(word(labels.MOVES["adopt"]))
    lead.writes("The verdict in words", VERDICT)
    lead.main.locator("[name=give_up][value=something]").check()
    lead.main.locator("[name=give_up_words]").fill("Vi ropar inte längre upp namn.")
    lead.writes("Work steps that are given up for it", step.rpartition("/")[2])
    lead.writes("Hours a year that it needs", "12")
    lead.sends("Adopt")
