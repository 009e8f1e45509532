"""Counting on the desk: it costs the same in a house of many ideas."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from ideas.features.desk.queries import SHOWN
from ideas.models import User
from tests import factories
from tests.features.listing.test_paging import many
from workflow.actors import Role


def test_counting_a_section_stops_at_two_hundred(
    app: Flask, client_of: Callable[[User], FlaskClient]
) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD, language="en")
        many(lead, 201)
    page = client_of(lead).get("/desk").text
    assert (page.count("More than 200 ideas"), page.count('<th scope="row">')) == (1, SHOWN)
