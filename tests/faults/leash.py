"""Runs a module as a process that ends with the tests, even where those are killed before they clean up."""

import ctypes
import os
import runpy
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

PR_SET_PDEATHSIG = 1
FIRST_LINE = 3
"""The number under which systemd hands the first line over."""


def run(
    command: Sequence[str], environment: Mapping[str, str], folder: str, log: str, line: socket.socket | None
) -> None:
    """Take the leash, where the system has one, and be the module that is named first.

    `line` is handed over as systemd does with a socket unit: it is there before the process and after it.
    """
    os.setsid()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(written, stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    if line is not None:
        os.dup2(line.detach(), FIRST_LINE)
        os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
    sys.argv = list(command)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
