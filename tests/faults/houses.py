"""Owns the processes under fire: web nodes and workers of one installation, started, killed and ended."""

import multiprocessing
import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.conftest import SECRET
from tests.faults import leash

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
NOTHING: Mapping[str, str] = {}
GUNICORN = ("gunicorn", "--config", "gunicorn.conf.py", "--preload", "--log-level", "error", "wsgi:app")
"""As in production, but loaded once: what is killed is there again at once, and more can be killed."""
ANSWERING = 2
"""How many processes of a node answer, as gunicorn.conf.py says."""
BACKLOG = 2048
"""How many may wait to be taken, as gunicorn would ask for itself."""
WORKER = ("flask", "worker")
LOADED = ["pytest", "ideas", "flask.cli", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread", leash.__name__]
_nursery = multiprocessing.get_context("forkserver")
_nursery.set_forkserver_preload(LOADED)
"""Every process splits off one that has read the code already, so that it is there in a moment."""


@dataclass(frozen=True)
class House:
    """One installation: a database and a folder, which any number of processes serve."""

    url: str
    files: Path
    log: Path

    def start(
        self, *command: str, line: socket.socket | None = None, more: Mapping[str, str] = NOTHING
    ) -> BaseProcess:
        """A process of the installation, at the head of a group of its own; `line` is where it listens."""
        told = {**self._environment(), **more}
        wanted = (command, told, str(PROJECT), str(self.log), line)
        begun = _nursery.Process(target=leash.run, args=wanted, daemon=True)
        begun.start()
        return begun

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "FLASK_APP": "wsgi", "TILAA_DEMO": "1", "TILAA_SECRET_KEY": SECRET,
            "TILAA_DATABASE_URL": self.url, "TILAA_DATA_FOLDER": str(self.files), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip


class Node:
    """One web server of the house: gunicorn with two workers, on a line that outlives it."""

    def __init__(self, house: House) -> None:
        self.house, self.line = house, socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
        self.port: int = self.line.getsockname()[1]
        self.process: BaseProcess | None = None

    def start(self) -> None:
        """Run, and wait until it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Run, and wait for nothing."""
        self.process = self.house.start(*GUNICORN, line=self.line)

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
        """Kill any one of its processes without a word; how many were killed."""
        there = self.processes
        killed = random.sample(there, min(len(there), 1))
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
        return (self.process and self.process.pid) or 0


@contextmanager
def kept(*nodes: Node) -> Iterator[None]:
    """Have them ended with the block, however it ends."""
    try:
        yield
    finally:
        for node in nodes:
            node.kill()
            node.line.close()


def kill(process: BaseProcess | None) -> None:
    """Kill a process and all that it started, even before it leads them."""
    if process is not None and process.pid is not None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join()


def end(process: BaseProcess | None) -> None:
    """Ask a process to end, and wait for it."""
    if process is not None:
        process.terminate()
        process.join(START_SECONDS)


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
