"""Owns the load: asks one page again and again for a bounded time and number, in a process of its own."""

import argparse
import json
import re
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

MOST = 100_000
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
IDEA = {
    "title": "Puhelinaika varattavaksi verkosta",
    "essence": "Asiakas varaa itse puhelinajan, eikä jonota.",
    "benefit_type": "time",
    "benefit_nature": "concrete",
    "benefit": "Asiakkaan ei tarvitse jonottaa.",
    "is_publish_checked": "y",
    "language": "fi",
    "then": "submit",
}
Ask = Callable[[HTTPConnection], int]


def getting(path: str, cookie: str) -> Ask:
    """Ask for a page."""

    def ask(connection: HTTPConnection) -> int:
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    return ask


def submitting(port: int, path: str, cookie: str) -> Ask:
    """Submit an idea, each time another one, as the form of that page would."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"{path}?key={secrets.token_urlsafe(18)}", headers={"Cookie": cookie})
    answer = connection.getresponse()
    token = CSRF.search(answer.read().decode())
    cookie = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]
    if token is None:
        raise RuntimeError(f"{path} answers {answer.status} and shows no form")

    def ask(connection: HTTPConnection) -> int:
        keys = {
            "csrf_token": token[1],
            "post_key": secrets.token_urlsafe(18),
            "draft_key": secrets.token_urlsafe(18),
        }
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, body=urlencode(IDEA | keys), headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    return ask


def nothing() -> None:
    """Nothing happens between two requests."""


def moving(port: int, cookie: str) -> Callable[[], None]:
    """Between two requests somebody submits an idea at another server, whose work is not counted."""
    connection, move = HTTPConnection("127.0.0.1", port, timeout=30), submitting(port, "/ideas/new", cookie)

    def between() -> None:
        if move(connection) != 303:
            raise RuntimeError("no idea could be submitted")

    return between


def run(port: int, ask: Ask, between: Callable[[], None], asked: argparse.Namespace) -> dict[str, object]:
    """Ask over several connections at once; the seconds that each answer took, and how long they all took."""
    begun = time.perf_counter()
    end, expected = begun + min(asked.seconds, 60), 303 if asked.submit else 200
    with ThreadPoolExecutor(asked.connections) as pool:
        each = [pool.submit(_loop, port, ask, between, end, expected) for _ in range(asked.connections)]
        taken = [moment for future in each for moment in future.result()]
    # What happens between two requests is not part of them.
    lasted = sum(taken) / asked.connections if asked.moving else time.perf_counter() - begun
    return {"taken": taken, "seconds": lasted}


def _loop(port: int, ask: Ask, between: Callable[[], None], end: float, expected: int) -> list[float]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    taken: list[float] = []
    while time.perf_counter() < end and len(taken) < MOST:
        between()
        begun = time.perf_counter()
        status = ask(connection)
        taken.append(time.perf_counter() - begun)
        if status != expected:
            raise RuntimeError(f"answered {status} instead of {expected}")
    connection.close()
    return taken


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    parser.add_argument("--cookie", default="")
    parser.add_argument("--submit", action="store_true")
    parser.add_argument("--moving", type=int, metavar="PORT", help="submit an idea there before each request")
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=2)
    asked = parser.parse_args()
    make = submitting(asked.port, asked.path, asked.cookie) if asked.submit else None
    ask = make or getting(asked.path, asked.cookie)
    between = moving(asked.moving, asked.cookie) if asked.moving else nothing
    print(json.dumps(run(asked.port, ask, between, asked)))


if __name__ == "__main__":
    main()
