"""One door for each thing: one commit, one place that sets a state, one writer of the log."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import EVERY_PYTHON, Source, sources

TRANSACTION = "ideas/transaction.py"
LIFECYCLE = "ideas/lifecycle.py"
HISTORY = "ideas/history.py"
STATEFUL = frozenset({"Case", "Idea", "WorkStep"})
LOGGED = frozenset({"Entry", "EntryPayload", "Notification"})
INSERTS = frozenset({"insert", "bulk_insert_mappings", "bulk_save_objects"})


def one_place_commits(root: Path) -> list[str]:
    """`commit` stands once in the application: in transaction.py."""
    found = [(source, node) for source in sources(root, "ideas") for node in _attributes(source, "commit")]
    inside = [node for source, node in found if str(source.path) == TRANSACTION]
    surplus = [
        source.complaint(node.lineno, "a commit()", f"write a @command; only {TRANSACTION} commits, and once")
        for source, node in found
        if str(source.path) != TRANSACTION or node is not inside[0]
    ]
    missing = [f"{TRANSACTION}:1 commits nowhere; remedy: let @command commit here"]
    return surplus if inside else [*surplus, *missing]


def one_place_begins(root: Path) -> list[str]:
    """No transaction or savepoint begins outside transaction.py."""
    return [
        source.complaint(node.lineno, f"a transaction begun by hand ({node.attr})", "write a @command")
        for source in sources(root, "ideas")
        if str(source.path) != TRANSACTION
        for node in [*_attributes(source, "begin"), *_attributes(source, "begin_nested")]
        if node.attr == "begin_nested" or _is_database(source.name(node.value))
    ]


def migrations_alone_make_tables(root: Path) -> list[str]:
    """No Python file makes the tables from the models."""
    return [
        source.complaint(node.lineno, "create_all", "upgrade the database with Alembic, in tests too")
        for source in sources(root, *EVERY_PYTHON)
        for node in _attributes(source, "create_all")
    ]


def one_place_sets_the_state(root: Path) -> list[str]:
    """A state is set in lifecycle.py alone: by assignment, setattr, constructor or UPDATE."""
    remedy = f"call begin() or advance(); {LIFECYCLE} alone sets a state"
    return [
        source.complaint(line, "a state is set", remedy)
        for source in sources(root, "ideas")
        if str(source.path) != LIFECYCLE
        for line in [*_assigned_states(source), *_states_in_calls(source)]
    ]


def one_place_writes_the_log(root: Path) -> list[str]:
    """Log entries, their payloads and notifications are made in history.py alone."""
    remedy = f"call record(); {HISTORY} alone writes the log and notifications"
    return [
        source.complaint(call.lineno, "an entry or notification is made", remedy)
        for source in sources(root, "ideas")
        if str(source.path) != HISTORY
        for call in source.nodes(ast.Call)
        if source.name(call.func) in LOGGED or _inserts_into_the_log(source, call)
    ]


def _attributes(source: Source, name: str) -> list[ast.Attribute]:
    return [node for node in source.nodes(ast.Attribute) if node.attr == name]


def _is_database(name: str) -> bool:
    return any(word in name.lower() for word in ("session", "engine", "conn"))


def _assigned_states(source: Source) -> Iterator[int]:
    """Lines where an attribute called state is stored or deleted, however the statement is written."""
    for node in source.nodes(ast.Attribute):
        if node.attr == "state" and not isinstance(node.ctx, ast.Load):
            yield node.lineno


def _states_in_calls(source: Source) -> Iterator[int]:
    for call in source.nodes(ast.Call):
        name = source.name(call.func)
        keywords = {keyword.arg for keyword in call.keywords}
        if name in STATEFUL | {"update", "values"} and "state" in keywords:
            yield call.lineno
        if name in {"update", "values"} and any(_keys_a_state(source, value) for value in call.args):
            yield call.lineno
        if name == "setattr" and len(call.args) > 1 and _names_a_state(source, call.args[1]):
            yield call.lineno


def _keys_a_state(source: Source, node: ast.expr) -> bool:
    keys = node.keys if isinstance(node, ast.Dict) else []
    return any(_names_a_state(source, key) for key in keys if key is not None)


def _names_a_state(source: Source, node: ast.expr) -> bool:
    return node.value == "state" if isinstance(node, ast.Constant) else source.name(node) == "state"


def _inserts_into_the_log(source: Source, call: ast.Call) -> bool:
    """insert(Entry), session.bulk_insert_mappings(Entry, …) and Entry.__table__.insert()."""
    if source.name(call.func) not in INSERTS:
        return False
    named = [*call.args[:1], *([call.func] if isinstance(call.func, ast.Attribute) else [])]
    return any(source.name(node) in LOGGED for part in named for node in ast.walk(part))
