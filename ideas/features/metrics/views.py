"""The page that a Prometheus reads, for whoever knows the token."""

import hmac
from collections.abc import Iterator

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ideas.access import public
from ideas.extensions import settings
from ideas.features.metrics.queries import queue_lengths
from ideas.web.metering import registry

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Answers so far, and the queues of this moment."""
    if not _knows_the_token(request.headers.get("Authorization", "")):
        return Response("", 401, {"WWW-Authenticate": "Bearer"}, "text/plain")
    return Response(generate_latest(registry()) + generate_latest(_queues()), mimetype=CONTENT_TYPE_LATEST)


def _knows_the_token(said: str) -> bool:
    token = settings().metrics_token
    return token is not None and hmac.compare_digest(
        said.encode(), f"Bearer {token.get_secret_value()}".encode()
    )


class _Queues(Collector):
    """Read at the moment of asking: a gauge that is kept would be told once more by every process."""

    def collect(self) -> Iterator[Metric]:
        """Whether the database answers, and how long each queue is."""
        lengths = queue_lengths()
        yield GaugeMetricFamily("tilaa_database_up", "Whether the database answers.", lengths is not None)
        queues = GaugeMetricFamily("tilaa_queue_length", "How much waits.", labels=["queue"])
        for name, length in (lengths or {}).items():
            queues.add_metric([name], length)
        yield queues


def _queues() -> CollectorRegistry:
    found = CollectorRegistry()
    found.register(_Queues())
    return found
