"""A person's own data: everything that is theirs, also what is hidden, no secret, and nothing of others."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Column

from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.own_data.gathering import gather
from ideas.features.own_data.own_columns import ADDRESSED, ANSWERED_FOR, OWN, TOLD_APART
from ideas.models import Base, Idea, User
from ideas.models.mail import MailChoice
from ideas.transaction import command
from tests import factories
from tests.features.case.pages import comment
from workflow.actors import Role
from workflow.mailing import Topic, Way

SignIn = Callable[[User], FlaskClient]
DOORS = (
    "token_hash",
    "code_hash",
    "password_hash",
    "salt",
    "draft_key",
    "stored_as",
    "sha256",
    "payload_hash",
)
"""Columns that would open something, or say where it lies."""


def taken(client: FlaskClient) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the download holds: the document, and the files by their names."""
    with client.get("/me/data.zip") as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        packed = io.BytesIO(answer.data)
    with zipfile.ZipFile(packed) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(inside.pop("my-data.json")), inside


def test_everything_of_mine_is_there_also_what_is_hidden(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        me = factories.person(name="Aino Oma")
        shown, hidden = factories.submitted(me), factories.submitted(me, hidden=True)
        for idea in (shown, hidden):
            comment(idea, me, f"Sanani {idea.public_id}")
        file = io.BytesIO(b"Muistio")
        draft = factories.draft(me)
        attachments.attach(draft.public_id, "muistio.txt", file, actor=factories.actor(me), at=factories.NOW)
        client = client_of(me)
    document, files = taken(client)
    ideas = [row["public_id"] for row in document["ideas_and_work_steps"]]
    assert ideas == [shown.public_id, hidden.public_id, draft.public_id]
    assert [row["words"] for row in document["comments"]] == [
        f"Sanani {idea.public_id}" for idea in (shown, hidden)
    ]
    assert (document["account"][0]["name"], list(files.values())) == ("Aino Oma", [b"Muistio"])
    assert [row["browser"] for row in document["user_session"]] == ["tests"]


def test_nothing_of_others_and_no_secret_is_there(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        me, other = factories.person(), factories.person(Role.LEAD, name="Toinen Ihminen")
        idea = factories.evaluated(me, other)
        comment(idea, other, "Toisen sanat")
        factories.draft(other)
        client = client_of(me)
    document, _files = taken(client)
    text = json.dumps(document, ensure_ascii=False)
    assert [word in text for word in ("Toinen Ihminen", other.email, "Toisen sanat")] == [False] * 3
    assert [name for name in DOORS if f'"{name}"' in text] == []


def test_what_i_no_longer_see_is_told_without_what_it_is_about(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        me, other = factories.person(), factories.person()
        idea = factories.submitted(other)
        comment(idea, me, "Minun sanani")
        row = db.session.get_one(Idea, idea.id)
        row.visibility = "private"  # type: ignore[assignment]
        db.session.commit()
        client = client_of(me)
    document, _files = taken(client)
    assert document["comments"] == [{"at": factories.NOW.isoformat(), "case": None, "words": "Minun sanani"}]
    assert [set(row) for row in document["what_i_did"] if row["kind"] == "commented"] == [
        {"at", "kind", "case", "words"}
    ]


def test_of_every_row_that_names_people_it_is_known_what_is_theirs(app: Flask) -> None:
    """A new column that names a person, in any table, must be named in own_columns.py."""
    tables = [table for table in Base.metadata.tables.values() if table.name not in TOLD_APART]
    naming = {(table.name, column.name) for table in tables for column in table.columns if is_person(column)}
    known = {(name, key) for part in (OWN, ANSWERED_FOR) for name, keys in part.items() for key in keys}
    assert known == naming
    addressed = {table.name for table in tables if "email" in table.columns}
    assert set(ADDRESSED) == addressed - {"person"}


def test_nothing_that_is_told_opens_a_door() -> None:
    told = {
        (name, column)
        for part in (*((name, " ".join(by.values())) for name, by in OWN.items()), *ADDRESSED.items())
        for name, column in ((part[0], each) for each in part[1].split())
    }
    assert [pair for pair in told if pair[1].endswith(("hash", "_key", "salt", "_id"))] == []
    assert [pair for pair in told if pair[1] not in Base.metadata.tables[pair[0]].columns] == []


def test_the_page_tells_what_is_kept(app: Flask, client_of: SignIn) -> None:
    with app.app_context():
        me = factories.person(language="en")
        factories.submitted(me, hidden=True)
        client = client_of(me)
    page = client.get("/me/data").text
    numbers = re.findall(r'<td class="number"[^>]*>(\d+)</td>', page)
    assert ("/me/data.zip" in page, numbers) == (True, list("110000001"))


def test_what_i_chose_to_hear_of_is_told_with_what_it_is_about(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
        choose(person)
        assert dict(gather(factories.actor(person)))["mail_choice"] == [
            {"topic": "followed", "way": "weekly"}
        ]


@command
def choose(person: User) -> None:
    """Hear of what one follows every Monday."""
    db.session.add(MailChoice(user_id=person.id, topic=Topic.FOLLOWED, way=Way.WEEKLY))


def is_person(column: Column[Any]) -> bool:
    """Whether the column names a person."""
    return any(key.column.table.name == "person" for key in column.foreign_keys)
