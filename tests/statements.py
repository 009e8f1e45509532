"""Reads what is asked of the database."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from ideas.extensions import db


def selects(app: Flask) -> AbstractContextManager[list[str]]:
    """Every SELECT that runs within the block."""
    return _statements(app, lambda said: said.lstrip().upper().startswith(("SELECT", "WITH", "(")))


def statements_with(app: Flask, words: str) -> AbstractContextManager[list[str]]:
    """Every statement within the block that holds the words itself, instead of a place for them."""
    return _statements(app, lambda said: words in said)


@contextmanager
def _statements(app: Flask, is_meant: Callable[[str], bool]) -> Iterator[list[str]]:
    found: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if is_meant(statement):
            found.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
