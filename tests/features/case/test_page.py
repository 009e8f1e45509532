"""The page of an idea: where it is, what happens next, what has happened, in a fixed number of statements."""

import re
from datetime import date

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.history import record
from ideas.models import Idea, User
from ideas.transaction import command
from tests import factories
from tests.features.case.pages import ClientOf, ask_to_spar, comment, involve, main_of
from tests.statements import selects
from workflow.actors import Role
from workflow.events import Kind


@command
def ask(idea: Idea, owner: User, words: str) -> None:
    row = db.session.get_one(Idea, idea.id)
    row.info_asked_on = date(2026, 3, 6)
    record(Kind.INFO_ASKED, at=factories.NOW, actor_id=owner.id, case=row, words=words)


def steps(text: str) -> list[tuple[str, str]]:
    """The way of the idea as (status, words)."""
    return re.findall(r'<li class="step step-(\w+)"[^>]*>\s*<span class="step-text">([^<]+)', text)


def test_a_submitted_idea_tells_where_it_is_and_who_answers(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        reader = factories.person(language="en")
        idea = factories.submitted(factories.person(name="Aino Kirjoittaja"))
    text = main_of(client_of(reader).get(f"/ideas/{idea.public_id}").text)
    assert "Next date: 19.3.2026" in text
    assert "Nobody answers for it yet" in text
    assert "Aino Kirjoittaja" in text
    assert steps(text) == [
        ("current", "submitted"), ("ahead", "evaluated"), ("ahead", "in a pilot"), ("ahead", "adopted"),
    ]  # fmt: skip


def test_a_dropped_idea_tells_the_reason_and_what_would_have_to_change(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        author = factories.person(language="en")
        idea = factories.dropped(author, factories.person(Role.LEAD))
    text = main_of(client_of(author).get(f"/ideas/{idea.public_id}").text)
    reason = text.partition("Why the idea is not carried out")[2].partition("</dl>")[0]
    assert [words in reason for words in ("Tämä on jo tehty.", "already done", "Uusi tarve.")] == [True] * 3
    assert steps(text) == [("done", "submitted"), ("current", "not carried out")]


def test_a_merged_idea_leads_to_where_it_goes_on(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        lead, author = factories.person(Role.LEAD), factories.person()
        idea, target = factories.submitted(author), factories.submitted(author)
        factories.move(idea, "merge", lead, target=target.public_id)
        command(lambda: setattr(db.session.get_one(Idea, idea.id), "merged_into_id", target.id))()
    text = main_of(client_of(author).get(f"/ideas/{idea.public_id}").text)
    assert f'href="/ideas/{target.public_id}"' in text


def test_the_author_is_asked_and_finds_the_way_to_answer(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        idea = factories.submitted(author)
        ask(idea, lead, "Montako asiakasta tämä koskee?")
    address = f"/ideas/{idea.public_id}"
    own, other = (main_of(client_of(person).get(address).text) for person in (author, lead))
    assert ("Montako asiakasta" in own, "Montako asiakasta" in other) == (True, True)
    assert (f"{address}/answer" in own or "desk.answer" in own, f'href="{address}/answer"' in other) == (
        True,
        False,
    )


def test_a_question_and_who_answers_stand_on_the_page_once(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, owner = factories.person(language="en"), factories.person(name="Vastaava Vallu")
        idea = factories.submitted(author)
        factories.answer_for(idea, owner)
        ask(idea, owner, "Mistä aloittaisit?")
    text = main_of(client_of(author).get(f"/ideas/{idea.public_id}").text)
    above = text.partition('id="history-section"')[0]
    told = ("/answer", "Mistä aloittaisit?", "The promised date waits", "Vastaava Vallu answers", "19.3.2026")
    assert [above.count(words) for words in told] == [1] * 5


def test_a_draft_is_there_for_its_authors_and_sparrers_alone(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, sparrer = factories.person(), factories.person()
        others = [factories.person(role) for role in Role]
        idea = factories.draft(author, title="Salainen luonnos")
        ask_to_spar(idea, sparrer)
    address = f"/ideas/{idea.public_id}"
    assert [client_of(p).get(address).status_code for p in (author, sparrer)] == [200, 200]
    for other in others:
        client = client_of(other)
        answer, absent = client.get(address), client.get("/ideas/I-2026-9999")
        assert (answer.status_code, "Salainen" in answer.text) == (404, False)
        assert main_of(answer.text) == main_of(absent.text)


def test_what_was_said_in_a_draft_stays_among_those_who_were_there(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, sparrer, other = (
            factories.person(),
            factories.person(name="Sulo Sparraaja"),
            factories.person(),
        )
        idea = factories.draft(author)
        ask_to_spar(idea, sparrer)
        comment(idea, sparrer, "Kysy vielä tätä")
        factories.move(idea, "submit", author)
        command(lambda: setattr(db.session.get_one(Idea, idea.id), "submitted_at", LATER))()
    address = f"/ideas/{idea.public_id}"
    seen = [main_of(client_of(person).get(address).text) for person in (author, sparrer, other)]
    assert ["Kysy vielä" in text for text in seen] == [True, True, False]
    assert ["Sulo Sparraaja" in text for text in seen] == [True, True, False]


LATER = factories.NOW.replace(hour=13)


def test_the_page_costs_at_most_twelve_statements_however_much_was_said(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        lead, reader, author = factories.person(Role.LEAD), factories.person(), factories.person()
        idea = factories.evaluated(author, lead)
        comment(idea, reader, "Yksi")
        involve(idea, reader)
    clients, counts = [client_of(person) for person in (author, lead, reader)], []
    for _ in range(2):
        for client in clients:
            with selects(app) as found:
                assert client.get(f"/ideas/{idea.public_id}").status_code == 200
            counts.append(len(found))
        with app.app_context():
            for _number in range(3):
                comment(idea, factories.person(), "Lisää")
                involve(idea, factories.person())
    # Only whoever may know of a prepared decision is a question to the database more.
    assert (counts[:3], max(counts) <= 12) == (counts[3:], True)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_text_says_its_own_language(app: Flask, client_of: ClientOf, language: str) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author, language=language)
    text = client_of(author).get(f"/ideas/{idea.public_id}").text
    assert f'<h1 lang="{language}">' in text
