"""Fills an empty database with invented ideas, people and true histories: python -m benchmarks.fill 10000."""

import argparse
import time
from collections.abc import Sequence
from random import Random

from flask import Flask

from benchmarks import words
from benchmarks.people import settle
from benchmarks.rows import case_row, comments, idea_row, put_evaluations, put_pilots, supports
from benchmarks.story import Story, story
from benchmarks.tables import put, put_numbered
from ideas import create_app
from ideas.config import Settings
from ideas.history import Happening, record_beginnings
from ideas.lifecycle import next_public_ids
from ideas.models import Case, CaseAuthor, Comment, Idea, SealedAuthor, Support
from ideas.schema import upgrade_schema
from ideas.transaction import command

SEED = 20260305
BATCH = 2000
PEOPLE = 1500
SECRET = "a secret of the measurements, long enough to be one"  # noqa: S105


def application(database_url: str) -> Flask:
    """The application on the database to be measured."""
    return create_app(Settings(_env_file=None, demo=True, secret_key=SECRET, database_url=database_url))


def fill(count: int, people: int = PEOPLE) -> None:
    """Bring the schema and so many ideas into the empty database of the application at hand."""
    upgrade_schema()
    rng = Random(SEED)  # noqa: S311 - the same rows each time
    units, names = settle(rng, people)
    for start in range(0, count, BATCH):
        write([story(rng, names) for _ in range(min(BATCH, count - start))], rng, units)


@command
def write(stories: Sequence[Story], rng: Random, units: list[int]) -> None:
    """Write one batch of ideas with everything that hangs on them, and their histories."""
    texts = [(words.title(rng), words.essence(rng), words.text(rng)) for _ in stories]
    rows = [
        case_row(told, text, public_id, rng.choice(units))
        for told, text, public_id in zip(stories, texts, public_ids(stories), strict=True)
    ]
    told = list(zip(put_numbered(Case, rows), stories, strict=True))
    put(Idea, [idea_row(number, each, rng) for number, each in told])
    for table, hidden in ((CaseAuthor, False), (SealedAuthor, True)):
        put(table, [{"case_id": n, "user_id": each.author} for n, each in told if each.hidden is hidden])
    put(Comment, comments(told, rng))
    put(Support, supports(told))
    put_evaluations(told, rng)
    put_pilots(told, rng, units)
    record_beginnings(step for number, each in told for step in happenings(number, each))


def happenings(number: int, told: Story) -> list[Happening]:
    """The history of one idea, with the version that each step left."""
    version, found = 1, []
    for step in told.steps:
        version += step.bumps
        found.append(
            Happening(
                kind=step.kind, at=step.at, case_id=number, version=version, actor_id=step.actor_id,
                source=step.source, target=step.target, words=step.words, data=step.data,
            )
        )  # fmt: skip
    return found


def public_ids(stories: Sequence[Story]) -> list[str]:
    """A public id for each, of the year in which it began."""
    years = [told.begun.year for told in stories]
    pools = {year: iter(next_public_ids("I", year, years.count(year))) for year in sorted(set(years))}
    return [next(pools[year]) for year in years]


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
