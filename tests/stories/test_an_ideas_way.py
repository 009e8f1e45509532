"""The way of an idea from its first words to its end, through the pages, as the people go it."""

import re
from collections.abc import Mapping
from decimal import Decimal

from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea
from tests import steps
from tests.stories.history import has_true_history, kinds_of
from tests.stories.people import (
    CONDITION,
    IDEA,
    REASON,
    VERDICT,
    Person,
    cast,
    in_days,
    is_dropped,
    is_evaluated,
    is_piloted,
    submits,
)
from workflow.lifecycles.idea_states import GiveUp

IDEA_PAGES = ("", "/pilot-plan", "/owner", "/moves?name=rethink")
WHAT = "Takaisinsoittolista jää pois."
EVERYWHERE = ("/", "/ideas", "/desk", "/news", "/situation")


def the_idea() -> Idea:
    """The one idea there is."""
    return db.session.scalars(select(Idea)).one()


def notified(person: Person) -> str:
    """What the person was told, as their page of news shows it."""
    return re.sub(r"\s+", " ", person.reads("/news"))


def test_an_idea_is_submitted_evaluated_piloted_and_adopted(app: Flask) -> None:
    people = cast(app)
    idea = submits(people["author"])
    is_evaluated(idea, people)
    is_piloted(idea, people)
    with app.app_context():
        step = steps.recorded(people["owner"].row, title="Takaisinsoittolista")
    room = {"needed_hours": "40", "give_up": "something", "work_steps": step.public_id.lower()}
    assert people["lead"].sends(f"{idea}/moves?name=adopt", words=VERDICT, **room, give_up_words=WHAT) == idea
    assert WHAT in people["author"].reads(idea)
    assert f'href="{idea}"' in people["author"].reads("/news")
    assert people["author"].row.name in people["lead"].reads(idea)
    assert VERDICT in people["author"].reads(idea)
    assert VERDICT in notified(people["author"])
    with app.app_context():
        row = the_idea()
        assert (row.state, row.title, str(row.next_date)) == ("adopted", IDEA["title"], in_days(30))
        assert (row.give_up, row.give_up_words, row.needed_hours) == (GiveUp.SOMETHING, WHAT, Decimal(40))
        assert [pairing.work_step_id for pairing in row.pairings] == [step.id]
        assert (kinds_of(row), kinds_of(step)) == (WAY_TO_ADOPTION, ["recorded", "paired"])
        assert has_true_history()


def test_what_is_missing_stands_between_an_idea_and_its_next_state(app: Flask) -> None:
    people = cast(app)
    idea = submits(people["author"])
    lead = people["lead"]
    for name in ("evaluate", "pilot", "adopt"):
        answer = lead.client.post(f"{idea}/moves?name={name}", data={"words": "Näin on hyvä."})
        assert answer.status_code in (404, 409, 422), name
    with app.app_context():
        assert the_idea().state == "submitted"
        assert kinds_of(the_idea()) == ["submitted"]


def test_a_dropped_idea_tells_its_author_why_and_can_be_opened_again(app: Flask) -> None:
    people = cast(app)
    idea = submits(people["author"])
    is_dropped(idea, people["lead"])
    assert REASON in notified(people["author"])
    page = people["author"].reads(idea)
    assert REASON in page
    assert CONDITION in page
    people["evaluator"].sends(f"{idea}/moves?name=reopen", words="Malli ei sopinut meille.")
    assert "Malli ei sopinut meille." in notified(people["author"])
    with app.app_context():
        assert (the_idea().state, the_idea().next_date is None) == ("submitted", False)
        assert kinds_of(the_idea()) == ["submitted", "dropped", "reopened"]
        assert has_true_history()


def test_a_hidden_author_goes_the_whole_way_without_being_named(app: Flask) -> None:
    people = cast(app)
    name = people["author"].row.name
    idea = submits(people["author"], hides_author="hidden")
    is_evaluated(idea, people)
    is_piloted(idea, people)
    assert names_seen(idea, name, people) == []
    is_dropped(idea, people["lead"])
    assert REASON in notified(people["author"])
    assert name not in people["lead"].reads(idea)
    with app.app_context():
        entries = db.session.scalars(select(Entry).where(Entry.case_id.is_not(None)))
        assert people["author"].row.id not in {entry.actor_id for entry in entries}
        assert has_true_history()


def names_seen(idea: str, name: str, people: Mapping[str, Person]) -> list[str]:
    """The pages on which somebody else reads the author's name."""
    pages = [*EVERYWHERE, *(idea + rest for rest in IDEA_PAGES)]
    found = [path for path in pages if name in people["lead"].reads(path)]
    return found + [idea for other in ("owner", "evaluator") if name in people[other].reads(idea)]


WAY_TO_ADOPTION = [
    "submitted",
    "assigned",
    "review-asked",
    "reviewed",
    "next-date-set",
    "evaluated",
    "pilot-planned",
    "pilot-planned",
    "aim-told",
    "aim-told",
    "piloted",
    "reading-added",
    "pilot-concluded",
    "adopted",
    "paired",
]
