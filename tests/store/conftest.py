"""Every test of the store that takes `database` or `url` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import psycopg
import pytest

from models.people import Account, Role
from scheduler.store import open_database
from tests.postgres import Postgres, require_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

_numbers = itertools.count(1)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A private PostgreSQL server; skips, or with CI=true fails, where there is none."""
    server = Postgres(require_postgres())
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of a new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rounds.db'}"
    server = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.url(name)


@pytest.fixture
def database(url, clock):
    """A new database of each kind."""
    opened = open_database(url, clock)
    yield opened
    opened.close()


@pytest.fixture
def manager(database):
    """A manager of the team `team`."""
    with database.work() as work:
        team = work.teams.add("North", "US", "America/New_York")
        account = Account(
            login="Dana", name="Dana", role=Role.MANAGER, team_id=team.team_id, language="en"
        )
        user = work.users.add(account, "hash")
        work.commit()
    return user


@pytest.fixture
def team_id(manager):
    """The number of the manager's team."""
    return manager.team_id
