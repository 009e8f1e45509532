"""The settings: a missing or wrong one stops the start, in words that name it and show no secret."""

from pathlib import Path

import pytest

from ideas import flask_config
from ideas.config import Settings, WrongSettings, read_settings
from ideas.extensions import POSTGRESQL_LINE, POSTGRESQL_TIMEOUTS, engine_options

LONG = "long enough to be a secret of an installation"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TILAA_DEMO", "TILAA_SECRET_KEY", "TILAA_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_secret_the_start_stops() -> None:
    with pytest.raises(WrongSettings, match="TILAA_SECRET_KEY is missing"):
        read_settings(_env_file=None)


def test_a_short_secret_is_refused_and_not_shown() -> None:
    with pytest.raises(WrongSettings, match="too short") as wrong:
        read_settings(_env_file=None, secret_key="abracadabra")
    assert "abracadabra" not in str(wrong.value)


def test_every_wrong_setting_is_named() -> None:
    with pytest.raises(WrongSettings, match="TILAA_PROMISE_DAYS") as wrong:
        read_settings(_env_file=None, secret_key=LONG, promise_days="soon", evaluations_required=0)
    assert "TILAA_EVALUATIONS_REQUIRED" in str(wrong.value)


def test_an_empty_mail_server_is_none() -> None:
    assert Settings(_env_file=None, demo=True, smtp_host="").smtp_host is None


@pytest.mark.parametrize("left_out", ["address", "mail_from"])
def test_a_mail_server_asks_under_which_address_and_name_mail_goes_out(left_out: str) -> None:
    given = {"smtp_host": "mail", "address": "https://tilaa.example.org", "mail_from": "tilaa@example.org"}
    del given[left_out]
    with pytest.raises(WrongSettings, match="TILAA_SMTP_HOST needs"):
        read_settings(_env_file=None, demo=True, **given)


def test_a_demo_keeps_one_secret_for_all_its_processes() -> None:
    first, second = Settings(_env_file=None, demo=True), Settings(_env_file=None, demo=True)
    assert first.secret_key == second.secret_key


def test_outside_a_demo_cookies_are_secure_and_bound_to_the_host() -> None:
    config = flask_config(Settings(_env_file=None, secret_key=LONG))
    assert config["SESSION_COOKIE_SECURE"] is True
    assert config["SESSION_COOKIE_NAME"] == "__Host-tilaa"


def test_the_hosts_of_the_settings_are_those_that_are_served() -> None:
    said = flask_config(Settings(_env_file=None, secret_key=LONG, trusted_hosts=["tilaa.example.org"]))
    assert said["TRUSTED_HOSTS"] == ["tilaa.example.org"]


def test_every_setting_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text()
    missing = [name for name in Settings.model_fields if f"TILAA_{name.upper()}" not in readme]
    assert missing == [], "describe these settings in the table of README.md"


def test_behind_a_pooler_nothing_outlives_a_transaction() -> None:
    """Start-up options and prepared statements belong to a connection that the next transaction has not."""
    url = "postgresql+psycopg://tilaa@db/tilaa"
    alone, pooled = (engine_options(url, pooler)["connect_args"] for pooler in (False, True))
    assert alone == {**POSTGRESQL_LINE, "options": POSTGRESQL_TIMEOUTS}
    assert pooled == {**POSTGRESQL_LINE, "prepare_threshold": None}
