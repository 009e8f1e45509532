"""Owns how gunicorn serves Tilaa; GUNICORN_CMD_ARGS in the environment wins over every line here."""

import os
import shutil
import tempfile
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 4

# A request that takes longer than this is stuck; one that has begun may end before the server stops.
timeout = 30
graceful_timeout = 30
keepalive = 5

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# Errors only: an access log would keep who read what, and addresses tell who. Tilaa writes a line for
# each answer itself, as JSON and about nobody (ideas/web/journal.py).
errorlog = "-"
accesslog = None

# The server is steered by signals; a control socket would be a second door, in somebody's home folder.
control_socket_disable = True

# The counts for /metrics of all workers of this node; must be set before a worker imports what counts.
_counts = os.environ.get("PROMETHEUS_MULTIPROC_DIR") or tempfile.mkdtemp(prefix="tilaa-counts-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = _counts


def child_exit(server: Any, worker: Any) -> None:
    """Let go of the gauges of a worker that ended; what it counted stays in the sum."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - read once it is needed

    mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """The counts begin anew with the next start."""
    shutil.rmtree(_counts, ignore_errors=True)
