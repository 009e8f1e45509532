"""Owns the databases under fire: a SQLite file, and a PostgreSQL that can be stopped, crashed and started."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.databases import Cluster, Server, cluster

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "max_connections": "40"}
"""As in production, for here something has to outlive the server."""
NAME = "tilaa"


@dataclass
class Postgres:
    """A PostgreSQL of our own: it can stop in order, or crash."""

    cluster: Cluster
    url: str = ""
    _running: ExitStack = field(default_factory=ExitStack)
    _numbers: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Run, and recover from a crash where there was one."""
        self._running.enter_context(self.cluster.running(**DURABLE))
        self.url = self.url or self.create_database()

    def create_database(self) -> str:
        """The address of another database, which is empty."""
        return Server(self.cluster.folder).create_database(f"{NAME}{next(self._numbers)}")

    def stop(self) -> None:
        """End at once, with everything written; whoever is connected is cut off."""
        self._running.close()

    def crash(self) -> None:
        """End without writing anything more: the next start has to recover from the log."""
        os.kill(self.cluster.process, signal.SIGQUIT)
        self._running.close()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server with an empty database, until the block ends."""
    with cluster() as made:
        server = Postgres(made)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def file_in(folder: Path) -> str:
    """The address of an empty SQLite file."""
    return f"sqlite:///{folder / 'tilaa.db'}"
