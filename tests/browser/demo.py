"""Finds the people and ideas of the demo that the browser tests go to."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from ideas.features.demo import script
from ideas.features.demo.organisation import PASSWORD as PASSWORD
from ideas.features.demo.organisation import address_of

MEASURE = """
select min(measure.id) from measure
join experiment on experiment.id = measure.experiment_id
join "case" on "case".id = experiment.case_id where "case".public_id = ?
"""

READING = """
select min(reading.id) from reading join measure on measure.id = reading.measure_id
join experiment on experiment.id = measure.experiment_id
join "case" on "case".id = experiment.case_id where "case".public_id = ?
"""

EVIDENCE = """
select min(evidence.id) from evidence join "case" on "case".id = evidence.case_id
join person on person.id = evidence.added_by_id where "case".public_id = ? and person.email = ?
"""


ENTRY = """
select max(entry.n) from entry join "case" on "case".id = entry.case_id
where "case".public_id = ? and entry.kind = ?
"""


EXPERIMENT = """
select max(experiment.id) from experiment
join "case" on "case".id = experiment.case_id where "case".public_id = ?
"""


def address(key: str) -> str:
    """The e-mail address of a person of the demo, by their key."""
    names = {line["key"]: line["name"] for line in script.organisation()["person"]}
    return address_of(names[key])


def idea(database: Path, key: str) -> str:
    """The path of an idea of the demo, by its key."""
    title = script.ideas()[key]["title"]
    public_id = _value(database, 'select public_id from "case" where title = ?', title)
    return f"/ideas/{public_id}"


def step(database: Path, key: str) -> str:
    """The path of a work step of the demo, by its key."""
    title = script.work_steps()[key]["title"]
    public_id = _value(database, 'select public_id from "case" where title = ?', title)
    return f"/work-steps/{public_id}"


def person(database: Path, key: str) -> str:
    """The path of a person of the demo, by their key."""
    number = _value(database, "select id from person where email = ?", address(key))
    return f"/people/{number}"


def unit(database: Path, name: str) -> str:
    """The path of a unit, by its Finnish name."""
    number = _value(database, "select id from unit where name_fi = ?", name)
    return f"/units/{number}"


def measure(database: Path, key: str) -> int:
    """The id of the first measure of an idea's pilot, by the idea's key."""
    return int(_value(database, MEASURE, idea(database, key).rpartition("/")[2]))


def reading(database: Path, key: str) -> str:
    """The path on which the first reading of an idea's pilot is corrected, by the idea's key."""
    number = _value(database, READING, idea(database, key).rpartition("/")[2])
    return f"/readings/{number}/correction"


def correction(database: Path, place: str, kind: str) -> str:
    """The path on which the newest entry of that kind is corrected, of the case that lies in that place."""
    number = _value(database, ENTRY, place.rpartition("/")[2], kind)
    return f"{place}/entries/{number}/correction"


def signal(database: Path, key: str) -> int:
    """The id of the first signal of a work step's trial, by the work step's key."""
    return int(_value(database, MEASURE, step(database, key).rpartition("/")[2]))


def experiment(database: Path, case: str) -> str:
    """The path of the latest experiment of a case, by the case's own."""
    number = _value(database, EXPERIMENT, case.rpartition("/")[2])
    return f"/experiments/{number}"


def evidence(database: Path, key: str, who: str) -> int:
    """The id of what somebody knows of a work step, by their keys."""
    public_id = step(database, key).rpartition("/")[2]
    return int(_value(database, EVIDENCE, public_id, address(who)))


def languages_of_titles(database: Path) -> dict[str, str]:
    """In which language each idea was written, by its title."""
    statement = 'select title, language from "case"'
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return dict(connection.execute(statement).fetchall())


def latest_comment(database: Path) -> str:
    """The path of the comment that was written last."""
    number = _value(database, "select max(id) from comment")
    return f"/comments/{number}"


def latest_attachment(database: Path) -> str:
    """The path of the file that was attached last."""
    number = _value(database, "select max(id) from attachment")
    return f"/attachments/{number}"


def latest_application(database: Path) -> str:
    """The path of what was told last to have been applied elsewhere."""
    number = _value(database, "select max(id) from application")
    return f"/applications/{number}"


def _value(database: Path, statement: str, *given: Any) -> Any:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        row = connection.execute(statement, given).fetchone()
    assert row is not None, (statement, given)
    return row[0]
