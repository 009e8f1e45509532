"""What leads promise: who reads and sets it, what a change writes, and what next dates follow from it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.commitments import PLACES, Held, commitments
from ideas.extensions import SETTINGS, db
from ideas.features.desk import service as desk
from ideas.lifecycle import take_back
from ideas.models import Entry, Idea, User
from ideas.models.flow import Commitment
from ideas.transaction import command
from tests import factories, steps
from tests.features.hostile import drawn, faults_of, faults_of_bytes
from tests.features.test_races import at_once
from tests.statements import selects
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
PAGE, EDIT = "/situation/commitments", "/situation/commitments/edit"
STATES = [state for _kind, state in PLACES]
NOTHING = {f"{name}_{state}": "" for state in STATES for name in ("days", "most")}
UNSEEN = {f"seen_{state}": "None/None" for state in STATES}


@pytest.fixture
def lead(app: Flask, client_of: SignIn) -> FlaskClient:
    """The browser of a lead."""
    with app.app_context():
        return client_of(factories.person(Role.LEAD, language="en"))


def send(client: FlaskClient, **data: str) -> tuple[int, str]:
    """Send the form as it is while nothing is promised, but for this."""
    answer = client.post(EDIT, data={**NOTHING, **UNSEEN, **data})
    return answer.status_code, answer.text


def kept(app: Flask) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """What stands in the table."""
    with app.app_context():
        rows = db.session.scalars(select(Commitment))
        return {(row.kind, row.state): (row.promised_days, row.most_cases) for row in rows}


def told(app: Flask) -> list[dict[str, Any]]:
    """What the log says of promises, oldest first."""
    with app.app_context():
        entries = select(Entry).where(Entry.kind == Kind.COMMITMENT_SET).order_by(Entry.n)
        assert {entry.stream for entry in db.session.scalars(entries)} <= {"house"}
        return [entry.data for entry in db.session.scalars(entries)]


@pytest.mark.parametrize(
    ("role", "code"), [(Role.EMPLOYEE, 403), (Role.MANAGER, 403), (Role.ADMIN, 403), (Role.LEAD, 303)]
)
def test_everybody_reads_promises_and_leads_alone_set_them(
    app: Flask, client_of: SignIn, role: Role, code: int
) -> None:
    with app.app_context():
        client = client_of(factories.person(role))
    page = client.get(PAGE)
    assert (page.status_code, EDIT in page.text) == (200, code == 303)
    assert client.get(EDIT).status_code == (200 if code == 303 else 403)
    assert send(client, days_evaluated="20")[0] == code
    assert kept(app) == ({("idea", "evaluated"): (20, None)} if code == 303 else {})


def test_the_answer_to_who_brings_a_case_is_promised_by_the_settings(app: Flask, lead: FlaskClient) -> None:
    with app.app_context():
        assert list(commitments().values()) == [Held(10), Held(), Held()] * 2
    page = lead.get(PAGE).text
    assert [page.count(words) for words in ("<td>10 working days", "no limit")] == [2, 6]


def test_what_is_set_is_on_the_page(lead: FlaskClient) -> None:
    assert send(lead, days_submitted="5", most_piloted="9999", days_trialled="1", most_trialled="1")[0] == 303
    page = lead.get(PAGE).text
    said = ("<td>5 working days<", "<td>9\u2009999 cases<", "<td>1 working day<", "<td>1 case<")
    assert [page.count(words) for words in said] == [1] * 4
    assert 'value="9999"' in lead.get(EDIT).text


def test_each_state_that_changes_is_one_entry_with_what_held_before(app: Flask, lead: FlaskClient) -> None:
    send(lead, days_submitted="5", most_submitted="40")
    send(lead, days_submitted="5", most_submitted="40", seen_submitted="5/40")
    send(lead, days_submitted="", most_submitted="30", seen_submitted="5/40", days_examined="60")
    first = {"kind": "idea", "state": "submitted", "days": 5, "most": 40}
    second = {"kind": "idea", "state": "submitted", "days": None, "most": 30}
    third = {"kind": "work-step", "state": "examined", "days": 60, "most": None}
    assert told(app) == [
        {**first, "days_before": None, "most_before": None},
        {**second, "days_before": 5, "most_before": 40},
        {**third, "days_before": None, "most_before": None},
    ]
    assert kept(app) == {("idea", "submitted"): (None, 30), ("work-step", "examined"): (60, None)}


@pytest.mark.parametrize(
    "wrong", ["0", "-1", "251", "1,5", "ten", "1e3", "9" * 30, "<b>5</b>", "5 a", "=1+1", "NaN"]
)
def test_a_promise_that_cannot_be_one_is_refused_beside_its_field(
    app: Flask, lead: FlaskClient, wrong: str
) -> None:
    code, page = send(lead, days_evaluated=wrong, most_evaluated="7")
    assert (code, page.count('id="days_evaluated-error"'), page.count('id="most_evaluated-error"')) == (
        422, 1, 0,
    )  # fmt: skip
    assert ("<b>5</b>" in page, kept(app)) == (False, {})


@pytest.mark.parametrize(("most", "code"), [("0", 422), ("1", 303), ("9999", 303), ("10000", 422)])
def test_a_limit_has_bounds(lead: FlaskClient, most: str, code: int) -> None:
    assert send(lead, most_recorded=most)[0] == code


def test_whatever_is_sent_is_answered(lead: FlaskClient, is_thorough: bool) -> None:
    fields, values = {**NOTHING, **UNSEEN}, drawn(2, is_thorough)
    assert [*faults_of(lead, EDIT, fields, PAGE, values), *faults_of_bytes(lead, EDIT, fields)] == []


def test_who_comes_second_on_a_state_is_told_and_keeps_what_they_wrote(app: Flask, lead: FlaskClient) -> None:
    send(lead, days_evaluated="20", days_piloted="90")
    code, page = send(lead, days_evaluated="30", most_recorded="12")
    said = (
        "now the promise is 20 working days, and the limit – cases",
        'id="days_evaluated" inputmode="numeric" name="days_evaluated" type="text" value="30"',
        'id="days_piloted" inputmode="numeric" name="days_piloted" type="text" value="90"',
        'name="seen_evaluated" type="hidden" value="20/None"',
    )
    assert (code, [words in page for words in said]) == (422, [True] * 4)
    assert kept(app) == {("idea", "evaluated"): (20, None), ("idea", "piloted"): (90, None)}


def test_who_sets_another_state_undoes_nothing(app: Flask, lead: FlaskClient) -> None:
    assert [send(lead, days_evaluated="20")[0], send(lead, days_piloted="90")[0]] == [303, 303]
    assert kept(app) == {("idea", "evaluated"): (20, None), ("idea", "piloted"): (90, None)}


def test_two_who_set_one_state_at_once_are_one_and_one_told(app: Flask) -> None:
    with app.app_context():
        leads = [factories.person(Role.LEAD) for _ in range(2)]
    for number, state in enumerate(STATES, start=1):
        sent = [{**NOTHING, **UNSEEN, f"days_{state}": days} for days in ("20", "30")]
        posts = [(factories.sign_in(app, who), EDIT, data) for who, data in zip(leads, sent, strict=True)]
        assert sorted(code for code, _text in at_once(posts)) == [303, 422]
        assert (len(told(app)), len(kept(app))) == (number, number)


def test_the_next_date_follows_from_the_promise_of_the_state(app: Flask, lead: FlaskClient) -> None:
    send(lead, days_submitted="3", days_examined="5")
    with app.app_context():
        author, other = factories.person(), factories.person(Role.LEAD)
        dates = [
            factories.submitted(author).next_date,
            steps.recorded(author).next_date,
            steps.examined(author, other).next_date,
        ]
    # NOW is a Thursday, and nobody has promised anything for what is recorded.
    assert dates == [date(2026, 3, 10), date(2026, 3, 19), date(2026, 3, 12)]


@pytest.fixture
def closed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A house that is closed on the Friday and the Monday after NOW."""
    days = {"closed_days": [date(2026, 3, 6), date(2026, 3, 9)]}
    monkeypatch.setitem(app.extensions, SETTINGS, app.extensions[SETTINGS].model_copy(update=days))
    return app


def test_closed_days_are_free_days(closed: Flask) -> None:
    with closed.app_context():
        assert factories.submitted(factories.person()).next_date == date(2026, 3, 23)


def test_closed_days_are_free_days_while_a_question_is_open(closed: Flask) -> None:
    with closed.app_context():
        author, by = factories.person(), factories.person(Role.LEAD)
        idea = factories.submitted(author)
        public_id, asker, answerer = idea.public_id, factories.actor(by), factories.actor(author)
        desk.ask(public_id, "Miksi?", None, actor=asker, at=factories.NOW)
        later = factories.NOW + timedelta(days=5)
        assert desk.answer(public_id, "Siksi.", None, actor=answerer, at=later).next_date == date(2026, 3, 24)


def test_the_page_lists_closed_days_that_are_still_to_come(closed: Flask) -> None:
    with closed.app_context():
        reader, pages = factories.person(language="fi"), []
    for day in ("2026-03-05", "2026-03-07", "2026-03-10"):
        with time_machine.travel(datetime.fromisoformat(f"{day}T10:00Z"), tick=False):
            pages.append(factories.sign_in(closed, reader).get(PAGE).text)
    assert [[day in page for day in ("6.3.2026", "9.3.2026")] for page in pages] == [
        [True, True], [False, True], [False, False],
    ]  # fmt: skip


def test_a_promise_given_anew_is_that_of_the_state_to_which_the_case_returns(
    app: Flask, lead: FlaskClient
) -> None:
    send(lead, days_submitted="3")
    with app.app_context():
        by = factories.person(Role.LEAD)
        idea = factories.dropped(factories.person(), by)
        assert _taken_back(idea, by) == date(2026, 3, 10)


@command
def _taken_back(idea: Idea, by: User) -> date | None:
    row = db.session.get_one(Idea, idea.id)
    entries = select(Entry).where(Entry.case_id == row.id, Entry.kind == Kind.DROPPED)
    take_back(row, db.session.scalars(entries).one(), actor=factories.actor(by), at=factories.NOW, words="")
    return row.next_date


def test_the_page_of_a_draft_tells_the_promise(app: Flask, client_of: SignIn, lead: FlaskClient) -> None:
    send(lead, days_submitted="3")
    with app.app_context():
        author = factories.person(language="en")
        place = f"/ideas/{factories.draft(author).public_id}/draft"
    assert "within 3 working days you get an answer" in client_of(author).get(place).text


def test_the_page_takes_as_many_queries_for_many_promises_as_for_few(app: Flask, lead: FlaskClient) -> None:
    counts = []
    for state in STATES[:3]:
        send(lead, **{f"days_{state}": "20"})
        with selects(app) as found:
            lead.get(PAGE)
            lead.get(EDIT)
        counts.append(len(found))
    assert counts[0] == counts[2]
