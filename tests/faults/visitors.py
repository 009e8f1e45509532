"""Owns how the tests speak to the nodes: a person with a session, over real lines, and what each answered."""

import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from ideas.models import User
from tests.factories import sign_in
from tests.faults.houses import Node

FORM = "application/x-www-form-urlencoded"
CUT = 0
"""The code of no answer: a node had taken the line, and it broke."""
NOBODY = -1
"""The code where nobody took the line and nothing was sent: every balancer asks the next node then."""
SECONDS = 40


@dataclass
class Visitor:
    """Somebody who is signed in, at whichever node, and counts the answers."""

    cookie: str
    token: str
    answers: Counter[int] = field(default_factory=Counter)

    def post(self, node: Node, path: str, **data: str) -> tuple[int, str]:
        """Send a form once; the code and the page, or CUT or NOBODY."""
        return self._asked(node, "POST", path, self._form(data))

    def send_and_leave(self, node: Node, path: str, **data: str) -> None:
        """Send a form, and be gone before the answer comes."""
        with closing(self._line(node)) as line, suppress(OSError):
            line.request("POST", path, self._form(data), self._headers())

    def get(self, node: Node, path: str) -> tuple[int, str]:
        """Read a page."""
        return self._asked(node, "GET", path, None)

    def insist(self, nodes: list[Node], path: str, **data: str) -> int:
        """Send a form, with its key, to one node after the other until one of them says that it is done."""
        for turn in range(10_000):
            code, _page = self.post(nodes[turn % len(nodes)], path, **data)
            if code not in (CUT, NOBODY, 503):
                return code
            time.sleep(0.02)
        raise TimeoutError(path)

    def _asked(self, node: Node, method: str, path: str, body: str | None) -> tuple[int, str]:
        code, page = NOBODY, ""
        with closing(self._line(node)) as line, suppress(OSError, HTTPException):
            line.connect()
            code = CUT
            line.request(method, path, body, self._headers())
            answer = line.getresponse()
            page = answer.read().decode()
            code = answer.status
        self.answers[code] += 1
        return code, page

    def _line(self, node: Node) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", node.port, timeout=SECONDS)

    def _form(self, data: dict[str, str]) -> str:
        return urlencode({"csrf_token": self.token, **data})

    def _headers(self) -> dict[str, str]:
        return {"Cookie": f"tilaa={self.cookie}", "Content-Type": FORM}


def visitor(app: Flask, person: User) -> Visitor:
    """The person with a living session, and the key of their forms."""
    client = sign_in(app, person)
    with app.test_request_context():
        token, said = generate_csrf(), dict(session)
    with client.session_transaction() as kept:
        kept.update(said)
    cookie = client.get_cookie("tilaa")
    assert cookie is not None
    return Visitor(cookie.value, token)
