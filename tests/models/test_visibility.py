"""Who sees which case: the list's condition and the rule book's table say the same."""

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.access import rights, visible
from ideas.extensions import db
from ideas.models import Idea, Sparring, User
from ideas.transaction import command
from tests import factories
from workflow.actors import Role
from workflow.permissions import SEEN_BY, Action, Visibility


@command
def _show(idea: Idea, visibility: Visibility, sparrer: User) -> None:
    row = db.session.get_one(Idea, idea.id)
    row.visibility = visibility
    row.sparrings.append(Sparring(user_id=sparrer.id, at=factories.NOW))


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("visibility", list(Visibility))
def test_the_list_shows_what_the_table_says(app: Flask, visibility: Visibility, hidden: bool) -> None:
    with app.app_context():
        author, sparrer = factories.person(), factories.person()
        others = [factories.person(role) for role in Role]
        idea = factories.draft(author, hidden=hidden)
        _show(idea, visibility, sparrer)
        for who in (author, sparrer, *others):
            actor = factories.actor(who)
            row = db.session.get_one(Idea, idea.id)
            told = SEEN_BY[visibility].covers(who.role, row.facts().relations(who.id))
            assert list(db.session.scalars(visible(select(Idea), actor))) == ([row] if told else [])


def test_a_stranger_has_no_right_of_an_author(app: Flask) -> None:
    with app.app_context():
        author, stranger = factories.person(), factories.person()
        idea = factories.draft(author, hidden=True)
        own = {Action.EDIT_DRAFT, Action.SPAR, Action.SUBMIT, Action.WITHDRAW, Action.EDIT, Action.ATTACH}
        row = db.session.get_one(Idea, idea.id)
        more = rights(row, factories.actor(author)) - rights(row, factories.actor(stranger))
        assert more == own | {Action.GIVE_INFO, Action.READ_REVIEWS}
