"""Owns the servers that are measured: gunicorn as it is delivered, with one worker, on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fill import SECRET
from ideas.config import ROOT

START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn: its port, and the process that starts its worker."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """What its worker has used of a processor, which other work hardly changes; 0 but on Linux."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        workers = children.read_text().split() if children.exists() else []
        fields = [Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split() for worker in workers]
        return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(module: str, database_url: str) -> Iterator[Server]:
    """Serve `module:app` on that database; stop the server at the end."""
    port = _free_port()
    environment = os.environ | {
        "TILAA_DEMO": "1",
        "TILAA_SECRET_KEY": SECRET,
        "TILAA_DATABASE_URL": database_url,
        "PORT": str(port),
        # Gunicorn reads its own from here, and these would win over the file.
        "GUNICORN_CMD_ARGS": "",
    }
    options = ["--config", "gunicorn.conf.py", "--workers", "1", "--log-level", "warning"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "gunicorn", *options, f"{module}:app"], cwd=ROOT, env=environment
    )
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
