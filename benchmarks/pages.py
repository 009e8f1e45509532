"""Measures list, idea page and submission beside a bare page: python -m benchmarks.pages."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from benchmarks.fill import application, fill
from benchmarks.report import HEADER, Measured, cells, machine, table, write
from benchmarks.server import Server, served
from benchmarks.statements import count_statements, session_cookie
from ideas.config import ROOT
from ideas.extensions import db
from ideas.models import Case

SIZES = (10_000, 100_000)
CONNECTIONS = (1, 4)
Found = dict[tuple[str, int, int], Measured]
"""What was measured by page, number of ideas and number of connections."""
RESULTS = ROOT / "benchmarks" / "results.md"


@dataclass(frozen=True, slots=True)
class Page:
    """One thing to be measured: where it is served, and what is asked there."""

    name: str
    ideas: int
    server: Server
    path: str
    cookie: str = ""
    statements: int | None = None
    options: tuple[str, ...] = ()
    bare: str = "bare"

    def measure(self, connections: int, seconds: float, into: Measured) -> None:
        """Run the load in a process of its own and add up what it found."""
        arguments = [str(self.server.port), self.path, "--cookie", self.cookie, "--seconds", str(seconds)]
        arguments += ["--connections", str(connections), *self.options]
        before = self.server.cpu_seconds()
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "benchmarks.load", *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{self.name}: {done.stderr}")
        found = json.loads(done.stdout)
        into.rates.append(len(found["taken"]) / found["seconds"])
        into.taken += found["taken"]
        into.cpu_seconds += self.server.cpu_seconds() - before


def pages(stack: ExitStack, ideas: int, database_url: str) -> Iterator[Page]:
    """The pages on a database of that size, and the bare one, each behind a server of its own kind."""
    app = application(database_url)
    with app.app_context():
        shown = db.session.scalars(
            select(Case.public_id)
            .where(Case.kind == "idea", Case.state == "adopted")
            .order_by(Case.submitted_at.desc())
            .limit(1)
        ).one()
        db.session.remove()
    cookie = session_cookie(app)
    bare = stack.enter_context(served("benchmarks.bare", database_url))
    yield Page("bare", ideas, bare, f"/{shown}")
    server = stack.enter_context(served("wsgi", database_url))
    for name, path in (("list", "/ideas"), ("idea", f"/ideas/{shown}")):
        yield Page(name, ideas, server, path, cookie, count_statements(app, path))
    yield Page("submit", ideas, server, "/ideas/new", cookie, options=("--submit",))


def measure(
    every: list[Page], rounds: int, seconds: float, connections_of: Sequence[int] = CONNECTIONS
) -> Found:
    """All pages in turn, again and again, so that a busy moment of the machine meets each of them."""
    found = {(page.name, page.ideas, number): Measured() for page in every for number in connections_of}
    for page in every:
        page.measure(1, seconds / 2, Measured())
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for connections in connections_of:
            for page in every:
                page.measure(connections, seconds, found[page.name, page.ideas, connections])
    return found


def lines(
    every: list[Page], found: Found, connections_of: Sequence[int] = CONNECTIONS
) -> Iterator[list[str]]:
    """Each measurement beside the bare page of its database, and beside itself at the smallest size."""
    smallest = min(page.ideas for page in every)
    for number in connections_of:
        for page in sorted(every, key=lambda page: (page.name, page.ideas)):
            here, bare = found[page.name, page.ideas, number], found[page.bare, page.ideas, number]
            beside = found[page.name, smallest, number]
            yield [*cells(page.name, page.ideas, number, here, bare, beside), str(page.statements or "")]


def databases(folder: Path, given: list[str]) -> Iterator[tuple[int, str]]:
    """The databases to measure on: those given as IDEAS=URL, else new ones."""
    if given:
        yield from ((int(size), url) for size, _, url in (text.partition("=") for text in given))
        return
    for size in SIZES:
        print(f"inventing {size} ideas", file=sys.stderr)
        url = f"sqlite:///{folder / f'{size}.db'}"
        with application(url).app_context():
            fill(size)
            db.engine.dispose()
        yield size, url


def main() -> None:
    """Measure, print, and write the results down where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of each measurement")
    parser.add_argument("--database", action="append", default=[], metavar="IDEAS=URL", help="filled already")
    parser.add_argument("--write", action="store_true", help=f"also to {RESULTS.relative_to(ROOT)}")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="tilaa-") as folder, ExitStack() as stack:
        known = list(databases(Path(folder), asked.database))
        every = [page for ideas, url in known for page in pages(stack, ideas, url)]
        drawn = table(HEADER, lines(every, measure(every, asked.rounds, asked.seconds)))
    when = f"{datetime.now(UTC):%Y-%m-%d}, {machine()}, {asked.rounds} rounds of {asked.seconds:g} s"
    told = f"{when}\n\n{drawn}\n"
    print(told)
    if asked.write:
        write(RESULTS, "Measured", told)


if __name__ == "__main__":
    main()
