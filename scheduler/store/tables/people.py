"""Tables of people: teams, users, and how users prove who they are."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base


class TeamTable(Base):
    """Reps who are planned together."""

    __tablename__ = "teams"

    team_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    country: Mapped[str]
    time_zone: Mapped[str]


class UserTable(Base):
    """People who may log in."""

    __tablename__ = "users"

    user_id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.team_id"), index=True)
    rep_id: Mapped[str | None]
    language: Mapped[str]
    password_hash: Mapped[str]
    one_time: Mapped[bool]
    active: Mapped[bool]


class SessionTable(Base):
    """Browsers that are logged in, by the hash of what they send."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id"), index=True)
    created: Mapped[dt.datetime]
    expires: Mapped[dt.datetime] = mapped_column(index=True)


class TokenTable(Base):
    """Programs that may act for a user, by the hash of what they send."""

    __tablename__ = "tokens"

    token_id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id"), index=True)
    name: Mapped[str]
    created: Mapped[dt.datetime]
    expires: Mapped[dt.datetime | None]


class AttemptTable(Base):
    """Failed logins, to slow down who guesses."""

    __tablename__ = "attempts"

    attempt_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    login: Mapped[str]
    address: Mapped[str]

    __table_args__ = (Index(None, "login", "at"), Index(None, "address", "at"))


class AuditTable(Base):
    """Who changed what and when."""

    __tablename__ = "audit"

    audit_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    author: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.team_id"), index=True)
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]]
