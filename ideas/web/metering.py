"""Counts answers and how long they took, by rule and code; for nobody but a Prometheus that knows the token.

Each process counts for itself. Where gunicorn set a folder for it (gunicorn.conf.py), the processes of a node
keep their counts there and any of them tells the sum.
"""

import os
import time

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from ideas.extensions import settings

EXTENSION = "tilaa.meters"
SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class Meters:
    """What is counted of every answer."""

    def __init__(self) -> None:
        self.own = CollectorRegistry()
        self.answers = Counter(
            "tilaa_answers",
            "Answers by endpoint, method and code.",
            ["endpoint", "method", "code"],
            registry=self.own,
        )
        self.seconds = Histogram(
            "tilaa_answer_seconds", "How long answers took.", ["endpoint"], buckets=SECONDS, registry=self.own
        )


def init_app(app: Flask) -> None:
    """Count, if somebody may ask for it."""
    with app.app_context():
        if settings().metrics_token is None:
            return
    app.extensions[EXTENSION] = Meters()
    app.before_request(_begin)
    app.after_request(_count)


def registry() -> CollectorRegistry:
    """What was counted: by this process, or by all of this node."""
    if not os.environ.get(SHARED):
        own: CollectorRegistry = current_app.extensions[EXTENSION].own
        return own
    summed = CollectorRegistry()
    MultiProcessCollector(summed)  # type: ignore[no-untyped-call]
    return summed


def _begin() -> None:
    g.metered_from = time.perf_counter()


def _count(response: Response) -> Response:
    meters: Meters = current_app.extensions[EXTENSION]
    # What is asked for in vain is one row: whoever asks could make any number of them.
    endpoint = request.endpoint or "nothing"
    method = request.method if request.method in METHODS else "other"
    meters.answers.labels(endpoint, method, str(response.status_code)).inc()
    ended = time.perf_counter()
    meters.seconds.labels(endpoint).observe(ended - g.get("metered_from", ended))
    return response
