"""Saves that meet: two at the same moment make one draft, and none of them is an error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Idea, User
from tests import factories
from tests.features.submission.forms import count, filled

ClientOf = Callable[[User], FlaskClient]


def test_two_first_saves_of_one_form_make_one_draft(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    clients, start = [client_of(author) for _ in range(2)], Barrier(2)

    def save(number: int) -> int:
        start.wait()
        sent = filled(draft_key="one", post_key=f"key {number}", title=f"Otsikko {number}")
        return clients[number].post("/ideas/new/autosave", data=sent).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(save, range(2))) == [200, 200]
    with app.app_context():
        assert count(Idea) == 1


def test_a_double_click_on_submit_submits_once(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    clients, start = [client_of(author) for _ in range(2)], Barrier(2)

    def submit(number: int) -> int:
        start.wait()
        sent = filled(draft_key="one", post_key="the same")
        return clients[number].post("/ideas/new?key=one", data=sent).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(submit, range(2))) == [303, 303]
    with app.app_context():
        assert count(Idea) == 1
