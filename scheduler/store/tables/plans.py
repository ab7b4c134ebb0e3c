"""Tables of plans: their long texts, drafts and publications, and the stops of each."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Versioned


class BodyTable(Base):
    """The text of a plan as it was solved, compressed; never changed, named by its SHA-256."""

    __tablename__ = "bodies"

    body_id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PlanTable(Versioned, Base):
    """A month's draft (without a number, at most one) and its publications (never changed)."""

    __tablename__ = "plans"

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"))
    month: Mapped[str]
    number: Mapped[int | None]
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.body_id"), index=True)
    schedule: Mapped[str]
    pins: Mapped[list[Any]]
    edits: Mapped[list[Any]]
    note: Mapped[str]

    __table_args__ = (
        UniqueConstraint("team_id", "month", "number"),
        Index(
            "uq_plans_draft",
            "team_id",
            "month",
            unique=True,
            sqlite_where=text("number IS NULL"),
            postgresql_where=text("number IS NULL"),
        ),
    )


class StopTable(Base):
    """The stops of a plan, so that nobody decodes a plan to see a day."""

    __tablename__ = "stops"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.plan_id"), primary_key=True)
    rep_id: Mapped[str] = mapped_column(primary_key=True)
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    stop: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[str]
    customer_id: Mapped[str]
    name: Mapped[str]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    arrive_min: Mapped[int]
    depart_min: Mapped[int]
    drive_min: Mapped[int]
    drive_m: Mapped[float]
    kind: Mapped[str]
    pinned: Mapped[bool]
    segment: Mapped[str]
    why: Mapped[str]
