"""The settings: read from the environment (prefix TILAA_), checked once at the start."""

import os
import secrets
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"


class WrongSettings(Exception):
    """The settings do not hold; the message says which and what to do."""


class Settings(BaseSettings):
    """Everything an installation can choose; documented in the README, one line each."""

    model_config = SettingsConfigDict(
        env_prefix="TILAA_", env_file=INSTANCE / "settings.env", extra="ignore", hide_input_in_errors=True
    )

    demo: bool = False
    secret_key: SecretStr | None = None
    database_url: SecretStr = SecretStr(f"sqlite:///{INSTANCE / 'tilaa.db'}")
    data_folder: Path = INSTANCE / "attachments"
    time_zone: str = "Europe/Helsinki"
    evaluations_required: int = Field(default=1, ge=1, le=10)
    promise_days: int = Field(default=10, ge=1, le=250)
    closed_days: list[date] = []
    participation_people: int = Field(default=10, ge=5, le=1000)
    participation_contributors: int = Field(default=5, ge=3, le=1000)
    hours_per_person_year: Decimal | None = Field(default=None, gt=0, le=3000)
    worker_minutes: int = Field(default=5, ge=1, le=1440)
    comment_edit_minutes: int = Field(default=15, ge=0, le=1440)
    attachment_megabytes: int = Field(default=10, ge=1, le=100)
    attachments_per_case: int = Field(default=10, ge=0, le=100)
    invitation_days: int = Field(default=7, ge=1, le=60)
    session_idle_hours: int = Field(default=12, ge=1, le=720)
    session_hours: int = Field(default=720, ge=1, le=8760)
    trusted_hosts: list[str] = []
    proxies: int = Field(default=0, ge=0, le=5)

    @model_validator(mode="after")
    def _secret_is_given(self) -> "Settings":
        if self.secret_key is None and self.demo:
            self.secret_key = SecretStr(_demo_secret())
        if self.secret_key is None:
            raise ValueError(
                "TILAA_SECRET_KEY is missing: set it to a long random text, for example the output of "
                "`python3 -c 'import secrets; print(secrets.token_urlsafe(32))'` (or set TILAA_DEMO=1)"
            )
        if len(self.secret_key.get_secret_value()) < 32:
            raise ValueError("TILAA_SECRET_KEY is too short: at least 32 characters")
        return self

    def local_day(self, at: datetime) -> date:
        """The day of a moment in the organisation's own time zone."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()


def read_settings(**overrides: object) -> Settings:
    """The settings, or WrongSettings with every fault in plain words."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise WrongSettings(_in_plain_words(error)) from None


def _in_plain_words(error: ValidationError) -> str:
    lines = []
    for fault in error.errors(include_input=False, include_url=False):
        name = "".join(f"TILAA_{str(part).upper()}: " for part in fault["loc"][:1])
        lines.append(name + fault["msg"].removeprefix("Value error, "))
    return "Tilaa cannot start with these settings:\n  " + "\n  ".join(lines)


def _demo_secret() -> str:
    """One secret for every process of a demo, kept beside its database."""
    INSTANCE.mkdir(exist_ok=True)
    path = INSTANCE / "demo-secret"
    try:
        with open(path, "x", opener=_private) as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)
