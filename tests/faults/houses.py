"""Owns the processes under fire: web nodes and workers of one installation, started, killed and ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.conftest import SECRET

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
GUNICORN = ("gunicorn", "--config", "gunicorn.conf.py", "--preload", "--log-level", "error", "wsgi:app")
"""As in production, but loaded once: what is killed is there again at once, and more can be killed."""
ANSWERING = 2
"""How many processes of a node answer, as gunicorn.conf.py says."""
WORKER = ("flask", "worker")


@dataclass(frozen=True)
class House:
    """One installation: a database and a folder, which any number of processes serve."""

    url: str
    files: Path
    log: Path

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """A process of the installation, at the head of a group of its own."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.faults.leash", *command],
                cwd=PROJECT, env={**self._environment(), **environment}, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "FLASK_APP": "wsgi", "TILAA_DEMO": "1", "TILAA_SECRET_KEY": SECRET,
            "TILAA_DATABASE_URL": self.url, "TILAA_DATA_FOLDER": str(self.files), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip


class Node:
    """One web server of the house: gunicorn with two workers."""

    def __init__(self, house: House, port: int) -> None:
        self.house, self.port = house, port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run, and wait until it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Run, and wait for nothing."""
        self.process = self.house.start(*GUNICORN, PORT=str(self.port))

    def wait(self) -> None:
        """Wait until it answers, and all are there who will."""
        wait_until(lambda: len(self.processes) == ANSWERING and self.answers())

    def answers(self, path: str = "/healthz") -> bool:
        """Whether it says that it lives, or that its database answers."""
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port, 5)) as line:
            line.request("GET", path)
            return line.getresponse().status == 200
        return False

    def kill_a_worker(self) -> int:
        """Kill one of its processes without a word; how many were killed."""
        killed = children(self._number)[:1]
        for child in killed:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return len(killed)

    def kill(self) -> None:
        """Kill all of it without a word."""
        kill(self.process)

    def leave(self) -> None:
        """End in order: what has begun is answered."""
        end(self.process)

    @property
    def processes(self) -> list[int]:
        """The numbers of those that answer."""
        return children(self._number)

    @property
    def _number(self) -> int:
        return self.process.pid if self.process else 0


@contextmanager
def kept(*nodes: Node) -> Iterator[None]:
    """Have them ended with the block, however it ends."""
    try:
        yield
    finally:
        for node in nodes:
            node.kill()


def kill(process: subprocess.Popen[bytes] | None) -> None:
    """Kill a process and all that it started."""
    if process is not None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def end(process: subprocess.Popen[bytes] | None) -> None:
    """Ask a process to end, and wait for it."""
    if process is not None:
        process.terminate()
        process.wait(START_SECONDS)


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(number) for number in found.split()]


def wait_until(is_so: Callable[[], bool], seconds: float = START_SECONDS) -> float:
    """Wait until something is so; how many seconds it took."""
    begun = time.monotonic()
    while not is_so():
        if time.monotonic() - begun > seconds:
            raise TimeoutError
        time.sleep(0.02)
    return time.monotonic() - begun


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number
