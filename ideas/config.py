"""The settings: read from the environment (prefix TILAA_), checked once at the start."""

import re
import secrets
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ideas.lasting import private
from workflow.retention import Retained

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
WEB_ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
MAIL_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,189}")


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
    s3_bucket: str | None = None
    s3_endpoint: str | None = None
    s3_region: str | None = None
    s3_access_key: SecretStr | None = None
    s3_secret_key: SecretStr | None = None
    replica_url: SecretStr | None = None
    pooler: bool = False
    postgresql_programs: Path | None = None
    time_zone: str = "Europe/Helsinki"
    evaluations_required: int = Field(default=1, ge=1, le=10)
    promise_days: int = Field(default=10, ge=1, le=250)
    closed_days: list[date] = []
    participation_people: int = Field(default=10, ge=5, le=1000)
    participation_contributors: int = Field(default=5, ge=3, le=1000)
    hours_per_person_year: Decimal | None = Field(default=None, gt=0, le=3000)
    worker_minutes: int = Field(default=5, ge=1, le=1440)
    address: str = "http://127.0.0.1:8000"
    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_starttls: bool = True
    smtp_seconds: float = Field(default=30, gt=0, le=30)
    mail_from: str = "tilaa@localhost.localdomain"
    comment_edit_minutes: int = Field(default=15, ge=0, le=1440)
    attachment_megabytes: int = Field(default=10, ge=1, le=100)
    attachments_per_case: int = Field(default=10, ge=0, le=100)
    attachment_megabytes_per_person: int = Field(default=500, ge=1, le=100_000)
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    invitation_days: int = Field(default=7, ge=1, le=60)
    session_idle_hours: int = Field(default=12, ge=1, le=720)
    session_hours: int = Field(default=720, ge=1, le=8760)
    retention_days: dict[Retained, Annotated[int, Field(ge=1, le=36_500)] | None] = {}
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

    @model_validator(mode="after")
    def _replica_is_of_postgresql(self) -> "Settings":
        urls = (self.replica_url, self.database_url) if self.replica_url else ()
        if not all(url.get_secret_value().startswith("postgresql") for url in urls):
            raise ValueError("TILAA_REPLICA_URL needs PostgreSQL, there and in TILAA_DATABASE_URL")
        return self

    @model_validator(mode="after")
    def _mail_can_be_sent(self) -> "Settings":
        given = set(self.model_fields_set)
        self.address, self.smtp_host = self.address.rstrip("/"), self.smtp_host or None
        if not WEB_ADDRESS.fullmatch(self.address):
            raise ValueError("TILAA_ADDRESS is no web address: such as https://tilaa.example.fi")
        if not MAIL_ADDRESS.fullmatch(self.mail_from):
            raise ValueError("TILAA_MAIL_FROM is no mail address: such as tilaa@example.fi, without a name")
        if self.smtp_host and not {"address", "mail_from"} <= given:
            raise ValueError("TILAA_SMTP_HOST needs TILAA_ADDRESS and TILAA_MAIL_FROM beside it")
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
        with open(path, "x", opener=private) as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text()
