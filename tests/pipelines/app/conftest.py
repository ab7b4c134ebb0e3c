"""A new database at a time that stands still, and a team with a published December for those who ask."""

import pytest

from scheduler.store import open_database
from tests.phone_team import NOW, fill


@pytest.fixture
def now():
    """The time in the database."""
    return NOW


@pytest.fixture
def database(tmp_path, now):
    """A new database."""
    opened = open_database(f"sqlite:///{tmp_path / 'rounds.db'}", lambda: now)
    yield opened
    opened.close()


@pytest.fixture
def people(database):
    """The people of the team with a published December."""
    return fill(database)


@pytest.fixture
def work(database, people):
    """A unit of work in the name of the rep Anna."""
    with database.work(people.anna) as found:
        yield found
