"""The figures of a work step, and how its page tells them: ranges, units, classes, nothing netted."""

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask, render_template

from ideas.extensions import SETTINGS
from ideas.figures import figures
from ideas.models import User, WorkStep
from tests import steps
from tests.features.examination.cases import listed, proven, seen
from tests.features.verification.cases import verified
from workflow.evidence import EvidenceClass, Method
from workflow.hours import Basis, Range
from workflow.lifecycles.work_step_states import Shift

Crowd = dict[str, User]
EVERY = frozenset({"write-examination", "add-evidence"})


def drawn(app: Flask, part: str, step: WorkStep, rights: frozenset[str] = EVERY) -> str:
    """A part of the page of a case as it is drawn, in English, white space made even."""
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        page = render_template(f"examination/{part}.html", case=seen(step), rights=rights, actor=None)
    return " ".join(page.split())


def examined(app: Flask, people: Crowd, **found: Any) -> WorkStep:
    """A work step of which everything is found out."""
    with app.app_context():
        return steps.examined(people["author"], people["lead"], **found)


def test_the_three_columns_stand_apart(app: Flask, people: Crowd) -> None:
    with app.app_context():
        step = steps.given_up(people["author"], people["lead"], share_removed=Decimal("0.5"))
        steps.written(step, minutes_likely=Decimal(30))
        verified(step, 40, people["owner"])
        told = figures(seen(step))
    assert (told.net, told.decided) == (
        Range(Decimal(48), Decimal(72), Decimal(72)), Range(Decimal(48), Decimal(60), Decimal(72)),
    )  # fmt: skip
    assert (told.verified, told.placed, told.decided_evidence) == (Decimal(40), Decimal(0), EvidenceClass.C)


def test_travel_and_the_first_year_are_lines_of_their_own(app: Flask, people: Crowd) -> None:
    step = examined(app, people, travel_minutes=Decimal(5), change_hours=Decimal(200))
    with app.app_context():
        told = figures(seen(step))
    hours = [
        each and each.likely for each in (told.gross, told.travel, told.net, told.first_year, told.month)
    ]
    assert hours == [120, 24, 144, -56, 12]
    page = drawn(app, "_hours", step)
    assert [
        words for words in ("120 h/yr", "24 h/yr", "140 h/yr", "−56 h", "12 h/month") if words not in page
    ] == []


def test_without_effort_there_are_no_figures(app: Flask, people: Crowd) -> None:
    with app.app_context():
        step = steps.recorded(people["author"])
        assert not figures(seen(step)).is_told
    assert drawn(app, "_hours", step) == ""


def test_direct_costs_are_shown_without_effort(app: Flask, people: Crowd) -> None:
    with app.app_context():
        step = steps.written(steps.recorded(people["author"]), euros_per_year=Decimal(1200))
        assert figures(seen(step)).is_told
    page = drawn(app, "_hours", step)
    assert ("1 200 €/yr, as told" in page, "Takes now" in page) == (True, False)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"times_per_year": Decimal(1)}, "people: 6, times a year for each: 1"),
        ({"basis": Basis.PER_EVENT, "events_per_year": Decimal(1)}, "times a year in all: 1"),
    ],
)
def test_how_often_it_is_done_reads_well_for_one(
    app: Flask, people: Crowd, found: dict[str, Any], words: str
) -> None:
    assert words in drawn(app, "_examination", examined(app, people, **found))


def test_the_customers_own_time_is_never_netted(app: Flask, people: Crowd) -> None:
    own = {"customer_minutes": Decimal(6), "customer_events": Decimal(1000), "waiting_days": Decimal(3)}
    step = examined(app, people, **own)
    with app.app_context():
        told = figures(seen(step))
    assert (told.customer_hours, told.net and told.net.likely) == (Decimal(100), Decimal(120))
    page = drawn(app, "_hours", step)
    assert ("100 h/yr" in page, "days: 3" in page, "not part of the hours above" in page) == (True,) * 3


def test_the_customers_own_time_has_no_more_digits_than_a_guess(app: Flask, people: Crowd) -> None:
    step = examined(app, people, customer_minutes=Decimal(5), customer_events=Decimal(4160))
    assert "350 h/yr" in drawn(app, "_hours", step)


def test_work_that_shifts_to_the_customer_is_said_in_words(app: Flask, people: Crowd) -> None:
    shifted = examined(app, people, shifted_to=Shift.CUSTOMER, shifted_hours=Decimal(20))
    unsaid = examined(app, people, shifted_to=Shift.CUSTOMER)
    others = examined(app, people, shifted_to=Shift.UNIT, shifted_hours=Decimal(20))
    pages = [drawn(app, "_hours", step) for step in (shifted, unsaid, others)]
    assert ["Work shifts to the customer:" in page for page in pages] == [True, True, False]
    assert "20 h of work a year." in pages[0]


def test_what_costs_more_than_it_frees_is_shown(app: Flask, people: Crowd) -> None:
    dear, even = (examined(app, people, replacement_hours=Decimal(hours)) for hours in (130, 120))
    pages = [drawn(app, "_hours", step) for step in (dear, even)]
    assert ["costs more than it frees" in page for page in pages] == [True, False]
    assert "−10 h/yr" in pages[0]


@pytest.mark.parametrize(("divisor", "words"), [(None, ""), (Decimal(1600), "0.1 person-years, at 1 600 h")])
def test_person_years_stand_with_their_divisor_or_not_at_all(
    app: Flask, people: Crowd, monkeypatch: pytest.MonkeyPatch, divisor: Decimal | None, words: str
) -> None:
    step = examined(app, people)
    monkeypatch.setattr(app.extensions[SETTINGS], "hours_per_person_year", divisor)
    page = drawn(app, "_hours", step)
    assert ("erson-years" in page, words in page) == (divisor is not None, True)


def test_no_digits_beyond_the_evidence(app: Flask, people: Crowd) -> None:
    step = examined(app, people, minutes_likely=Decimal("25.7"))
    guess = drawn(app, "_hours", step)
    with app.app_context():
        proven(step, people["lead"], method=Method.MEASURED, count=10)
        steps.written(step)
    assert ("120 h/yr" in guess, "C: one guess" in guess) == (True, True)
    page = drawn(app, "_hours", step)
    assert ("123 h/yr" in page, "A: measured" in page, "not for cutting staff" in page) == (True, True, True)


def test_only_whole_addresses_become_links(app: Flask, people: Crowd) -> None:
    good = examined(app, people, citation_link="https://example.org/laki")
    bad = examined(app, people, citation_link="javascript:alert(1)")
    pages = [drawn(app, "_examination", step) for step in (good, bad)]
    assert 'href="https://example.org/laki" rel="noopener noreferrer"' in pages[0]
    assert ("javascript:alert(1)" in pages[1], 'href="javascript' in pages[1]) == (True, False)


def test_nobody_is_led_where_they_may_not_go(app: Flask, people: Crowd) -> None:
    step = examined(app, people)
    with app.app_context():
        listed(step, "Lomake 12")
    pages = [drawn(app, "_examination", step, rights) for rights in (EVERY, frozenset())]
    assert [("/examination" in page, "/tick" in page, "Lomake 12" in page) for page in pages] == [
        (True, True, True), (False, False, True),
    ]  # fmt: skip
