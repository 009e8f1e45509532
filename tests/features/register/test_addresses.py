"""Whatever stands in the address of the list or of its files, the answer is a list or a file."""

import base64
from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas import paging
from ideas.features.register.forms import Filters
from ideas.features.register.sorting import Sort
from ideas.models import User
from tests import factories, steps
from workflow.actors import Actor, Role

READER = Actor(1, Role.LEAD)
ClientOf = Callable[[User], FlaskClient]
GARBAGE = ("\x00", "-1", "9" * 400, "²", "1e999", "' or 1=1 --", "{{7*7}}", "ä" * 300, "\u202e", "me", "A")


def packed(said: str) -> str:
    return base64.urlsafe_b64encode(said.encode()).decode()


CURSORS = [
    '["hours", NaN]', '["hours", Infinity]', '["hours", 1e999]', '["hours", "1"]', '["hours", true]',
    '["hours", null]', '["hours", [1]]', f'["hours", {"9" * 150}]', '["hours", 120.0, 1]', '["newest", 1]',
]  # fmt: skip


@pytest.mark.parametrize("path", ["/work-steps", "/work-steps/export.csv", "/work-steps/export.xlsx"])
def test_garbage_in_every_filter_is_answered(
    app: Flask, client_of: ClientOf, path: str, share: Callable[[Iterable[str]], list[str]]
) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        steps.examined(factories.person(), lead)
    client = client_of(lead)
    names = (*Filters.names(), "after", "suffix")
    answers = {client.get(path, query_string={n: text}).status_code for n in names for text in share(GARBAGE)}
    assert answers == {200}


@pytest.mark.parametrize("said", CURSORS)
def test_a_cursor_that_is_none_of_ours_is_the_first_page(said: str) -> None:
    assert paging.read(packed(said), "hours", READER) is None


@pytest.mark.parametrize("sort", Sort)
def test_behind_the_last_row_the_list_ends_and_behind_one_that_is_gone_it_begins(
    app: Flask, client_of: ClientOf, sort: Sort
) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD, language="en")
        step = steps.examined(factories.person(), lead, minutes_likely=Decimal(70) / 3, review_on=steps.TODAY)
    for number, found in ((step.id, (False, True)), (step.id + 1, (True, False))):
        answer = client_of(lead).get(f"/work-steps?sort={sort}&after={paging.write(sort, number)}")
        assert (step.public_id in answer.text, "The list ends here" in answer.text) == found
