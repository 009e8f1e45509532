"""Submitting: what is needed, what is caught, and that nothing written is lost on the way."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, User
from tests import factories
from tests.features.submission.forms import FULL, count, filled, ideas

ClientOf = Callable[[User], FlaskClient]
CODE = "131052-308T"
REFUSED = [
    ({"title": ""}, "title"),
    ({"title": "t" * 201}, "title"),
    ({"essence": " "}, "essence"),
    ({"essence": "e" * 281}, "essence"),
    ({"benefit_type": ""}, "benefit_type"),
    ({"benefit": ""}, "benefit"),
    ({"is_publish_checked": ""}, "is_publish_checked"),
    ({"may_be_patentable": "y"}, "may_be_patentable"),
    ({"title": f"Asia {CODE}"}, "title"),
    ({"essence": f"Asiakas {CODE} jonotti."}, "essence"),
    ({"benefit": f"Asiakas {CODE} hyötyi."}, "benefit"),
    ({"description": f"Rivi\n{CODE}"}, "description"),
    ({"staff_benefit": CODE}, "staff_benefit"),
    ({"co_authors": "nobody@example.org"}, "co_authors"),
]


@pytest.mark.parametrize(("change", "field"), REFUSED)
def test_a_refused_idea_keeps_every_word_and_says_where(
    app: Flask, client_of: ClientOf, change: dict[str, str], field: str
) -> None:
    with app.app_context():
        author = factories.person()
    sent = {name: value for name, value in filled(**change).items() if value}
    answer = client_of(author).post("/ideas/new?key=one", data={**sent, "draft_key": "one"})
    assert answer.status_code == 422
    assert f'href="#{field}' in answer.text
    for name in ("title", "essence", "benefit", "description"):
        assert sent.get(name, "") in answer.text.replace("\r\n", "\n")
    with app.app_context():
        (idea,) = ideas()
        assert idea.state == "draft"
        assert idea.visibility == "private"
        assert [getattr(idea, n) for n in ("title", "essence")] == [
            sent.get("title", ""),
            sent.get("essence", ""),
        ]
        assert count(Entry) == 0


def test_the_place_of_an_identity_code_is_told_without_the_code(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    text = f"Ensimmäinen rivi\nasiakas {CODE} jonotti"
    page = client_of(author).post("/ideas/new", data=filled(description=text)).text
    assert "2" in page
    assert "9–19" in page
    assert page.count(CODE) == 1  # in the field itself, with everything else the person wrote


def test_every_problem_is_told_at_once(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    page = client_of(author).post("/ideas/new", data={"title": "t" * 201, "then": "submit"}).text
    for field in ("title", "essence", "benefit_type", "is_publish_checked"):
        assert f'href="#{field}' in page


def test_a_submitted_idea_is_open_logged_and_promised_an_answer(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    answer = client_of(author).post("/ideas/new", data=filled())
    assert answer.status_code == 303
    with app.app_context():
        (idea,) = ideas()
        assert answer.location.endswith(f"/ideas/{idea.public_id}")
        assert (idea.state, idea.visibility, idea.language) == ("submitted", "open", "fi")
        assert idea.next_date is not None
        assert {name: str(getattr(idea, name)) for name in ("title", "essence", "benefit")} == {
            name: FULL[name] for name in ("title", "essence", "benefit")
        }
        (entry,) = db.session.scalars(select(Entry))
        assert (entry.kind, entry.actor_id) == ("submitted", author.id)


def test_not_knowing_the_benefit_yet_is_an_answer(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    sent = filled(benefit_type="unknown", benefit="")
    assert client_of(author).post("/ideas/new", data=sent).status_code == 303


def test_a_possible_invention_stays_a_draft_and_the_page_tells_what_to_do(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        author = factories.person()
    client = client_of(author)
    assert "656/1967" in client.post("/ideas/new", data=filled(may_be_patentable="y")).text
    with app.app_context():
        (idea,) = ideas()
        assert (idea.state, idea.may_be_patentable) == ("draft", True)
    assert "656/1967" in client.get(f"/ideas/{idea.public_id}/draft").text


def test_fields_that_are_nobodys_to_set_have_no_effect(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, other = factories.person(), factories.person()
    forged = {
        "state": "adopted", "owner_id": str(other.id), "visibility": "open", "public_id": "I-1999-0001",
        "support_count": "99", "submitted_at": "2020-01-01", "version": "", "merged_into_id": "1",
        "external_id": "x", "next_date": "2020-01-01", "kind": "case", "named_authors": str(other.id),
    }  # fmt: skip
    client_of(author).post("/ideas/new", data={**filled("save"), **forged})
    with app.app_context():
        (idea,) = ideas()
        assert (idea.state, idea.visibility, idea.owner_id, idea.support_count) == (
            "draft",
            "private",
            None,
            0,
        )
        assert (idea.external_id, idea.next_date, idea.submitted_at, idea.merged_into_id) == (None,) * 4
        assert idea.public_id != "I-1999-0001"
        assert idea.author_ids == {author.id}


@pytest.mark.parametrize("name", ["direction_id", "theme_id", "unit_id", "size", "benefit_type", "language"])
@pytest.mark.parametrize("value", ["999", "99999999999999999999", "<script>", "-1"])
def test_a_choice_that_does_not_exist_is_refused_and_stores_nothing(
    app: Flask, client_of: ClientOf, name: str, value: str
) -> None:
    with app.app_context():
        author = factories.person()
    answer = client_of(author).post("/ideas/new", data=filled(**{name: value}))
    assert answer.status_code == 422
    assert f"<script>{value}" not in answer.text
    with app.app_context():
        (idea,) = ideas()
        assert getattr(idea, name) in (None, "fi")


def test_a_submitted_idea_is_no_longer_written_as_a_draft(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    client = client_of(author)
    address = f"/ideas/{idea.public_id}/draft"
    assert client.get(address).location.endswith(f"/ideas/{idea.public_id}")
    answer = client.post(address, data=filled("save", title="Toinen otsikko"))
    assert answer.status_code == 409
    assert "Toinen otsikko" in answer.text
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).title != "Toinen otsikko"
