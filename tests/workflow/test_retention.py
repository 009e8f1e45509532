"""How long what is kept stays: the usual periods, and what an organisation chooses."""

import pytest

from workflow.retention import NEVER_BY_ITSELF, PERIODS, Period, Retained, periods

USUAL = """
sign-in-attempts   | 1    | on
half-sign-ins      | 1    | on
feedback-attempts  | 1    | on
form-keys          | 7    | on
ended-sessions     | 90   | on
old-links          | 90   | on
sent-mails         | 90   | on
feedback-addresses | 90   | on
feedback           | 1095 | off
read-news          | 730  | off
drafts             | 730  | off
closed-accounts    | 1825 | off
"""


def test_the_usual_periods() -> None:
    told = [f"{kept:18} | {each.days:<4} | {'on' if each.is_on else 'off'}" for kept, each in PERIODS.items()]
    assert "\n".join(told) == USUAL.strip()
    assert periods({}) == PERIODS


@pytest.mark.parametrize(
    ("kept", "days", "period"),
    [
        (Retained.DRAFTS, 365, Period(365, is_on=True)),
        (Retained.SENT_MAILS, None, Period(90, is_on=False)),
        (Retained.CLOSED_ACCOUNTS, 365, Period(365, is_on=False)),
    ],
)
def test_what_an_organisation_chooses(kept: Retained, days: int | None, period: Period) -> None:
    assert periods({kept: days})[kept] == period


def test_people_are_never_erased_by_a_clock() -> None:
    assert frozenset({Retained.CLOSED_ACCOUNTS}) == NEVER_BY_ITSELF
