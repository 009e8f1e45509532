"""The way of a work step that is kept until a day, through the pages and the daily round."""

from datetime import UTC, datetime, timedelta

import time_machine
from flask import Flask

from ideas.features.rounds.service import daily_round
from tests.stories.history import has_true_history, kinds_of
from tests.stories.people import in_days
from tests.stories.work_steps import at_their_desks, house, is_examined, is_kept, is_named, the_step, tries


def test_what_is_kept_comes_back_on_its_day(app: Flask) -> None:
    rows = house(app)
    people = at_their_desks(app, rows)
    step = is_named(people["author"])
    is_examined(step, people)
    is_kept(step, people["lead"], in_days(60))
    assert tries(people["stranger"], f"{step}/moves?name=reconsider", words="Nyt jo?")[0] == 403
    assert round_after(app, 59) == 0
    assert round_after(app, 61) == 1
    assert round_after(app, 61) == 0
    with time_machine.travel(datetime.now(UTC) + timedelta(days=61)):
        assert f'href="{step}"' in at_their_desks(app, rows)["author"].reads("/news")
    with app.app_context():
        assert (the_step().state, the_step().review_on, the_step().decision) == ("examined", None, None)
        assert kinds_of(the_step()) == [
            "recorded",
            "assigned",
            "examination-written",
            "examined",
            "kept",
            "returned",
        ]
        assert has_true_history()


def test_anybody_calls_up_what_is_due_before_the_round_does(app: Flask) -> None:
    rows = house(app)
    people = at_their_desks(app, rows)
    step = is_named(people["author"])
    is_examined(step, people)
    is_kept(step, people["lead"], in_days(60))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=61)):
        at_their_desks(app, rows)["stranger"].sends(f"{step}/moves?name=reconsider", words="Laki muuttui.")
    assert round_after(app, 61) == 0
    with app.app_context():
        assert (the_step().state, kinds_of(the_step())[-1], has_true_history()) == (
            "examined",
            "reconsidered",
            True,
        )


def round_after(app: Flask, days: int) -> int:
    """How many things the daily round did on that day."""
    with app.app_context():
        return daily_round(datetime.now(UTC) + timedelta(days=days))
