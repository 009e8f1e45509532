"""Owns what people can choose to hear by mail, and when each mail is due, sent again or given up."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from workflow.actors import Relation
from workflow.calendar import NO_DAYS, ONE_DAY, is_working_day
from workflow.events import BY_ITSELF, Kind


class Topic(StrEnum):
    """What a person can choose a way of hearing for."""

    MINE = "mine"
    TALK = "talk"
    WAITING = "waiting"
    FOLLOWED = "followed"
    REST = "rest"


class Way(StrEnum):
    """How a person hears of a topic beside the inbox, in which everything stands."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    INBOX = "inbox"


class Quiet(NamedTuple):
    """The hours of the day in which no mail is sent at once; they may reach over midnight."""

    begins: time
    ends: time


DEFAULT = Way.DAILY
DIGESTS = (Way.DAILY, Way.WEEKLY)
DIGEST_AT = time(7)
"""When digests are due, by the clock on the organisation's wall."""
TOGETHER = timedelta(minutes=1)
"""How long a mail at once waits for what happens to the same case right after."""
LEASE = timedelta(minutes=5)
"""How long one worker has a mail to itself; longer than a slow server can take over one."""
STALE = timedelta(days=7)
"""After so long without anybody trying, a mail is no news any more: it stays in the inbox alone."""
MOST_TRIES = 28
"""With the rests between them some five days, as long as RFC 5321 section 4.5.4.1 asks for at least."""
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=6)

TALKS = frozenset({Kind.COMMENTED, Kind.COMMENT_EDITED})
WAITS = frozenset(
    {
        Kind.SPARRING_ASKED,
        Kind.OFFERED,
        Kind.INFO_ASKED,
        Kind.REVIEW_ASKED,
        Kind.ROUND_OPENED,
        Kind.ANSWER_DUE,
        Kind.ANSWER_OVERDUE,
        Kind.PROMISE_DUE,
        Kind.PROMISE_OVERDUE,
        Kind.READING_DUE,
        Kind.PILOT_ENDS_SOON,
        Kind.PILOT_OVERDUE,
        Kind.APPLICATION_DUE,
        Kind.FOLLOW_UP_DUE,
        Kind.TRIAL_ENDS_SOON,
        Kind.TRIAL_OVERDUE,
        Kind.RETURNED,
        Kind.FEEDBACK_DUE,
        Kind.FEEDBACK_OVERDUE,
        Kind.DRAFTS_RESTING,
    }
)
"""Kinds after which somebody is waited for."""
OWN = frozenset({Relation.AUTHOR, Relation.OWNER})


def topic_of(kind: Kind, relations: Iterable[Relation]) -> Topic:
    """Return what an event of this kind is to somebody with these relations to its case."""
    if kind in WAITS:
        return Topic.WAITING
    if kind in TALKS:
        return Topic.TALK
    held = frozenset(relations)
    if held & OWN:
        return Topic.MINE
    return Topic.FOLLOWED if Relation.FOLLOWER in held else Topic.REST


def fit_way(chosen: Way, kind: Kind, *, is_signed: bool) -> Way:
    """Return the way that was chosen, or the daily one where a mail at once would tell the hour.

    An event that nobody signs was done by a hidden author: the hour at which they work could give them away.
    """
    tells_the_hour = chosen is Way.AT_ONCE and not is_signed and kind not in BY_ITSELF
    return Way.DAILY if tells_the_hour else chosen


def due_at_once(
    kind: Kind, at: datetime, zone: tzinfo, quiet: Quiet | None, extra_holidays: frozenset[date] = NO_DAYS
) -> datetime:
    """Return when (UTC) a mail about something told at `at` is due: at once, but never in quiet hours.

    What the system does by itself it does from midnight on: that waits for the morning of a working day.
    """
    morning = due_with_digest(Way.DAILY, at, zone, extra_holidays)
    return after_quiet(morning if kind in BY_ITSELF else at.astimezone(UTC) + TOGETHER, zone, quiet)


def after_quiet(moment: datetime, zone: tzinfo, quiet: Quiet | None) -> datetime:
    """Return the moment itself, or the end (UTC) of the quiet hours in which it lies."""
    if quiet is None:
        return moment
    local = moment.astimezone(zone)
    clock = local.time()
    if quiet.begins < quiet.ends:
        is_quiet, day = quiet.begins <= clock < quiet.ends, local.date()
    else:
        is_quiet = clock >= quiet.begins or clock < quiet.ends
        day = local.date() + ONE_DAY if clock >= quiet.begins else local.date()
    return _first_after(moment, day, quiet.ends, zone) if is_quiet else moment


def due_with_digest(
    way: Way, after: datetime, zone: tzinfo, extra_holidays: frozenset[date] = NO_DAYS
) -> datetime:
    """Return when (UTC) the next digest is due: on the next working day, or on the week's first one.

    Raises ValueError for a way that has no digest.
    """
    if way not in DIGESTS:
        raise ValueError(f"{way} has no digest")
    day = after.astimezone(zone).date()
    while True:
        due = datetime.combine(day, DIGEST_AT, tzinfo=zone).astimezone(UTC)
        if due > after and _has_digest(way, day, extra_holidays):
            return due
        day += ONE_DAY


def retry_delay(tries: int, jitter: float) -> timedelta:
    """Return how long a mail rests after so many tries (from 1): doubled each time, up to six hours.

    `jitter`, from 0 to 1, makes it half as long up to half again as long, so that mails do not come back in
    step. Source: exponential backoff with jitter, as RFC 5321 section 4.5.4.1 asks senders to wait.
    """
    doubled = FIRST_DELAY * (1 << min(tries - 1, 16))
    return min(doubled, LONGEST_DELAY) * (0.5 + jitter)


def is_dead(tries: int) -> bool:
    """Say whether a mail that failed so often is given up until somebody sends it again."""
    return tries >= MOST_TRIES


def _first_after(moment: datetime, day: date, clock: time, zone: tzinfo) -> datetime:
    """The clock shows some times twice on the day on which summer time ends: the first that is to come."""
    twice = (datetime.combine(day, clock, tzinfo=zone).replace(fold=fold) for fold in (0, 1))
    return next((due for each in twice if (due := each.astimezone(UTC)) > moment), moment)


def _has_digest(way: Way, day: date, extra_holidays: frozenset[date]) -> bool:
    if not is_working_day(day, extra_holidays):
        return False
    earlier = (day - ONE_DAY * n for n in range(1, day.weekday() + 1))
    return way is Way.DAILY or not any(is_working_day(each, extra_holidays) for each in earlier)
