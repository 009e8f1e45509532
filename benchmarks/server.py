"""Owns the servers that are measured: gunicorn as it is delivered, with one worker, on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from benchmarks.fill import SECRET
from ideas.config import ROOT

START_SECONDS = 30


@contextmanager
def served(module: str, database_url: str) -> Iterator[int]:
    """Serve `module:app` on that database; give its port, and stop the server at the end."""
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
        yield port
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
