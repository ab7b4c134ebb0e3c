"""What all tables share: names of constraints, times in UTC, versions."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Moment(TypeDecorator[dt.datetime]):
    """An aware time, kept in UTC; SQLite knows no zones, so they are taken off and put on here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Turn an aware time into one in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Return the time as an aware one in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (read by SQLAlchemy as a plain dict)
        dt.datetime: Moment,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class Versioned:
    """Columns of rows that people change: which version it is, and who made it when.

    The mapper writes a change only where the version is still the one that was read.
    """

    version: Mapped[int] = mapped_column(nullable=False)
    changed: Mapped[dt.datetime]
    author: Mapped[str]

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let the mapper count and check the version."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]
