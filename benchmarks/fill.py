"""Fills an empty database with invented ideas and true histories: python -m benchmarks.fill 10000 URL."""

import argparse
import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import starmap
from multiprocessing import get_context
from random import Random

from flask import Flask

from benchmarks import words
from benchmarks.batch import SEED, Batch, Plan, invent
from benchmarks.bulk import opened
from benchmarks.people import settle
from benchmarks.rows import House
from benchmarks.story import People
from ideas import cells, create_app
from ideas.config import Settings
from ideas.extensions import db
from ideas.judging import criteria_in_force
from ideas.models import Base, Direction, PublicNumber
from ideas.schema import upgrade_schema
from ideas.transaction import command
from workflow.flow import Cells, added

BATCH = 2000
PEOPLE = 1000
PROCESSES = 2
SECRET = "a secret of the measurements, long enough to be one"  # noqa: S105


def application(database_url: str) -> Flask:
    """The application on the database to be measured."""
    return create_app(Settings(_env_file=None, demo=True, secret_key=SECRET, database_url=database_url))


def fill(count: int, people: int = PEOPLE) -> None:
    """Bring the schema and so many ideas of the last three years into the empty database at hand."""
    upgrade_schema()
    plan = _plan(count, people)
    # The load has the database to itself, and a connection of its own.
    db.session.remove()
    db.engine.dispose()
    counted = []
    with opened(db.engine.url) as sink, _batches(plan) as batches:
        for batch in batches:
            for name, packed in batch.packed.items():
                sink.put(Base.metadata.tables[name], packed)
            counted.append(batch.cells)
    _finish(plan, added(counted))


@command
def _plan(count: int, people: int) -> Plan:
    """The people, units and directions, and what the ideas need to know of them."""
    units, names = settle(Random(SEED), people)  # noqa: S311 - the same rows each time
    directions = [Direction(name_fi=name) for name in words.DIRECTIONS]
    db.session.add_all(directions)
    db.session.flush()
    version = criteria_in_force()
    house = House(
        People.of(names), tuple(units), tuple(each.id for each in directions), version.id,
        tuple(criterion.id for criterion in version.criteria),
    )  # fmt: skip
    end = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return Plan(count, end, house, as_text=db.engine.dialect.name == "postgresql")


@contextmanager
def _batches(plan: Plan) -> Iterator[Iterator[Batch]]:
    """Every idea, invented by several processes at once where there are many."""
    starts = range(0, plan.ideas, BATCH)
    asked = [(plan, start, min(start + BATCH, plan.ideas)) for start in starts]
    if len(asked) == 1:
        yield starmap(invent, asked)
        return
    # What is invented knows no cycles, and to look for them in so much of it takes long.
    with get_context("spawn").Pool(PROCESSES, gc.disable) as pool:
        yield pool.imap(_invent, asked)


def _invent(asked: tuple[Plan, int, int]) -> Batch:
    return invent(*asked)


@command
def _finish(plan: Plan, found: Cells) -> None:
    """The numbers of the whole house, and the public ids that are taken."""
    cells.add(found)
    last = dict(map(plan.public_number, range(plan.ideas)))
    db.session.add_all(PublicNumber(prefix=prefix, last=number) for prefix, number in last.items())


def main() -> None:
    """Fill a new SQLite file, or the database of a URL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ideas", type=int)
    parser.add_argument("database_url", help="of an empty database, as SQLAlchemy writes it")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    with application(arguments.database_url).app_context():
        fill(arguments.ideas)
    print(f"{arguments.ideas} ideas in {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
