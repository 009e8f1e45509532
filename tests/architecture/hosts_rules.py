"""What no tracked file may tell: where packages come from, and whose machine it was written on."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from shutil import which

from tests.architecture.source import SKIPPED, complaint

# Each name is put together here, so that this file does not contain what it refuses.
HOSTS = (
    *("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"),
    *("ana" + "conda.org", "docker" + ".io", "gh" + "cr.io", "quay" + ".io", "crates" + ".io"),
    *(
        "ruby" + "gems.org",
        "proxy.go" + "lang.org",
        "js" + "delivr.net",
        "un" + "pkg.com",
        "deb." + "debian.org",
    ),
)
MACHINE = ("wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + "me/[a-z][a-z0-9_-]*", "Us" + "ers/[A-Za-z]+")
TOLD = {
    "a registry host": re.compile("|".join(re.escape(host) for host in HOSTS), re.IGNORECASE),
    "a machine path": re.compile(rf"(?<![\w.$}}>-])/(?:{'|'.join(MACHINE)})/"),
}
REMEDIES = {
    "a registry host": "leave the index to the installer's own settings",
    "a machine path": "write it relative to the project, or take it from a setting",
}


def files_tell_no_machine(root: Path) -> list[str]:
    """No tracked text names a package registry or a path of one machine."""
    return [line for path in _tracked(root) for line in _told(root, path)]


def _told(root: Path, path: PurePosixPath) -> Iterator[str]:
    for number, line in enumerate(_text(root / path).splitlines(), 1):
        for what, pattern in TOLD.items():
            found = pattern.search(line)
            if found:
                yield complaint(path, number, f"{what}, {found[0]}", REMEDIES[what])


def _text(path: Path) -> str:
    """The text of a file; nothing for a binary one."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


def _tracked(root: Path) -> list[PurePosixPath]:
    """What git tracks, or every file where there is no git."""
    if (root / ".git").exists():
        command = [which("git") or "git", "-C", str(root), "ls-files", "-z"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
        return [PurePosixPath(name) for name in listed if name and (root / name).is_file()]
    found = [path.relative_to(root) for path in root.rglob("*") if path.is_file()]
    return sorted(PurePosixPath(path) for path in found if SKIPPED.isdisjoint(path.parts))
