"""The only writer of the server's own log: a JSON line for each answer and each failure, about nobody.

A line names the address as its rule is written, never as it was asked: links, queries and numbers stay out.
"""

import json
import logging
import re
import secrets
import time
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO, cast

from flask import Flask, Response, g, request
from flask.logging import wsgi_errors_stream

from ideas.extensions import settings

NUMBER = re.compile(r"[0-9A-Za-z-]{8,64}")
HEADER = "X-Request-ID"
REFUSALS = frozenset({400, 401, 403, 413, 421, 429})
OURS = "ideas"
Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """A line of JSON, in UTC; of a failure it tells kind and place alone: its words may be people's."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _event(record),
            **getattr(record, "said", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line |= {"failure": record.exc_info[0].__name__, "trace": _places(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=True, default=str)


def init_app(app: Flask) -> None:
    """Number every request, tell of every answer, and tell of failures without their words."""
    _listen()
    app.before_request(_begin)
    app.after_request(_tell)
    app.log_exception = _tell_failure  # type: ignore[assignment, method-assign]
    app.jinja_env.globals["request_number"] = request_number


def note(event: str, **said: object) -> None:
    """Tell that something happened during this request: codes and hashes, never names, words or addresses."""
    _log.info(event, extra={"said": {"request": request_number(), **said}})


def request_number() -> str:
    """The number of this request: a trusted proxy's if it gave one, else our own."""
    if "request_number" not in g:
        given = request.headers.get(HEADER, "") if settings().proxies else ""
        g.request_number = given if NUMBER.fullmatch(given) else secrets.token_hex(8)
    return str(g.request_number)


def _listen() -> None:
    """Write what we log as JSON; and what a worker of gunicorn logs too, where we run in one."""
    ours = logging.getLogger(OURS)
    if not any(isinstance(handler.formatter, JsonLines) for handler in ours.handlers):
        ours.addHandler(logging.StreamHandler(cast(TextIO, wsgi_errors_stream)))
    for handler in [*ours.handlers, *logging.getLogger("gunicorn.error").handlers]:
        handler.setFormatter(JsonLines())
    _log.setLevel(logging.INFO)


def _begin() -> None:
    g.begun = time.perf_counter()


def _tell(response: Response) -> Response:
    response.headers[HEADER] = request_number()
    code, ended = response.status_code, time.perf_counter()
    level = logging.ERROR if code >= 500 else logging.WARNING if code in REFUSALS else logging.INFO
    said = {
        "request": request_number(),
        "method": request.method,
        "rule": request.url_rule.rule if request.url_rule else None,
        "status": code,
        "ms": round((ended - g.get("begun", ended)) * 1000, 1),
    }
    _log.log(level, "refused" if level == logging.WARNING else "answered", extra={"said": said})
    return response


def _tell_failure(failure: Failure) -> None:
    """In place of Flask's own line, which would tell the whole address."""
    _log.error("failed", exc_info=failure, extra={"said": {"request": request_number()}})


def _event(record: logging.LogRecord) -> str:
    """What others log is told without what they put into it: addresses and names of people's computers."""
    is_ours = record.name.partition(".")[0] == OURS
    return record.getMessage() if is_ours and not record.exc_info else str(record.msg)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
