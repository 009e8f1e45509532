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


def run(port: int, ask: Ask, connections: int, seconds: float, expected: int) -> dict[str, object]:
    """Ask over so many connections at once; the seconds that each answer took, and how long it all took."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        each = [pool.submit(_loop, port, ask, begun + seconds, expected) for _ in range(connections)]
        taken = [moment for future in each for moment in future.result()]
    return {"taken": taken, "seconds": time.perf_counter() - begun}


def _loop(port: int, ask: Ask, end: float, expected: int) -> list[float]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    taken: list[float] = []
    while (begun := time.perf_counter()) < end and len(taken) < MOST:
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
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=2)
    asked = parser.parse_args()
    ask = (
        submitting(asked.port, asked.path, asked.cookie)
        if asked.submit
        else getting(asked.path, asked.cookie)
    )
    expected = 303 if asked.submit else 200
    print(json.dumps(run(asked.port, ask, asked.connections, min(asked.seconds, 60), expected)))


if __name__ == "__main__":
    main()
