"""Owns how the tests speak to the nodes: a person with a session, over real lines, and what each answered."""

import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from ideas.models import User
from tests.factories import sign_in
from tests.faults.houses import Node

FORM = "application/x-www-form-urlencoded"
LOST = 0
"""The code of no answer: the line was cut, or nobody listened."""
SECONDS = 40


@dataclass
class Visitor:
    """Somebody who is signed in, at whichever node, and counts the answers."""

    cookie: str
    token: str
    answers: Counter[int] = field(default_factory=Counter)

    def post(self, node: Node, path: str, **data: str) -> tuple[int, str]:
        """Send a form once; the code and the page, or LOST."""
        body = urlencode({"csrf_token": self.token, **data})
        return self._asked(node, "POST", path, body)

    def get(self, node: Node, path: str) -> tuple[int, str]:
        """Read a page."""
        return self._asked(node, "GET", path, None)

    def insist(self, nodes: list[Node], path: str, **data: str) -> int:
        """Send a form, with its key, to one node after the other until one of them says that it is done."""
        for turn in range(10_000):
            code, _page = self.post(nodes[turn % len(nodes)], path, **data)
            if code not in (LOST, 503):
                return code
            time.sleep(0.02)
        raise TimeoutError(path)

    def _asked(self, node: Node, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": f"tilaa={self.cookie}", "Content-Type": FORM}
        try:
            with closing(HTTPConnection("127.0.0.1", node.port, timeout=SECONDS)) as line:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                code, page = answer.status, answer.read().decode()
        except (OSError, HTTPException):
            code, page = LOST, ""
        self.answers[code] += 1
        return code, page


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
