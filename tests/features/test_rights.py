"""What one action is asked for, and everything that somebody may do, are told from the same table."""

from contextlib import suppress
from pathlib import Path

import pytest
from flask import Flask

from ideas.access import MARK, demand, rights
from ideas.extensions import db
from ideas.features.health.views import healthz
from ideas.models import Case
from tests import factories
from tests.conftest import make_app
from tests.features.crowd import IDEAS, STEPS, VISITORS, Crowd, crowd
from workflow.actors import Actor
from workflow.machine import Forbidden
from workflow.permissions import Action


def test_a_view_that_says_not_who_may_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(healthz, MARK)
    with pytest.raises(RuntimeError, match=r"without @requires or @public: health\.healthz$"):
        make_app("sqlite://", tmp_path)


@pytest.mark.parametrize("step", [*IDEAS, *STEPS])
def test_a_single_action_is_demanded_as_all_rights_are_told(app: Flask, step: str) -> None:
    world = crowd(app)
    with app.app_context():
        case = db.session.get_one(Case, world.cases[step].id)
        for who in VISITORS[1:]:
            actor = factories.actor(world.people[who])
            assert (who, demanded(case, actor)) == (who, rights(case, actor))
    assert is_somebody_more_than_another(world, step)


def demanded(case: Case, actor: Actor) -> frozenset[Action]:
    """Every action that is let pass."""
    passed = set()
    for action in Action:
        with suppress(Forbidden):
            demand(action, actor, case)
            passed.add(action)
    return frozenset(passed)


def is_somebody_more_than_another(world: Crowd, step: str) -> bool:
    """Whether the case tells people apart, so that the comparison can fail."""
    with world.app.app_context():
        case = db.session.get_one(Case, world.cases[step].id)
        return len({rights(case, factories.actor(world.people[who])) for who in VISITORS[1:]}) > 3
