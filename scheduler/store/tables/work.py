"""Tables of work: jobs, marks of visits, proposals, calendar links, scenarios."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Versioned


class JobTable(Base):
    """Work for a worker, with its lease."""

    __tablename__ = "jobs"

    job_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"), index=True)
    payload: Mapped[dict[str, Any]]
    state: Mapped[str]
    progress: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]
    message: Mapped[str]
    tries: Mapped[int]
    worker: Mapped[str]
    lease_until: Mapped[dt.datetime | None]
    cancel_asked: Mapped[bool]
    author: Mapped[str]
    asked: Mapped[dt.datetime]
    finished: Mapped[dt.datetime | None]

    __table_args__ = (Index(None, "state", "lease_until"),)


class MarkTable(Base):
    """What reps said about visits, in the order in which it arrived; never changed."""

    __tablename__ = "marks"

    mark_id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"))
    key: Mapped[str]
    visit_id: Mapped[str]
    customer_id: Mapped[str]
    rep_id: Mapped[str]
    date: Mapped[dt.date]
    status: Mapped[str]
    moved_to: Mapped[dt.date | None]
    reason: Mapped[str]
    outcome: Mapped[str]
    order_amount: Mapped[str]
    at: Mapped[dt.datetime]
    author: Mapped[str]

    __table_args__ = (UniqueConstraint("team_id", "key"), Index(None, "team_id", "date"))


class ProposalTable(Versioned, Base):
    """Proposals of reps, with the manager's answers."""

    __tablename__ = "proposals"

    proposal_id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"), index=True)
    rep_id: Mapped[str]
    visit_id: Mapped[str]
    customer_id: Mapped[str]
    change: Mapped[str]
    reason: Mapped[str]
    state: Mapped[str]
    answer: Mapped[str]
    created: Mapped[dt.datetime]
    asked_by: Mapped[str]
    replaced: Mapped[str | None]


class FeedTable(Base):
    """Secret links to calendars, by the hash of the secret."""

    __tablename__ = "feeds"

    feed_id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"), index=True)
    rep_id: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    created: Mapped[dt.datetime]
    revoked: Mapped[dt.datetime | None]


class ScenarioTable(Versioned, Base):
    """Staffing scenarios and what came out of them."""

    __tablename__ = "scenarios"

    scenario_id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.team_id"))
    name: Mapped[str]
    toml: Mapped[str]
    result: Mapped[str]
    maps: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)

    __table_args__ = (UniqueConstraint("team_id", "name"),)
