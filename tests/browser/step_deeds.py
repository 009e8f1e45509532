"""What people do to a work step in the stories: each deed through its page, as its form asks."""

from tests.browser import demo
from tests.browser.guest import Guest, in_days


def examine(lead: Guest) -> None:
    """Name who answers for it, write down what was found out, and take it up."""
    home = lead.page.url
    lead.page.goto(f"{home}/owner")
    lead.writes("E-mail of the responsible person", demo.address("olli"))
    lead.sends("Save")
    lead.page.goto(f"{home}/examination")
    answers = {
        "origin": "habit",
        "customer_benefit": "little",
        "staff_success": "none",
        "basis": "per-person",
    }
    answers |= {"touches_customer": "no", "proposal": "stop", "shifted_to": "nobody"}
    for name, value in answers.items():
        lead.main.locator(f"[name={name}][value='{value}']").check()
    amounts = {"minutes_low": "20", "minutes_likely": "25", "minutes_high": "30"}
    amounts |= {"people": "6", "times_per_year": "48", "who_would_notice": "Aamuvuoro."}
    for name, value in amounts.items():
        lead.main.locator(f"[name={name}]").fill(value)
    lead.sends("Save")
    lead.page.goto(home)
    lead.finds(lead.say("Take up for a decision"))
    lead.sends("Take up for a decision")


def plan_trial(lead: Guest) -> None:
    """Plan a trial stop of thirty days with one warning signal, and come back to the work step."""
    home = lead.page.url
    lead.page.goto(f"{home}/trial-plan")
    lead.writes("What exactly is left out", "Jonolistaa ei lueta ääneen.")
    lead.main.locator("[name=units]").first.check()
    lead.writes("From", in_days(0))
    lead.main.locator("[name=days][value='30']").check()
    lead.main.locator("[name=instead]").fill("Lista on näytöllä.")
    lead.main.locator("[name=if_asked]").fill("Näytetään, missä lista on.")
    lead.main.locator("[name=is_harmless]").check()
    lead.sends("Save and add a warning signal")
    lead.writes("What is watched", "Kysymykset jonosta")
    lead.writes("Unit of measure", "kpl viikossa")
    lead.writes("Present level", "2")
    lead.main.locator("[name=danger][value=rises]").check()
    lead.writes("Threshold", "6")
    lead.sends("Save")
    lead.page.goto(home)


def read_signals(lead: Guest) -> None:
    """Add a reading of the signal that is watched now."""
    home = lead.page.url
    lead.main.locator("a[href$='/readings']").first.click()
    lead.main.locator("[name^=value_]").first.fill("1")
    lead.sends("Save")
    lead.page.goto(home)


def resume(lead: Guest) -> None:
    """Take it back into use, and say who missed it."""
    lead.finds(lead.say("Take it back into use"))
    lead.writes("Who missed it, and what for", "Timo: iltavuoro ei näe näyttöä.")
    lead.sends("Take it back into use")


def give_up(lead: Guest) -> None:
    """Decide that it stops."""
    lead.finds(lead.say("Give it up"))
    lead.writes("The reason, to the author", "Kukaan ei enää kaivannut sitä.")
    lead.main.locator("[name=ending][value=stop]").check()
    lead.sends("Give it up")


def verify(checker: Guest) -> None:
    """Look whether it is still gone, as somebody else than who named it."""
    checker.follows("Verify what it brought")
    checker.main.locator("[name=remainder][value=gone]").check()
    checker.writes("Hours a year that it freed", "100,5")
    checker.main.locator("[name=how]").fill("Kysyttiin koko aamuvuorolta.")
    checker.sends("Save what you found")


def place(checker: Guest) -> None:
    """Tell that the time goes to customers."""
    checker.follows("Tell where the time went")
    checker.writes("Hours a year", "60")
    checker.main.locator("[name=purpose]").fill("Aikaa varatuille tapaamisille")
    checker.main.locator("[name=is_for_customers][value=yes]").check()
    checker.sends("Tell")
