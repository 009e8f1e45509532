"""What docs/production.md says to type: settings that start, commands that are there, units that agree."""

import re
from configparser import RawConfigParser
from pathlib import Path

import pytest

from ideas.cli import COMMANDS
from ideas.config import ROOT, Settings, read_settings

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
PRODUCTION = (ROOT / "docs" / "production.md").read_text()
FILE = re.compile(r"`(/(?:etc|usr)/[^`]+)`[^\n]*:\n\n((?:    [^\n]*\n|\n)+)", re.MULTILINE)
FILES = {path: re.sub(r"(?m)^    ", "", lines) for path, lines in FILE.findall(PRODUCTION)}
"""Every file that the page shows, by the place where it belongs."""
UNITS = {path.rpartition("/")[2]: text for path, text in FILES.items() if path.endswith(".service")}
IN_EACH = {
    "user": "tilaa",
    "workingdirectory": "/opt/tilaa",
    "environmentfile": "/etc/tilaa/settings.env",
    "statedirectory": "tilaa",
    "statedirectorymode": "0700",
    "umask": "0077",
    "protectsystem": "strict",
    "protecthome": "yes",
    "privatetmp": "yes",
    "nonewprivileges": "yes",
}
SETTING = re.compile(r"^ {4}(TILAA_\w+)=(.*)$", re.MULTILINE)


def settings_under(monkeypatch: pytest.MonkeyPatch, lines: list[tuple[str, str]]) -> Settings:
    for name, value in lines:
        monkeypatch.setenv(name, value.replace("…", "long enough to be a secret of a house"))
    return read_settings(_env_file=None)


def test_the_settings_start_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    said = re.findall(r"(?m)^(\w+)=(.*)$", FILES["/etc/tilaa/settings.env"])
    found = settings_under(monkeypatch, said)
    assert (found.trusted_hosts, found.proxies, found.smtp_host) == (
        ["tilaa.example.fi"], 1, "mail.example.fi",
    )  # fmt: skip


@pytest.mark.parametrize("said", SETTING.findall(PRODUCTION), ids=lambda said: str(said[0]))
def test_every_line_of_settings_is_accepted_beside_them(
    monkeypatch: pytest.MonkeyPatch, said: tuple[str, str]
) -> None:
    first = re.findall(r"(?m)^(\w+)=(.*)$", FILES["/etc/tilaa/settings.env"])
    settings_under(monkeypatch, [*first, said])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_and_command_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text()
    settings = {
        name.removeprefix("TILAA_").lower() for name in re.findall(r"\bTILAA_[A-Z0-9_]+[A-Z0-9]", text)
    }
    commands = set(re.findall(r"(?:`|bin/|tilaa |^ {4})(?:flask|tilaa) ([a-z][a-z-]+)", text, re.MULTILINE))
    assert settings - Settings.model_fields.keys() == set()
    assert commands - {str(command.name) for command in COMMANDS} == set()


@pytest.mark.parametrize("name", UNITS)
def test_every_service_has_the_same_account_settings_and_fences(name: str) -> None:
    unit = RawConfigParser(strict=False)
    unit.read_string(UNITS[name].replace("EnvironmentFile=-", "Beside="))
    assert {key: unit["Service"][key] for key in IN_EACH} == IN_EACH


def test_what_runs_every_night_is_a_command() -> None:
    nightly = set(re.findall(r"tilaa-nightly@([a-z-]+)\.timer", PRODUCTION))
    assert nightly & {str(command.name) for command in COMMANDS} == nightly


def test_nginx_keeps_nobody_and_believes_nobody() -> None:
    servers = FILES["/etc/nginx/conf.d/tilaa.conf"].split("\nserver {")[1:]
    kept = [re.findall(r"(?m)^    (?:access|error)_log .*", server) for server in servers]
    assert kept == [["    access_log off;", "    error_log /var/log/nginx/tilaa.log crit;"]] * 2
    said = re.findall(r"proxy_set_header (X-\S+) (\S+);", servers[1])
    assert dict(said) == {
        "X-Forwarded-For": "$remote_addr", "X-Forwarded-Proto": "https", "X-Request-ID": "$request_id",
    }  # fmt: skip


def test_the_image_is_made_of_what_is_there() -> None:
    copied = re.findall(r"(?m)^COPY (.+) \S+$", (ROOT / "docs" / "Containerfile").read_text())
    names = {name for line in copied for name in line.split()}
    assert {name for name in names if not (ROOT / name).exists()} == set()
