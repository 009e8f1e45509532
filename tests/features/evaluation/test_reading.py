"""Reading the result of an evaluation: words first, what the scores say together, and nothing to others."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.features.involvement import service as involvement
from ideas.models import CaseAuthor, Idea, User
from ideas.models.evaluation import Knowledge
from ideas.models.involvement import JoinRole
from ideas.transaction import command
from tests import factories
from tests.features.case.pages import main_of
from tests.features.evaluation import rounds
from tests.statements import selects
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]
LEADS = ("lead", "other", "clashing")
ROLES = {**dict.fromkeys(LEADS, Role.LEAD), "manager": Role.MANAGER, "admin": Role.ADMIN}
PEOPLE = (
    "author", "co_author", "joined", "owner", "asked", "reviewer", "employee", "lead", "other", "clashing",
    "manager", "admin",
)  # fmt: skip
LEAKS = (
    "Sanat jotka ohjaisivat muita", "Weighted median", "Weighted mean", "Agreement", "een alike",
    "een very differently", "een somewhat differently", "Lowest–highest", "Interquartile",
    "Nobody has scored", "Median", 'role="img"',
)  # fmt: skip


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """Everybody who can be something to an idea."""
    with app.app_context():
        return {
            who: factories.person(ROLES.get(who, Role.EMPLOYEE), name=f"Nimi {who}", language="en")
            for who in PEOPLE
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """A submitted idea with two evaluations, one by a lead, and people who were asked."""
    with app.app_context():
        row = factories.submitted(people["author"])
        factories.answer_for(row, people["owner"])
        write_with(row, people["co_author"])
        joined = factories.actor(people["joined"])
        involvement.join(row.public_id, JoinRole.TRY, actor=joined, at=factories.NOW)
        rounds.ask(row, people["asked"], people["clashing"])
        rounds.abstain(row, people["clashing"], has_conflict=True)
        rounds.judge(row, people["lead"], LEAKS[0], (5, 5, 4, 4), Knowledge.MEASURED, "https://example.org/a")
        rounds.judge(row, people["reviewer"], "Toinen näkemys.", (1, 5, 3, 4), Knowledge.GUESS, "Kysely 2026")
        return row


@command
def write_with(idea: Idea, other: User) -> None:
    """Name a second author."""
    db.session.add(CaseAuthor(case_id=idea.id, user_id=other.id, position=1))


def page(client: FlaskClient, idea: Idea, name: str = "") -> str:
    """What somebody sees of the idea, or of the form of a move."""
    return main_of(client.get(f"/ideas/{idea.public_id}" + (f"/moves?name={name}" if name else "")).text)


def readers(client_of: SignIn, people: dict[str, User], idea: Idea) -> set[str]:
    """Who reads the evaluations; of everybody else, asserts that nothing of them is on the page."""
    pages = {who: page(client_of(person), idea) for who, person in people.items()}
    reading = {who for who, text in pages.items() if LEAKS[0] in text}
    for who in set(people) - reading:
        assert [leak for leak in LEAKS if leak in pages[who]] == [], who
    return reading


def test_an_open_round_is_read_by_those_alone_who_have_handed_in(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    assert readers(client_of, people, idea) == {"lead", "reviewer"}
    with app.app_context():
        rounds.judge(idea, people["other"], "Kolmas.")
        rounds.judge(idea, people["asked"], "Neljäs.")
    assert readers(client_of, people, idea) == {"lead", "reviewer", "other", "asked"}


def test_whose_own_matter_it_is_reads_once_something_is_decided(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        factories.move(idea, "evaluate", people["lead"])
    assert readers(client_of, people, idea) == {"lead", "reviewer", "other", "owner"}
    with app.app_context():
        factories.move(
            idea, "drop", people["lead"], "Ei nyt.", reason_code="not-now", condition="Uusi tilanne."
        )
    known = {"lead", "reviewer", "other", "owner", "author", "co_author", "clashing"}
    assert readers(client_of, people, idea) == known


def test_words_come_first_with_how_it_is_known_and_a_link(
    client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    text = page(client_of(people["lead"]), idea)
    said = [
        LEAKS[0], "It has been measured.", 'href="https://example.org/a"', "Toinen näkemys.",
        "It is a guess.", "Kysely 2026", "Weighted median", "Weighted mean", "<svg",
    ]  # fmt: skip
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "A score alone decides nothing" in text


def test_median_and_mean_stand_side_by_side_with_spread_and_agreement(
    client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    text = page(client_of(people["lead"]), idea)
    figures = re.findall(r'figure-value">([\d.]+) <span class="figure-unit">on the scale 1–5', text)
    assert figures == ["4.5", "3.7"]
    assert facts_of(text)["All scores, lowest–highest"] == "1–5"
    assert facts_of(text)["Agreement"] == "seen very differently"


def facts_of(text: str) -> dict[str, str]:
    """The facts of a page, the first of each name."""
    found: dict[str, str] = {}
    for term, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", text):
        found.setdefault(term, value)
    return found


def test_each_criterion_has_a_picture_that_is_also_a_table(
    client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    text = page(client_of(people["lead"]), idea)
    pictures = re.findall(r'role="img" aria-labelledby="(\S+) (\S+)"', text)
    assert len(pictures) == 4
    for title, words in pictures:
        assert re.search(rf'<title id="{title}">[^<]+</title>', text)
        assert re.search(rf'<desc id="{words}">[^<]+</desc>', text)
    highest = "changes the customer’s everyday life"
    row = f'<th scope="row" class="number">5</th><td>{highest}</td><td class="number">1</td>'
    assert row in text
    assert f"5 ({highest}): 1" in text


def test_one_evaluation_says_its_scores_and_nothing_together(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        alone = factories.submitted(people["author"])
        rounds.judge(alone, people["lead"], "Yksin.", (2, 4, None, 5))
    text = page(client_of(people["lead"]), alone)
    assert [leak for leak in LEAKS[1:] if leak in text] == []
    assert '<td class="number">2</td><td>a little benefit</td>' in text
    assert '<td class="number">–</td><td></td>' in text


def test_a_criterion_that_one_person_scored_has_no_median_of_its_own(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        few = factories.submitted(people["author"])
        rounds.judge(few, people["lead"], "Yksi.", (2, None, None, 5))
        rounds.judge(few, people["other"], "Kaksi.", (2, 4, None, 5))
    text = page(client_of(people["lead"]), few)
    cards = dict(re.findall(r"<h4>(.*?)</h4>(.*?)(?=<h4>|</section>)", text, re.DOTALL))
    assert ["Median" in card for card in cards.values()] == [True, False, False, True]
    assert "Nobody has scored this." in cards["Effort"]
    assert "Seen alike" in cards["Customer benefit"]


def test_leads_read_by_name_who_is_silent_and_other_readers_how_many(
    client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    told = facts_of(page(client_of(people["other"]), idea))
    assert (told["Handed in"], told["Asked, or evaluated unasked"]) == ("2", "4")
    assert (told["Abstained"], told["Not answered yet"]) == (
        "1: Nimi clashing (clash of interests)",
        "1: Nimi asked",
    )
    counted = facts_of(page(client_of(people["reviewer"]), idea))
    assert (counted["Abstained"], counted["Not answered yet"]) == ("1", "1")
    for who in ("author", "owner", "asked", "clashing", "manager", "employee"):
        assert "Handed in" not in facts_of(page(client_of(people[who]), idea)), who


@pytest.mark.parametrize("name", ["drop", "evaluate"])
def test_the_form_of_a_decision_shows_the_words_before_its_fields(
    client_of: SignIn, people: dict[str, User], idea: Idea, name: str
) -> None:
    text = page(client_of(people["lead"]), idea, name)
    places = [text.index(words) for words in (LEAKS[0], "Weighted median", "<form")]
    assert places == sorted(places)


def test_a_lead_who_has_not_handed_in_is_sent_to_do_so_before_deciding(
    client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    text = page(client_of(people["other"]), idea, "drop")
    assert [leak for leak in LEAKS if leak in text] == []
    assert f'href="/ideas/{idea.public_id}/evaluation"' in text
    assert "when you have handed in your own evaluation" in text


def test_a_lead_whose_interests_clash_reads_why_there_is_nothing_to_read(
    client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    text = page(client_of(people["clashing"]), idea, "drop")
    assert [leak for leak in LEAKS if leak in text] == []
    assert "your own matter" in text


def test_statements_stay_the_same_with_one_evaluation_and_with_many(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        row = factories.submitted(people["author"])
        rounds.judge(row, people["lead"], "Yksi.")
    clients = [client_of(people[who]) for who in ("lead", "author", "manager")]
    ways = [*((client, "") for client in clients), (clients[0], "drop")]
    counts = [_statements(app, ways, row)]
    with app.app_context():
        for number in range(2):
            rounds.judge(row, factories.person(Role.LEAD), f"Näkemys {number}")
    counts.append(_statements(app, ways, row))
    assert counts[0] == counts[1]


def _statements(app: Flask, ways: list[tuple[FlaskClient, str]], idea: Idea) -> list[int]:
    found = []
    for client, name in ways:
        with selects(app) as asked:
            page(client, idea, name)
        found.append(len(asked))
    return found
