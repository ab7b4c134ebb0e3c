"""A team with a published December, in a new database."""

import pytest

from tests.phone_team import open_team


@pytest.fixture
def opened(tmp_path):
    database, people = open_team(f"sqlite:///{tmp_path / 'rounds.db'}")
    yield database, people
    database.close()


@pytest.fixture
def database(opened):
    return opened[0]


@pytest.fixture
def people(opened):
    return opened[1]


@pytest.fixture
def work(database, people):
    """A unit of work in the name of the rep Anna."""
    with database.work(people.anna) as found:
        yield found
