"""Proves that no tracked file tells a registry or a machine."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.architecture.hosts_rules import HOSTS, files_tell_no_machine
from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT

TEMPORARY = "/" + "tmp" + "/"


def test_files_tell_no_machine() -> None:
    assert files_tell_no_machine(PROJECT) == []


@pytest.mark.parametrize("host", HOSTS)
def test_a_registry_host_is_refused(tmp_path: Path, host: str) -> None:
    planted = plant(tmp_path, {"requirements.lock": text("flask==3.1", f"--index-url https://{host}/simple")})
    assert refused(files_tell_no_machine(planted)) == ["requirements.lock:2"]


@pytest.mark.parametrize(
    "path", [TEMPORARY, "/" + "root" + "/", "/" + "home/anna" + "/", "/" + "Users/Anna" + "/"]
)
def test_a_machine_path_is_refused(tmp_path: Path, path: str) -> None:
    planted = plant(tmp_path, {"Makefile": text("run:", f"\tcat {path}tilaa.db")})
    assert refused(files_tell_no_machine(planted)) == ["Makefile:2"]


def test_a_path_of_the_project_is_accepted(tmp_path: Path) -> None:
    words = text("/work-steps/new", "docs/work/plan.md", "{{ home }}/home/", "a temporary folder")
    assert files_tell_no_machine(plant(tmp_path, {"README.md": words})) == []


def test_only_what_git_tracks_is_read(tmp_path: Path) -> None:
    plant(tmp_path, {"notes.md": TEMPORARY, "README.md": TEMPORARY})
    git = which("git") or "git"
    subprocess.run([git, "init", "-q", str(tmp_path)], check=True)
    subprocess.run([git, "-C", str(tmp_path), "add", "README.md"], check=True)
    assert refused(files_tell_no_machine(tmp_path)) == ["README.md:1"]
