"""The months of a team: what there is to do before there is anything to plan, and while a plan is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from models.month import Month
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.web.app import create_app
from scheduler.web.settings import Settings
from tests.phone_team import open_team
from tests.web.cast import Stage

MONTHS = "/teams/1/months"


def test_a_team_without_customers_is_asked_for_its_list_first(stage):
    told = stage.browser("manager").get(MONTHS).text
    assert "No list of customers has been uploaded yet." in told
    assert "/teams/1/upload" in told
    assert "Plan the month" not in told


def test_a_team_with_customers_may_plan(stage):
    with stage.database.work() as work:
        work.customers.add(1, "C1", {"customer_id": "C1", "name": "Alder"})
        work.commit()
    told = stage.browser("manager").get(MONTHS).text
    assert "Plan the month" in told
    assert "/plan" in told
    assert "No list of customers" not in told


def test_who_comes_back_to_a_plan_under_way_may_still_watch_and_cancel_it(stage):
    with stage.database.work() as work:
        work.customers.add(1, "C1", {"customer_id": "C1", "name": "Alder"})
        work.commit()
    ask_plan(stage.database, stage.users["manager"], 1, Month(2026, 12), {})
    manager = stage.browser("manager")
    assert "Cancel" in manager.get("/teams/1/months/2026-12/plan").text
    assert "Cancel" not in manager.get("/teams/1/months/2027-01/plan").text


def test_the_months_begin_with_that_of_the_day_where_the_team_works(tmp_path):
    """In Kiritimati, 14 hours ahead, January has begun."""
    evening = dt.datetime(2026, 12, 31, 13, 0, tzinfo=dt.UTC)
    database, people = open_team(f"sqlite:///{tmp_path / 'rounds.db'}", evening)
    with database.work() as work:
        team = work.teams.get(people.team_id)
        assert team is not None
        work.teams.change(replace(team, time_zone="Pacific/Kiritimati"))
        work.commit()
    stage = Stage(create_app(Settings(), database), database, {"manager": people.manager})
    told = stage.browser("manager").get(MONTHS).text
    assert "/teams/1/months/2027-02/plan" in told
    database.close()
