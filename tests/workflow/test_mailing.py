"""What people hear by mail and when, written out as text, on the clocks of Helsinki."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflow.actors import Relation
from workflow.events import Kind
from workflow.mailing import (
    Quiet,
    Topic,
    Way,
    after_quiet,
    due_at_once,
    due_with_digest,
    fit_way,
    is_dead,
    retry_delay,
    topic_of,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
NIGHT = Quiet(time(20), time(7, 30))
LUNCH = Quiet(time(11), time(12))


def at(text: str, fold: int = 0) -> datetime:
    """A moment on the wall in Helsinki, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI, fold=fold).astimezone(UTC)


def on_the_wall(moment: datetime) -> str:
    """What the clock in Helsinki shows."""
    return moment.astimezone(HELSINKI).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("kind", "relations", "topic"),
    [
        (Kind.DROPPED, "author", Topic.MINE),
        (Kind.ADOPTED, "owner follower", Topic.MINE),
        (Kind.ADOPTED, "follower", Topic.FOLLOWED),
        (Kind.THANKED, "", Topic.REST),
        (Kind.COMMENTED, "author", Topic.TALK),
        (Kind.COMMENTED, "", Topic.TALK),
        (Kind.INFO_ASKED, "author", Topic.WAITING),
        (Kind.OFFERED, "", Topic.WAITING),
        (Kind.PILOT_ENDS_SOON, "owner", Topic.WAITING),
    ],
)
def test_what_an_event_is_to_somebody(kind: Kind, relations: str, topic: Topic) -> None:
    assert topic_of(kind, [Relation(name) for name in relations.split()]) is topic


@pytest.mark.parametrize(
    ("chosen", "kind", "is_signed", "way"),
    [
        (Way.AT_ONCE, Kind.COMMENTED, True, Way.AT_ONCE),
        (Way.AT_ONCE, Kind.COMMENTED, False, Way.DAILY),
        (Way.AT_ONCE, Kind.FOLLOW_UP_DUE, False, Way.AT_ONCE),
        (Way.WEEKLY, Kind.COMMENTED, False, Way.WEEKLY),
        (Way.INBOX, Kind.COMMENTED, False, Way.INBOX),
    ],
)
def test_a_hidden_authors_hour_is_told_to_nobody(chosen: Way, kind: Kind, is_signed: bool, way: Way) -> None:
    assert fit_way(chosen, kind, is_signed=is_signed) is way


@pytest.mark.parametrize(
    ("told", "quiet", "due"),
    [
        ("2026-03-05 14:00", None, "2026-03-05 14:01"),
        ("2026-03-05 14:00", NIGHT, "2026-03-05 14:01"),
        ("2026-03-05 19:58", NIGHT, "2026-03-05 19:59"),
        ("2026-03-05 19:59", NIGHT, "2026-03-06 07:30"),
        ("2026-03-05 23:30", NIGHT, "2026-03-06 07:30"),
        ("2026-03-06 07:28", NIGHT, "2026-03-06 07:30"),
        ("2026-03-06 07:29", NIGHT, "2026-03-06 07:30"),
        ("2026-03-05 11:30", LUNCH, "2026-03-05 12:00"),
        ("2026-03-05 12:00", LUNCH, "2026-03-05 12:01"),
        # The night in which the clocks go forward is an hour shorter, and back an hour longer.
        ("2026-03-28 22:00", NIGHT, "2026-03-29 07:30"),
        ("2026-10-24 22:00", NIGHT, "2026-10-25 07:30"),
        # Quiet hours that end at half past three end where the clock leaps over it.
        ("2026-03-29 02:30", Quiet(time(1), time(3, 30)), "2026-03-29 04:30"),
    ],
)
def test_a_mail_at_once_waits_until_quiet_hours_end(told: str, quiet: Quiet | None, due: str) -> None:
    assert on_the_wall(due_at_once(Kind.COMMENTED, at(told), HELSINKI, quiet)) == due


@pytest.mark.parametrize(
    ("told", "quiet", "due"),
    [
        ("2026-03-05 00:01", None, "2026-03-05 07:00"),
        ("2026-03-05 00:01", NIGHT, "2026-03-05 07:30"),
        ("2026-03-05 09:00", None, "2026-03-06 07:00"),
        ("2026-03-21 00:01", None, "2026-03-23 07:00"),  # a Saturday
        ("2026-05-14 00:01", None, "2026-05-18 07:00"),  # Ascension Day, and the house is closed on the 15th
    ],
)
def test_a_reminder_at_once_waits_for_the_morning_of_a_working_day(
    told: str, quiet: Quiet | None, due: str
) -> None:
    closed = frozenset({date(2026, 5, 15)})
    assert on_the_wall(due_at_once(Kind.PROMISE_OVERDUE, at(told), HELSINKI, quiet, closed)) == due


def test_quiet_hours_that_end_twice_end_after_what_is_told() -> None:
    quiet = Quiet(time(1), time(3, 30))
    first, second = (at("2026-10-25 03:10", fold) for fold in (0, 1))
    first, second = (after_quiet(moment, HELSINKI, quiet) for moment in (first, second))
    assert second.timestamp() - first.timestamp() == 3600
    assert on_the_wall(first) == on_the_wall(second) == "2026-10-25 03:30"


@pytest.mark.parametrize(
    ("way", "after", "due"),
    [
        (Way.DAILY, "2026-03-05 06:59", "2026-03-05 07:00"),
        (Way.DAILY, "2026-03-05 07:00", "2026-03-06 07:00"),
        (Way.DAILY, "2026-03-06 12:00", "2026-03-09 07:00"),
        (Way.DAILY, "2026-04-02 12:00", "2026-04-07 07:00"),  # over Easter
        (Way.DAILY, "2026-03-27 12:00", "2026-03-30 07:00"),  # over the night of summer time
        (Way.DAILY, "2026-05-14 12:00", "2026-05-18 07:00"),  # the house is closed on the 15th
        (Way.WEEKLY, "2026-03-05 12:00", "2026-03-09 07:00"),
        (Way.WEEKLY, "2026-03-09 06:00", "2026-03-09 07:00"),
        (Way.WEEKLY, "2026-03-09 07:00", "2026-03-16 07:00"),
        (Way.WEEKLY, "2026-04-01 12:00", "2026-04-07 07:00"),  # Easter Monday: the day after
        (Way.WEEKLY, "2026-10-22 12:00", "2026-10-26 07:00"),
    ],
)
def test_a_digest_is_due_at_seven(way: Way, after: str, due: str) -> None:
    closed = frozenset({date(2026, 5, 15)})
    assert on_the_wall(due_with_digest(way, at(after), HELSINKI, closed)) == due


@pytest.mark.parametrize("way", [Way.AT_ONCE, Way.INBOX])
def test_other_ways_have_no_digest(way: Way) -> None:
    with pytest.raises(ValueError, match="no digest"):
        due_with_digest(way, at("2026-03-05 12:00"), HELSINKI)


def test_a_mail_rests_longer_after_each_try_and_is_given_up_after_some_five_days() -> None:
    rests = [retry_delay(tries, 0.5) for tries in range(1, 28)]
    assert [rest // timedelta(minutes=1) for rest in rests] == [1, 2, 4, 8, 16, 32, 64, 128, 256, *[360] * 18]
    assert timedelta(days=4.5) < sum(rests, timedelta()) < timedelta(days=5)
    assert [retry_delay(1, jitter) for jitter in (0, 1)] == [timedelta(seconds=30), timedelta(seconds=90)]
    assert [tries for tries in range(30) if is_dead(tries)] == [28, 29]
