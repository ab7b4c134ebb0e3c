"""An application with a fixed cast, on a SQLite file of its own."""

from __future__ import annotations

import datetime as dt

import pytest

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


@pytest.fixture
def clock() -> Clock:
    return Clock()


def make_stage(folder, clock, **settings) -> Stage:
    database = open_database(f"sqlite:///{folder / 'rounds.db'}", clock)
    app = create_app(Settings(**settings), database)
    return Stage(app, database, fill(database))


@pytest.fixture
def stage(tmp_path, clock):
    """Two teams, six people; changed by a test as it likes."""
    found = make_stage(tmp_path, clock)
    yield found
    found.database.close()


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory):
    """The same for all tests of a file, which leave it as it is."""
    found = make_stage(tmp_path_factory.mktemp("stage"), Clock())
    yield found
    found.database.close()
