"""The version before, as it was, on the schema of this one: it fills a house, whose history is true here."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from flask import Flask

from ideas.config import ROOT
from ideas.extensions import db
from tests.conftest import SECRET
from tests.faults.figures import write

NEXT = "migrations/versions/0005_the_post.py"
"""The first migration that the version before does not have."""
OLD = """
from datetime import date
import ideas
from ideas import create_app
from ideas.features.demo import service

print(ideas.ROOT)
app = create_app()
app.config.update(WTF_CSRF_ENABLED=False)
with app.app_context():
    service.create(date(2026, 3, 5))
client = app.test_client()
who = {"email": "olli.tanskanen@etuuslaitos.example", "password": "tilaa-uusille-ideoille"}
print(client.post("/sign-in", data=who).status_code)
for page in ("/", "/desk", "/ideas", "/situation", "/work-steps"):
    print(page, client.get(page).status_code)
"""


@pytest.fixture(scope="module")
def old_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree as it was before the next migration came."""
    asked = ("log", "--diff-filter=A", "--format=%H", "--", NEXT)
    came = git(*asked).strip() if (ROOT / ".git").exists() else ""
    if not came:
        pytest.skip("there is no history of the code here")
    folder = tmp_path_factory.mktemp("old")
    git("archive", "--format=tar", f"--output={folder / 'old.tar'}", f"{came.split()[-1]}^")
    subprocess.run([which("tar") or "tar", "xf", "old.tar"], cwd=folder, check=True)
    return folder


def git(*arguments: str) -> str:
    """What git answers."""
    command = [which("git") or "git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.thorough
def test_the_version_before_works_on_the_schema_of_this_one(app: Flask, old_version: Path) -> None:
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
        db.engine.dispose()
    settings = {"TILAA_DEMO": "1", "TILAA_DATABASE_URL": url, "TILAA_SECRET_KEY": SECRET}
    settings["TILAA_DATA_FOLDER"] = str(old_version / "files")
    command = [sys.executable, "-c", OLD]
    done = subprocess.run(
        command, cwd=old_version, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [
        str(old_version),
        "303", "/ 200", "/desk 200", "/ideas 200", "/situation 200", "/work-steps 200",
    ], done.stderr  # fmt: skip
    checked = app.test_cli_runner().invoke(args=["check-history"])
    assert (checked.exit_code, checked.output.endswith("the history is true\n")) == (0, True)
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    write(
        [("the version before on the schema of this one", kind, "it filled a house, whose history is true")]
    )
