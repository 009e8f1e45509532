"""The chapters in the life of a work step, each through the pages, as the people go them."""

import re
from collections.abc import Mapping
from html import unescape

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import User, WorkStep
from tests import factories
from tests.stories.people import Person, in_days
from workflow.actors import Role

People = Mapping[str, Person]
TITLE = "Viikkoraportti, jota kukaan ei lue"
WANTED = "Torstain palaveri nojaa tähän raporttiin."
ADJUSTED = "Torstain palaveri saa luvut suoraan järjestelmästä."
BACK_SOON = "Kokeilua muutetaan niin, että palaveri saa lukunsa."
CREPT_BACK = "Uusi esimies pyysi raportin takaisin."
EXAMINATION = {
    "origin": "habit", "customer_benefit": "none", "staff_success": "little",
    "who_would_notice": "Torstain palaveri.", "basis": "per-person", "minutes_low": "20",
    "minutes_likely": "25", "minutes_high": "30", "people": "6", "times_per_year": "48",
    "touches_customer": "no", "proposal": "stop", "share_removed": "100", "shifted_to": "nobody",
    "removals": "Raporttipohja\nKalenterivaraus",
}  # fmt: skip
"""Six people, 48 times a year, 25 minutes: 120 hours a year."""
PLAN = {
    "aim": "Viikkoraporttia ei koosteta.", "days": "30", "instead": "Ei mitään.",
    "if_asked": "Tiimin vetäjä näyttää luvut.", "is_harmless": "y",
}  # fmt: skip
SIGNALS = (
    {
        "name": "Palautteet",
        "unit_of_measure": "kpl viikossa",
        "baseline": "2",
        "danger": "rises",
        "target": "5",
    },
    {
        "name": "Käsitellyt",
        "unit_of_measure": "kpl viikossa",
        "baseline": "90",
        "danger": "falls",
        "target": "80",
    },
)


def house(app: Flask) -> dict[str, User]:
    """Who works here; everybody reads English, so that the words of a page can be compared."""
    with app.app_context():
        home, away = factories.unit(), factories.unit("Palvelu")
        return {
            "author": _person("Aino Ensinsanoja", home),
            "owner": _person("Outi Vastaava", home),
            "lead": _person("Leena Vetäjä", home, Role.LEAD),
            "noticer": _person("Niilo Huomaaja", away),
            "neighbour": _person("Nelli Naapuri", home),
            "stranger": _person("Salla Sivullinen", away),
            "manager": _person("Maija Johtaja", away, Role.MANAGER),
            "admin": _person("Aarne Ylläpitäjä", away, Role.ADMIN),
            "evaluator": _person("Eero Arvioija", away),
        }


def at_their_desks(app: Flask, house: Mapping[str, User]) -> People:
    """Everybody signed in today."""
    return {name: Person(row, factories.sign_in(app, row)) for name, row in house.items()}


def is_named(author: Person, **more: str) -> str:
    """Name the work step by a bare title; the address of its page."""
    return author.sends("/work-steps/new", title=TITLE, **more)


def is_examined(step: str, people: People) -> None:
    """Name an owner, find out that no law asks for it, and say so."""
    lead = people["lead"]
    lead.sends(f"{step}/owner", email=people["owner"].row.email)
    people["owner"].sends(f"{step}/examination", **EXAMINATION, noticers=people["noticer"].row.email)
    lead.sends(f"{step}/moves?name=examine")


def is_estimated(step: str, **teams: Person) -> None:
    """Each says how long their team believes it takes."""
    for team, person in teams.items():
        said = {"method": "estimated", "source": team, "minutes": "25"}
        person.sends(f"{step}/evidence", **said, words="Arvio viime viikolta.")


def is_left_out(step: str, people: People, **changed: str) -> None:
    """Plan the trial with its signals, and begin it."""
    owner, unit = people["owner"], str(people["owner"].row.unit_id)
    owner.sends(f"{step}/trial-plan", **{**PLAN, "starts_on": in_days(0), **changed}, units=[unit])
    page = owner.reads(f"{step}/trial-plan")
    for signal in SIGNALS:
        if signal["name"] not in page:
            owner.sends(f"{step}/trial-plan/signals", **signal)
    people["lead"].sends(f"{step}/moves?name=try-without")


def is_missed(step: str, person: Person) -> None:
    """Say what it was missed for, and ask for it back."""
    person.sends(f"{step}/misses", words=WANTED, who="Torstain palaveri", wants_back="y")


def is_read(step: str, owner: Person) -> None:
    """Read every signal of the trial that runs."""
    measures = re.findall(r'name="(value_\d+)"', owner.reads(f"{step}/readings"))
    owner.sends(f"{step}/readings", **dict(zip(measures, ("3", "91"), strict=True)), on=in_days(0))


def is_given_up(step: str, lead: Person) -> None:
    """Decide that it stops."""
    lead.sends(f"{step}/moves?name=give-up", words="Kukaan ei lukenut sitä.", ending="stop")


def is_kept(step: str, lead: Person, review_on: str) -> None:
    """Decide that it stays for now."""
    said = {"words": "Tätä tarvitaan vielä.", "keeping": "keep", "review_on": review_on}
    lead.sends(f"{step}/moves?name=keep", **said)


def tries(person: Person, path: str, **said: str) -> tuple[int, str]:
    """Send a form that may be refused; the code, and the page as it is read."""
    answer: TestResponse = person.client.post(path, data=said)
    return answer.status_code, unescape(re.sub(r"\s+", " ", answer.text))


def seen(person: Person, path: str) -> str:
    """The page as it is read, without its markup."""
    return unescape(re.sub(r"(<[^>]*>|\s)+", " ", person.reads(path)))


def _person(name: str, home: object, role: Role = Role.EMPLOYEE) -> User:
    return factories.person(role, name=name, home=home, language="en")  # type: ignore[arg-type]


def the_step() -> WorkStep:
    """The one work step there is."""
    return db.session.scalars(select(WorkStep)).one()
