"""Whatever stands in the address of the list or of its files, the answer is a list or a file."""

import base64
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas import paging
from ideas.features.register.forms import Filters
from ideas.models import User
from ideas.paging import Cursor
from tests import factories, steps
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]
GARBAGE = ("\x00", "-1", "9" * 400, "²", "1e999", "' or 1=1 --", "{{7*7}}", "ä" * 300, "\u202e", "me", "A")


def packed(said: str) -> str:
    return base64.urlsafe_b64encode(said.encode()).decode()


CURSORS = [
    '["hours", NaN, 1]', '["hours", Infinity, 1]', '["hours", 1e999, 1]', '["hours", "1", 1]',
    '["hours", true, 1]', '["hours", null, 1]', '["hours", [1], 1]', f'["hours", {"9" * 150}e300, 1]',
    '["newest", 1.5, 1]',
]  # fmt: skip


@pytest.mark.parametrize("path", ["/work-steps", "/work-steps/export.csv", "/work-steps/export.xlsx"])
def test_garbage_in_every_filter_is_answered(app: Flask, client_of: ClientOf, path: str) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        steps.examined(factories.person(), lead)
    client = client_of(lead)
    names = (*Filters.names(), "after", "suffix")
    answers = {client.get(path, query_string={n: text}).status_code for n in names for text in GARBAGE}
    assert answers == {200}


@pytest.mark.parametrize("said", CURSORS)
def test_a_cursor_that_is_none_of_ours_is_the_first_page(said: str) -> None:
    assert paging.read(packed(said), "hours", float) is None


@pytest.mark.parametrize("hours", [1 / 3, -80.5, 0.0, 120, 99_999_999.9999])
def test_hours_come_back_from_the_address_to_the_last_digit(hours: float) -> None:
    assert paging.read(paging.write("hours", Cursor(hours, 4)), "hours", float) == Cursor(float(hours), 4)


def test_a_page_far_behind_the_last_row_says_that_the_list_ends(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD, language="en")
        steps.examined(factories.person(), lead)
    for hours in (-1e300, -5.0):
        after = paging.write("hours", Cursor(hours, 1))
        answer = client_of(lead).get(f"/work-steps?sort=hours&after={after}")
        assert (answer.status_code, "The list ends here" in answer.text) == (200, True)
