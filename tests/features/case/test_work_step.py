"""The page of a work step: the same page as that of an idea, and everything that is done there."""

import io
from collections.abc import Callable

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.models import Attachment, Comment, Entry, Follow, User, WorkStep
from tests import factories, steps
from tests.features.case.pages import ClientOf, comment, involve, main_of
from tests.features.case.test_page import steps as way_on
from tests.statements import selects
from workflow.actors import Role


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """Who named it, a lead and a stranger, all reading English."""
    with app.app_context():
        return {
            "author": factories.person(name="Aino Nimeäjä", language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Vetäjä", language="en"),
            "stranger": factories.person(name="Sami Muu", language="en"),
        }


Make = Callable[[User, User], WorkStep]


def place_of(step: WorkStep) -> str:
    return f"/work-steps/{step.public_id}"


def test_the_page_tells_what_it_is_where_it_is_and_who_answers(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"], description="Raportti koostetaan **joka** viikko.")
    text = main_of(client_of(people["stranger"]).get(place_of(step)).text)
    told = (
        "Viikkoraportti",
        "<strong>joka</strong>",
        "Aino Nimeäjä",
        "Next date: 19.3.2026",
        "Nobody answers",
    )
    assert [words in text for words in told] == [True] * 5
    assert [status for status, _words in way_on(text)] == ["current", "ahead", "ahead", "ahead"]


def test_the_trail_leads_to_what_can_be_given_up(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"])
    for page in ("", "/comments", "/owner", "/moves?name=keep"):
        text = client_of(people["lead"]).get(place_of(step) + page).text
        trail = text.partition('class="breadcrumbs"')[2].partition("</nav>")[0]
        assert '<a href="/work-steps">What can we give up?</a>' in trail, page


def test_a_hidden_author_of_a_work_step_is_nowhere_named(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"], hidden=True)
    assert (
        client_of(people["author"]).post(f"{place_of(step)}/comments", data={"body": "Oma"}).status_code
        == 303
    )
    text = client_of(people["lead"]).get(place_of(step)).text
    assert ("Aino Nimeäjä" in text, "name hidden from other staff" in text) == (False, True)
    with app.app_context():
        assert [row.author_id for row in db.session.query(Comment)] == [None]
        assert {row.actor_id for row in db.session.query(Entry).filter_by(case_id=step.id)} == {None}


def test_everybody_comments_follows_supports_joins_and_thanks(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"])
    client, home = client_of(people["stranger"]), place_of(step)
    sent = {
        "comments": {"body": "Minäkään en lue sitä."}, "follow": {"wanted": "yes"},
        "support": {"wanted": "yes"}, "join": {"role": "try"}, "thanks": {"words": "Kiitos rohkeudesta."},
    }  # fmt: skip
    answers = [client.post(f"{home}/{place}", data=data) for place, data in sent.items()]
    assert {(answer.status_code, answer.location.partition("#")[0]) for answer in answers} == {(303, home)}
    text = main_of(client.get(home).text)
    told = ("Minäkään en lue sitä.", "You follow this.", "1 person supports it.", "Sami Muu", "Kiitos rohk")
    assert [words in text for words in told] == [True] * 5
    with app.app_context():
        row = db.session.get_one(WorkStep, step.id)
        assert (row.support_count, row.version) == (1, step.version)
        assert [follow.user_id for follow in db.session.query(Follow)] == [people["stranger"].id]


def test_the_author_takes_no_part_in_their_own(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"])
    client = client_of(people["author"])
    posts = [
        client.post(f"{place_of(step)}/{name}", data={"wanted": "yes"}) for name in ("follow", "support")
    ]
    assert [answer.status_code for answer in posts] == [403, 403]
    assert "aria-pressed" not in client.get(place_of(step)).text


def test_author_and_owner_attach_files_and_others_do_not(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"])
    codes = []
    for who in ("author", "stranger"):
        file = {"file": (io.BytesIO(b"Muistio"), "muistio.txt")}
        codes.append(client_of(people[who]).post(f"{place_of(step)}/attachments", data=file).status_code)
    assert codes == [303, 403]
    with app.app_context():
        attachment = db.session.query(Attachment).one()
    client = client_of(people["stranger"])
    assert f"/attachments/{attachment.id}" in client.get(place_of(step)).text
    with client.get(f"/attachments/{attachment.id}") as file_sent:
        assert file_sent.data == b"Muistio"


def test_why_it_was_decided_so_stands_above(app: Flask, client_of: ClientOf, people: dict[str, User]) -> None:
    with app.app_context():
        gone = steps.given_up(people["author"], people["lead"])
        stays = steps.kept(people["author"], people["lead"])
    client = client_of(people["stranger"])
    told = [main_of(client.get(place_of(step)).text).partition("</dl>")[0] for step in (gone, stays)]
    assert ["Why it is given up" in text and "Kukaan ei lue sitä." in text for text in told] == [True, False]
    assert ["Why it is kept" in text and "Tätä tarvitaan" in text for text in told] == [False, True]


@pytest.mark.parametrize("make", [steps.given_up, steps.kept, steps.trialled])
def test_the_page_costs_at_most_fifteen_statements_however_much_was_said(
    app: Flask, client_of: ClientOf, people: dict[str, User], make: Make
) -> None:
    with app.app_context():
        step = make(people["author"], people["lead"])
    clients, counts = [client_of(person) for person in people.values()], []
    for _ in range(2):
        for client in clients:
            with selects(app) as found:
                assert client.get(place_of(step)).status_code == 200
            counts.append(len(found))
        with app.app_context():
            for _number in range(3):
                comment(step, factories.person(), "Lisää")
                involve(step, factories.person())
    assert len(set(counts)) == 1
    assert counts[0] <= 15
