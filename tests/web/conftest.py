"""An application with a fixed cast, on a SQLite file of its own."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import NamedTuple

import argon2
import pytest

from models.people import User
from scheduler.pipelines.app import passwords
from scheduler.store import open_database
from scheduler.web.app import create_app
from scheduler.web.settings import Settings
from tests.web.cast import Stage, fill


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


class Filled(NamedTuple):
    """A database with two teams and the cast, to be copied."""

    path: Path
    users: dict[str, User]


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Hash passwords at the least cost: tests sign in often and guard nothing."""
    usual = passwords.HASHER
    passwords.HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield
    passwords.HASHER = usual


@pytest.fixture(scope="session")
def filled(tmp_path_factory, quick_passwords):
    path = tmp_path_factory.mktemp("filled") / "rounds.db"
    database = open_database(f"sqlite:///{path}", Clock())
    users = fill(database)
    database.close()
    return Filled(path, users)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def make_stage(folder, filled, clock, **settings) -> Stage:
    shutil.copy(filled.path, folder / "rounds.db")
    database = open_database(f"sqlite:///{folder / 'rounds.db'}", clock)
    return Stage(create_app(Settings(**settings), database), database, filled.users)


@pytest.fixture
def stage(tmp_path, filled, clock):
    """Two teams, six people; changed by a test as it likes."""
    found = make_stage(tmp_path, filled, clock)
    yield found
    found.database.close()


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory, filled):
    """The same for all tests of a file, which leave it as it is."""
    found = make_stage(tmp_path_factory.mktemp("stage"), filled, Clock())
    yield found
    found.database.close()
