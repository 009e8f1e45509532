"""What people do to an idea in the stories: each deed through its page, as its form asks."""

from tests.browser import demo
from tests.browser.guest import Guest, in_days

SCORES = ("customer_benefit", "staff_benefit", "effort", "feasibility")
VERDICT = "Väntetiden blev kortare, och kunderna tackade."


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


def evaluate(reviewer: Guest, words: str, score: int = 4) -> None:
    """Judge the idea whose page is open, each criterion alike."""
    reviewer.page.goto(f"{reviewer.page.url.partition('#')[0]}/evaluation")
    for name in SCORES:
        reviewer.main.locator(f"[name=criterion_{name}][value='{score}']").check()
    reviewer.main.locator("[name=knowledge][value=experience]").check()
    reviewer.writes("Judgement in words", words)
    reviewer.sends("Hand in")


def handle(lead: Guest, path: str) -> None:
    """Name who is responsible, evaluate, and set the next date."""
    lead.follows("Name who is responsible")
    lead.writes("E-mail of the responsible person", demo.address("olli"))
    lead.sends("Save")
    evaluate(lead, "Kunden vet hur länge det dröjer.")
    lead.follows("Set the next date")
    lead.writes("Next date", in_days(14))
    lead.sends("Set the date")
    assert lead.page.url == path


def plan_pilot(lead: Guest) -> None:
    """Write the plan of the pilot with its people and one measure."""
    lead.follows("Write a pilot plan")
    lead.writes("Aim", "Vi lär oss om väntan känns kortare.")
    lead.writes("Our vision", "Aulan är lugn.")
    lead.writes("The customer’s vision", "Jag vet när det är min tur.")
    lead.writes("Begins", in_days(0))
    lead.writes("Ends", in_days(30))
    lead.writes("Who takes part", f"{demo.address('olli')}\n{demo.address('timo')}")
    lead.writes("Hours set aside", "20")
    lead.main.locator("[name=stop_rule]").fill("Någon går vilse i aulan.")
    lead.main.locator("[name=units]").first.check()
    lead.main.locator("[name=give_up][value=nothing]").check()
    lead.main.locator("[name=give_up_words]").fill("Piloten ryms i dagens arbete.")
    lead.sends("Save and add a measure")
    measure(lead)


def measure(lead: Guest) -> None:
    """Say what is measured, which way is better, how and how often."""
    for name, value in (("scope", "customer"), ("better", "lower"), ("cadence", "weekly")):
        lead.main.locator(f"[name={name}][value={value}]").check()
    lead.writes("What is measured", "Upplevd väntan")
    lead.writes("Unit of measure", "minuter")
    lead.writes("Baseline", "12")
    lead.writes("Target", "6")
    lead.writes("How it is measured", "Vi frågar i dörren.")
    lead.sends("Save")


def tell_aim(member: Guest, path: str) -> None:
    """Say the aim in one's own words, from the page of the idea."""
    member.page.goto(path)
    member.follows("Say its aim in your own words")
    member.main.locator("[name=told]").fill("Vi ser om kunderna väntar lugnare.")
    member.main.locator("form:has([name=told]) button[type=submit]").click()
    member.page.wait_for_load_state()


def enter_reading(member: Guest, path: str) -> None:
    """Say what the measure says, on a page that fits a phone."""
    member.page.goto(path)
    member.main.locator("a[href$='/readings']").first.click()
    member.page.wait_for_url("**/readings")
    assert member.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    member.main.locator("[name^=value_]").first.fill("5,5")
    member.sends("Save")
    assert member.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def conclude(lead: Guest) -> None:
    """Judge the pilot in words."""
    lead.follows("Judge the pilot")
    lead.main.locator("[name=verdict]").fill("Kunderna väntar lugnare.")
    lead.main.locator("[name=learnt]").fill("Skärmen ska stå nära dörren.")
    lead.main.locator("[name=recommendation][value=adopt]").check()
    lead.main.locator("form:has([name=verdict]) button[type=submit]").click()
    lead.page.wait_for_selector("#history-section")


def say_room(lead: Guest, step: str) -> None:
    """Give the verdict, and name the work step that makes room for it."""
    lead.writes("The verdict in words", VERDICT)
    lead.main.locator("[name=give_up][value=something]").check()
    lead.main.locator("[name=give_up_words]").fill("Vi ropar inte längre upp namn.")
    lead.writes("Work steps that are given up for it", step.rpartition("/")[2])
    lead.writes("Hours a year that it needs", "12")
    lead.sends("Adopt")


def drop(lead: Guest, reason: str, condition: str, button: str = "Do not carry out") -> None:
    """Say why it is not carried out, and press that button."""
    lead.writes("The reason, to the author", reason)
    lead.picks("Kind of reason", "already-done")
    lead.writes("What would have to change", condition)
    lead.sends(button)
