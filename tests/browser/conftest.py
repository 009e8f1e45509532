"""Owns the real server and the real Chromium of the browser tests, with a demo organisation of their own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.browser.catalogues import LANGUAGES
from tests.browser.making import make
from tests.browser.survey import Sight, survey
from tests.browser.visit import Visit
from tests.browser.visits import visits

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 30
IN_A_LANGUAGE = re.compile(rf"\[({'|'.join(LANGUAGES)})-chromium\]$")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The one without windows draws the same pages in half the time."""
SEEN_IN = ["fi", "sv", pytest.param("en", marks=pytest.mark.thorough)]
"""What is hard-coded shows in either; English words are the shortest, and every text begins as English."""
SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class ByLanguage(LoadScopeScheduling):  # type: ignore[misc]  # it comes without types
    """Lets one worker see all the pages of a language, so that they are seen once."""

    def _split_scope(self, nodeid: str) -> str:
        found = IN_A_LANGUAGE.search(nodeid)
        return found[1] if found else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByLanguage:
    """How the tests are shared out among the workers."""
    return ByLanguage(config, log)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, without its windows where it comes so; root has no sandbox for it."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("the browser tests need Chromium: install the package chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": path, "args": SWITCHES + sandbox}


@dataclass(frozen=True)
class House:
    """The demo organisation of this worker: where it is served, and the file it is kept in."""

    url: str
    database: Path


@pytest.fixture(scope="session")
def base_url(house: House) -> str:
    """What the paths of the tests begin with."""
    return house.url


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A real server with a demo organisation of its own."""
    folder = tmp_path_factory.mktemp("server")
    address, environment = f"127.0.0.1:{_free_port()}", _environment(folder)
    bin_folder = Path(sys.executable).parent
    subprocess.run([bin_folder / "flask", "--app", "wsgi", "prepare"], cwd=ROOT, env=environment, check=True)
    arguments = [str(bin_folder / "gunicorn"), "--threads", "4", "--bind", address, "wsgi:app"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://{address}/readyz", server, folder / "log")
        yield House(f"http://{address}", folder / "tilaa.db")
    finally:
        server.terminate()
        server.wait(START_SECONDS)


@pytest.fixture(scope="session")
def every_visit(browser: Browser, house: House) -> list[Visit]:
    """Every page that there is, with who opens it."""
    return visits(house.database, make(browser, house.url, house.database))


@pytest.fixture(scope="session", params=SEEN_IN)
def sights(
    request: pytest.FixtureRequest, browser: Browser, house: House, every_visit: list[Visit]
) -> list[Sight]:
    """Every page as it was seen in one language."""
    is_thorough = bool(request.config.getoption("--thorough"))
    return survey(browser, house.url, request.param, every_visit, is_thorough)


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "TILAA_DEMO": "1",
        "TILAA_SECRET_KEY": "a secret of the browser tests, long enough to be one",
        "TILAA_DATABASE_URL": f"sqlite:///{folder / 'tilaa.db'}",
        "TILAA_DATA_FOLDER": str(folder / "attachments"),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server is ready; raise with its log when it does not come up."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start:\n" + log.read_text())
