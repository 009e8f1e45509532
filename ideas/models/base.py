"""What every table shares: the declarative base, constraint names, UTC time and coded columns."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, MetaData, String, TypeDecorator
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC on both databases (SQLite forgets time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a naive moment is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back as an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def coded(codes: type[StrEnum]) -> EnumType:
    """A column of the enumeration's codes, as text without a database type of its own."""
    return EnumType(
        codes, native_enum=False, length=40, values_callable=lambda members: [m.value for m in members]
    )


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON}  # noqa: RUF012


Key = Annotated[int, mapped_column(primary_key=True)]
Person = Annotated[int, mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)]
CaseKey = Annotated[int, mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)]
Code = Annotated[str, mapped_column(String(40))]
Line = Annotated[str, mapped_column(String(200))]


class Named:
    """A name in the organisation's languages; Finnish is always there."""

    name_fi: Mapped[Line]
    name_sv: Mapped[Line | None]
    name_en: Mapped[Line | None]

    def name(self, language: str) -> str:
        """The name in the language, or in Finnish where it has no other."""
        return getattr(self, f"name_{language}", None) or self.name_fi
