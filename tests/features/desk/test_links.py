"""Where the desk leads on to: the list of ideas, narrowed and in an order that the list knows."""

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from ideas.features.listing.sorting import Sort
from ideas.models import User
from tests import factories
from workflow.actors import Role


def test_a_full_section_leads_to_the_list_in_an_order_that_the_list_knows(
    app: Flask, client_of: Callable[[User], FlaskClient]
) -> None:
    with app.app_context():
        lead, author = factories.person(Role.LEAD), factories.person()
        for _ in range(26):
            factories.submitted(author)
    page = client_of(lead).get("/desk").text
    assert set(re.findall(r"[?;&]sort=([\w-]+)", page)) == {Sort.OLDEST.value}
