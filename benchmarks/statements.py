"""Counts the SQL statements that a page asks of the database."""

from typing import Any

from flask import Flask
from sqlalchemy import event

from benchmarks.people import TOKEN
from ideas.extensions import db

COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def session_cookie(app: Flask, token: str = TOKEN) -> str:
    """The cookie of a person whom the measurements are made as, as on a second page."""
    said = {"_user_id": token, "_fresh": False, "_permanent": True, "csrf_token": "0" * 40}
    with app.test_request_context():
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(said)}"


def count_statements(app: Flask, path: str, token: str = TOKEN) -> int:
    """How many statements a page needs once everything is warm."""
    headers = {"Cookie": session_cookie(app, token)}
    app.test_client(use_cookies=False).get(path, headers=headers)
    said: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement.split(None, 1)[0].upper())

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", listen)
        app.test_client(use_cookies=False).get(path, headers=headers)
        event.remove(db.engine, "before_cursor_execute", listen)
    return sum(word in COUNTED for word in said)
