"""Measures the situation view beside a bare page, and what it costs that moves are counted for it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import select

from benchmarks import moves
from benchmarks.fill import application, fill
from benchmarks.pages import RESULTS, Page, lines, measure
from benchmarks.people import TOKEN_OF_MANAGER
from benchmarks.report import HEADER, machine, table, write
from benchmarks.server import served
from benchmarks.statements import count_statements, session_cookie
from ideas.extensions import db
from ideas.models import Case
from tests.databases import postgresql

SIZES = (10_000, 100_000, 1_000_000)
ONE = (1,)
PATH = "/situation"
MOVES = 40
"""So many short lives of an idea are measured in each way, on each database."""


class Filled(NamedTuple):
    """A filled database."""

    kind: str
    ideas: int
    url: str


def pages(stack: ExitStack, filled: Filled) -> Iterator[Page]:
    """The page as a manager sees it, with figures as they were and changed before each request."""
    app = application(filled.url)
    with app.app_context():
        shown = db.session.scalars(select(Case.public_id).where(Case.state == "adopted").limit(1)).one()
        db.session.remove()
    cookie = session_cookie(app, TOKEN_OF_MANAGER)
    statements = count_statements(app, PATH, TOKEN_OF_MANAGER)
    bare, server, mover = (
        stack.enter_context(served(module, filled.url)) for module in ("benchmarks.bare", "wsgi", "wsgi")
    )
    beside = f"bare, {filled.kind}"
    yield Page(beside, filled.ideas, bare, f"/{shown}", bare=beside)
    options = {"warm": (), "after a move": ("--moving", str(mover.port))}
    for name, said in options.items():
        whole = f"situation, {name}, {filled.kind}"
        yield Page(whole, filled.ideas, server, PATH, cookie, statements, said, bare=beside)


def databases(stack: ExitStack, given: list[str], sizes: list[int]) -> Iterator[Filled]:
    """The databases to measure on: those given as IDEAS=URL, else new ones of both kinds."""
    for ideas, _, url in (text.partition("=") for text in given):
        yield Filled("SQLite" if url.startswith("sqlite") else "PostgreSQL", int(ideas), url)
    if given:
        return
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="tilaa-")))
    server = stack.enter_context(postgresql())
    for size in sizes:
        for kind, url in (
            ("SQLite", f"sqlite:///{folder / f'{size}.db'}"),
            ("PostgreSQL", server.create_database(f"ideas{size}")),
        ):
            begun = datetime.now(UTC)
            with application(url).app_context():
                fill(size)
                db.engine.dispose()
            print(f"{size} ideas into {kind} in {datetime.now(UTC) - begun}", file=sys.stderr)
            yield Filled(kind, size, url)


def costs_of_moves(known: list[Filled]) -> Iterator[list[str]]:
    """On the largest database of each kind, what commands cost with counting and without."""
    largest = {filled.kind: filled for filled in sorted(known, key=lambda filled: filled.ideas)}
    for filled in largest.values():
        with application(filled.url).app_context():
            found = moves.costs(MOVES)
            db.session.remove()
            db.engine.dispose()
        for name, cost in found.items():
            yield cost.line(f"{name}, {filled.kind}, {filled.ideas:,} ideas")


def main() -> None:
    """Measure, print, and write the results down where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement")
    parser.add_argument("--size", type=int, action="append", help=f"instead of {SIZES}")
    parser.add_argument("--database", action="append", default=[], metavar="IDEAS=URL", help="filled already")
    parser.add_argument("--write", action="store_true", help="also to the results")
    asked = parser.parse_args()
    with ExitStack() as stack:
        known = list(databases(stack, asked.database, asked.size or list(SIZES)))
        every = [page for filled in known for page in pages(stack, filled)]
        drawn = table(HEADER, lines(every, measure(every, asked.rounds, asked.seconds, ONE), ONE))
        dear = table(moves.HEADER, costs_of_moves(known))
    when = f"{datetime.now(UTC):%Y-%m-%d}, {machine()}, {asked.rounds} rounds of {asked.seconds:g} s"
    told = (
        f"{when}, as a manager\n\n{drawn}\n\n{2 * MOVES} lives, with counting and without in turn\n\n{dear}\n"
    )
    print(told)
    if asked.write:
        write(RESULTS, "The situation view", told)


if __name__ == "__main__":
    main()
