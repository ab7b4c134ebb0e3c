"""Tables of what a team brings: its lists, its policy, the files they came in."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from scheduler.store.base import Base, Versioned


class ListTable(Base):
    """The head of each list of a team: its columns, and the version that its next change takes."""

    __tablename__ = "lists"

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    columns: Mapped[list[Any]]
    version: Mapped[int]
    changed: Mapped[dt.datetime]
    author: Mapped[str]


class ListRow(Base):
    """The rows of a list: canonical columns as texts, as entered."""

    __abstract__ = True

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    fields: Mapped[dict[str, Any]]
    version: Mapped[int]
    changed: Mapped[dt.datetime]
    author: Mapped[str]

    @declared_attr
    @classmethod
    def team_id(cls) -> Mapped[int]:
        """Return the team whose list it is."""
        return mapped_column(ForeignKey("teams.team_id"), primary_key=True, sort_order=-1)


class CustomerTable(ListRow):
    """Customers."""

    __tablename__ = "customers"


class RepTable(ListRow):
    """Reps."""

    __tablename__ = "reps"


class PinTable(ListRow):
    """Appointments that were made, whatever is planned around them."""

    __tablename__ = "pins"


class SaleTable(ListRow):
    """Lines of a ledger of sales."""

    __tablename__ = "sales"


class PolicyTable(Versioned, Base):
    """Settings of a team that differ from the defaults, as the text of a ``policy.toml``."""

    __tablename__ = "policies"

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"), primary_key=True)
    text: Mapped[str]


class UploadTable(Versioned, Base):
    """Files as they were given."""

    __tablename__ = "uploads"

    upload_id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    mapping: Mapped[dict[str, Any]]
    cells: Mapped[dict[str, Any]]
    state: Mapped[str]
    created: Mapped[dt.datetime]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
