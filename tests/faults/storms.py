"""Owns the writers who go on whatever happens, and what must be true of their words afterwards."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Event

from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.audit.service import check_history
from ideas.models import CaseAuthor, Comment, Entry, Idea, Notification, WorkStep
from tests import factories
from tests.faults.houses import Node, wait_until
from tests.faults.visitors import CUT, NOBODY, Visitor, visitor
from workflow.events import Kind

WRITERS = 4
LEAVES_EVERY = 5
"""Of so many posts of one writer one is sent and left before its answer, then sent again as the same."""


@dataclass
class Storm:
    """Writers who name work steps and comment on one idea, each post until it is acknowledged."""

    idea: Idea
    people: list[int]
    visitors: list[Visitor]
    nodes: list[Node]
    steps: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)
    _over: Event = field(default_factory=Event)

    @contextmanager
    def raging(self) -> Iterator[None]:
        """Let them write until the block ends, and every post that was begun is acknowledged."""
        with ThreadPoolExecutor(len(self.visitors)) as pool:
            writing: list[Future[None]] = [pool.submit(self._write, at) for at in range(len(self.visitors))]
            try:
                yield
            finally:
                self._over.set()
        for each in writing:
            each.result()

    def wait_for(self, writes: int) -> None:
        """Wait until so many more are acknowledged."""
        wanted = self.acknowledged + writes
        wait_until(lambda: self.acknowledged >= wanted)

    def _write(self, at: int) -> None:
        for number in count():
            if self._over.is_set():
                return
            nodes = [*self.nodes[at % 2 :], *self.nodes]
            words, key = f"Sanat {at}.{number}", f"{at:08d}{number:08d}"
            path, field_of, done = self._deed(number)
            if number % LEAVES_EVERY == 0:
                self.visitors[at].send_and_leave(nodes[0], path, post_key=key, **{field_of: words})
            code = self.visitors[at].insist(nodes, path, post_key=key, **{field_of: words})
            self.codes[code] += 1
            done.append(words)

    def _deed(self, number: int) -> tuple[str, str, list[str]]:
        """Where the next words go, in which field, and where it is noted that they are acknowledged."""
        if number % 2:
            return f"/ideas/{self.idea.public_id}/comments", "body", self.comments
        return "/work-steps/new", "title", self.steps

    @property
    def acknowledged(self) -> int:
        """How many writes somebody was told to be done."""
        return len(self.steps) + len(self.comments)

    @property
    def answers(self) -> Counter[int]:
        """Every answer that anybody had, with those that were lost."""
        return sum((each.answers for each in self.visitors), Counter())


def storm(app: Flask, nodes: list[Node]) -> Storm:
    """Some writers, each with a session of their own."""
    with app.app_context():
        people = [factories.person() for _ in range(WRITERS)]
        idea = factories.submitted(people[0])
    return Storm(idea, [person.id for person in people], [visitor(app, person) for person in people], nodes)


def assert_nothing_lost(app: Flask, after: Storm) -> None:
    """What was acknowledged is there once, nothing else is, and the log tells all of it."""
    assert set(after.codes) == {303}
    assert set(after.answers) <= {303, 503, CUT, NOBODY}
    with app.app_context():
        steps, comments = words_of(after)
        assert sorted(steps.values()) == sorted(after.steps)
        assert sorted(comments) == sorted(after.comments)
        assert _logged(Kind.RECORDED, set(steps)) == len(after.steps)
        assert _logged(Kind.COMMENTED, {after.idea.id}) == len(after.comments)
        assert _told(after.people[0]) == _to_tell(after.idea, after.people[0])
        assert_true_history()


def words_of(storm: Storm) -> tuple[dict[int, str], list[str]]:
    """What the database of the present application holds of it: the work steps by number, the comments."""
    named = select(WorkStep.id, WorkStep.title).join(CaseAuthor, CaseAuthor.case_id == WorkStep.id)
    steps = db.session.execute(named.where(CaseAuthor.user_id.in_(storm.people)))
    comments = db.session.scalars(select(Comment.body).where(Comment.case_id == storm.idea.id))
    return {row.id: row.title for row in steps}, list(comments)


def assert_true_history() -> None:
    """The log and the rows tell the same, in every case of the house."""
    difference = check_history(lambda _cases: None).difference
    assert difference is None


def _to_tell(idea: Idea, author: int) -> list[int]:
    """What others said of an idea, by its number in the log."""
    said = select(Entry.id).where(Entry.case_id == idea.id, Entry.kind == Kind.COMMENTED)
    return sorted(db.session.scalars(said.where(Entry.actor_id != author)))


def _told(author: int) -> list[int]:
    """What of it the author was told, as often as they were told."""
    told = select(Notification.entry_id).join(Entry, Entry.id == Notification.entry_id)
    return sorted(
        db.session.scalars(told.where(Notification.user_id == author, Entry.kind == Kind.COMMENTED))
    )


def _logged(kind: Kind, cases: set[int]) -> int:
    found = db.session.execute(select(Entry.case_id).where(Entry.kind == kind)).scalars()
    return sum(number in cases for number in found)
