"""What day it is: that of the team, for every job and page."""

import datetime as dt
from dataclasses import replace

import pytest

from models.month import Month
from scheduler.pipelines.app.ask_funnel import funnel_of_team
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.pipelines.app.today import today_of
from tests.phone_team import NOW, open_team
from tests.store.months import QUICK

LAST_OF_THE_YEAR = dt.datetime(2026, 12, 31, 13, 0, tzinfo=dt.UTC)
"""In Kiritimati, 14 hours ahead, January has begun."""


@pytest.fixture
def far_away(tmp_path):
    """The team, on the last day of the year, in Kiritimati."""
    database, people = open_team(f"sqlite:///{tmp_path / 'rounds.db'}", LAST_OF_THE_YEAR)
    with database.work() as work:
        team = work.teams.get(people.team_id)
        assert team is not None
        work.teams.change(replace(team, time_zone="Pacific/Kiritimati"))
        work.commit()
    yield database, people
    database.close()


def test_it_is_the_day_where_the_team_works(far_away):
    database, people = far_away
    with database.work() as work:
        assert today_of(work, people.team_id) == dt.date(2027, 1, 1)


def test_a_rep_in_another_zone_has_another_day(far_away):
    database, people = far_away
    with database.work() as work:
        row = work.reps.get(people.team_id, "R01")
        work.reps.change(people.team_id, "R01", {"time_zone": "America/New_York"}, row.version)
        assert today_of(work, people.team_id, "R01") == dt.date(2026, 12, 31)
        assert today_of(work, people.team_id, "R02") == dt.date(2027, 1, 1)


@pytest.mark.parametrize("zone", ["", "Nowhere/Atall", "../etc"])
def test_without_a_zone_that_is_known_it_is_the_day_of_the_server(work, people, zone):
    team = work.teams.get(people.team_id)
    work.teams.change(replace(team, time_zone=zone))
    assert today_of(work, people.team_id) == NOW.astimezone().date()


def test_a_plan_and_a_funnel_begin_on_the_day_of_the_team(far_away):
    database, people = far_away
    job = ask_plan(database, people.manager, people.team_id, Month(2027, 1), QUICK)
    assert job.payload["today"] == "2027-01-01"
    funnel = funnel_of_team(database, people.manager, people.team_id)
    assert funnel.month == Month(2027, 1)
