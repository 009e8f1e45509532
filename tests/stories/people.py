"""The people of the stories: each reads pages and sends the forms that stand on them, as a browser would."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User
from tests import factories
from tests.stories.pages import form_of
from workflow.actors import Role

REASON = "Tämä on jo tehty toisessa yksikössä."
CONDITION = "Jos heidän mallinsa ei sovi meille."
VERDICT = "Jono katosi, ja asiakkaat kiittivät."


@dataclass(frozen=True)
class Person:
    """Somebody at their browser."""

    row: User
    client: FlaskClient

    def reads(self, path: str) -> str:
        """The page, once it could be read."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        return answer.text

    def sends(self, path: str, **said: str | list[str]) -> str:
        """Fill in the form of the page and send it; the address it leads on to."""
        answer = self.client.get(path, follow_redirects=True)
        action = answer.request.full_path.rstrip("?")
        fields = {**form_of(answer.text, action), **said}
        sent = self.client.post(action, data=fields)
        assert sent.status_code == 303, f"{path}: {sent.status_code}\n{_errors(sent.text)}"
        return str(sent.location)

    def presses(self, page: str, action: str, **said: str) -> None:
        """Send a form of another page, such as a button."""
        sent = self.client.post(action, data={**form_of(self.reads(page), action), **said})
        assert sent.status_code == 303


def cast(app: Flask) -> Mapping[str, Person]:
    """Author, lead, owner and evaluator, each signed in."""
    with app.app_context():
        home = factories.unit()
        rows = {
            "author": factories.person(name="Aino Kirjoittaja", home=home),
            "lead": factories.person(Role.LEAD, name="Leena Vetäjä", home=home),
            "owner": factories.person(name="Outi Vastaava", home=home),
            "evaluator": factories.person(name="Eero Arvioija", home=home),
        }
    return {name: Person(row, factories.sign_in(app, row)) for name, row in rows.items()}


def submits(author: Person, **more: str) -> str:
    """Write an idea and submit it; the address of its page."""
    author.sends("/ideas/new", **{**IDEA, **more}, then="save")
    draft = re.findall(r'href="(/ideas/I-[\d-]+/draft)"', author.reads("/"))[0]
    return author.sends(draft, then="submit")


def is_evaluated(idea: str, people: Mapping[str, Person]) -> None:
    """Name an owner, ask an evaluator and hear them, set a date, and say that it is evaluated."""
    lead = people["lead"]
    lead.sends(f"{idea}/owner", email=people["owner"].row.email)
    lead.sends(f"{idea}/evaluators", email=people["evaluator"].row.email, due_on=in_days(7))
    people["evaluator"].sends(f"{idea}/evaluation", **SCORES, judgement="Asiakas säästää aikaa.")
    lead.sends(f"{idea}/next-date", next_date=in_days(14), words="Päätetään pilotista.")
    lead.sends(f"{idea}/moves?name=evaluate")


def is_piloted(idea: str, people: Mapping[str, Person]) -> None:
    """Plan the pilot, begin it, read its measure and judge it."""
    is_planned(idea, people)
    is_told_by(idea, people["owner"], people["evaluator"])
    people["lead"].sends(f"{idea}/moves?name=pilot")
    is_read(idea, people["owner"], "2,5", note="Kolmen viikon keskiarvo.")
    people["owner"].sends(f"{idea}/pilot-conclusion", **CONCLUSION)


def is_planned(idea: str, people: Mapping[str, Person]) -> None:
    """Write the plan with its people and a measure."""
    owner, members = people["owner"], [people[name].row.email for name in ("owner", "evaluator")]
    plan = {**PLAN, "starts_on": in_days(0), "ends_on": in_days(30), "people": "\n".join(members)}
    assert owner.sends(f"{idea}/pilot-plan", **plan, units=["1"], measure="1").endswith("/measures")
    owner.sends(f"{idea}/pilot-plan/measures", **MEASURE)


def is_told_by(idea: str, *members: Person) -> None:
    """Each says the aim in words of their own."""
    for member in members:
        member.sends(f"{idea}/pilot-aim", told=f"{member.row.name}: katsotaan, hiljeneekö puhelin.")


def is_read(idea: str, member: Person, value: str, **more: str) -> None:
    """Say what the one measure of the pilot says."""
    measure = re.findall(r'name="(value_\d+)"', member.reads(f"{idea}/readings"))[0]
    member.sends(f"{idea}/readings", **{measure: value}, **more)


def is_dropped(idea: str, lead: Person) -> None:
    """Say why it is not carried out, and what would have to change."""
    lead.sends(f"{idea}/moves?name=drop", words=REASON, reason_code="already-done", condition=CONDITION)


def in_days(days: int) -> str:
    """A day as a form sends it."""
    return (datetime.now(ZoneInfo("Europe/Helsinki")).date() + timedelta(days=days)).isoformat()


def _errors(page: str) -> str:
    return "\n".join(re.findall(r'<li><a href="#.*?</li>', page)) or page[-2000:]


IDEA = {
    "title": "Puhelinaika varattavaksi verkosta",
    "essence": "Asiakas varaa itse puhelinajan, eikä jonota.",
    "benefit_type": "time",
    "benefit": "Asiakkaan ei tarvitse jonottaa.",
    "is_publish_checked": "y",
}
SCORES = {
    **{f"criterion_{name}": "4" for name in ("customer_benefit", "staff_benefit", "effort", "feasibility")},
    "knowledge": "experience",
}
PLAN = {
    "aim": "Opimme, vapauttaako ajanvaraus puhelinjonon.",
    "our_vision": "Puhelin soi silloin, kun meillä on aikaa.",
    "customer_vision": "Tiedän, milloin minulle soitetaan.",
    "stop_rule": "Jono ylittää tunnin.",
    "hours_set_aside": "20",
    "give_up": "nothing",
    "give_up_words": "Pilotti mahtuu nykyiseen vuorolistaan.",
}
MEASURE = {
    "scope": "customer",
    "name": "Odotusaika",
    "unit_of_measure": "minuuttia",
    "better": "lower",
    "baseline": "12",
    "target": "3",
    "how": "Puhelinjärjestelmän tilastosta.",
    "cadence": "weekly",
}
CONCLUSION = {
    "verdict": "Jono lyheni.",
    "learnt": "Maanantai on vaikein.",
    "recommendation": "adopt",
}
