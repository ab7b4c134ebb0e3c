"""The months of a team: what there is to do before there is anything to plan, and while a plan is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from models.month import Month
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.pipelines.app.plans import contents_of
from scheduler.web.app import create_app
from scheduler.web.pages import publication
from scheduler.web.settings import Settings
from tests.phone_team import open_team
from tests.pipelines.app.drafts import plan as plan_of_march
from tests.solve.tiny import MARCH
from tests.web.cast import Stage

MONTHS = "/teams/1/months"


def add_customer(stage):
    """Give the team a customer, without whom nothing is planned."""
    with stage.database.work() as work:
        work.customers.add(1, "C1", {"customer_id": "C1", "name": "Alder"})
        work.commit()


def test_a_team_without_customers_is_asked_for_its_list_first(stage):
    told = stage.browser("manager").get(MONTHS).text
    assert "No list of customers has been uploaded yet." in told
    assert "/teams/1/upload" in told
    assert "Plan the month" not in told


def test_a_team_with_customers_may_plan(stage):
    add_customer(stage)
    told = stage.browser("manager").get(MONTHS).text
    assert "Plan the month" in told
    assert "/plan" in told
    assert "No list of customers" not in told


def test_any_month_may_be_opened_and_planning_is_offered_to_those_who_may(stage):
    add_customer(stage)
    told = stage.browser("manager").get(MONTHS).text
    assert "Another month" in told
    assert '"type":"month"' in told.replace(" ", "")
    told = stage.browser("operations").get(MONTHS).text
    assert "Another month" in told
    assert "/plan" not in told


def test_an_empty_plan_page_says_what_to_do(stage):
    manager = stage.browser("manager")
    plan = "/teams/1/months/2026-12/plan"
    assert "/teams/1/upload" in manager.get(plan).text
    add_customer(stage)
    nothing = "Nothing of this month is planned yet."
    assert nothing in manager.get(plan).text
    with stage.database.work() as work:
        other_kind = work.jobs.ask("staffing", 1, {"month": "2026-12"})
        other_month = work.jobs.ask("plan", 1, {"month": "2027-01"})
        this = work.jobs.ask("plan", 1, {"month": "2026-12"})
        work.jobs.cancel(1, this.job_id)
        work.commit()
    for job in (other_kind, other_month):
        assert nothing in manager.get(f"{plan}?job={job.job_id}").text
    assert nothing not in manager.get(f"{plan}?job={this.job_id}").text
    with stage.database.work() as work:
        work.months.save_draft(1, MARCH, contents_of(plan_of_march()), 0)
        work.commit()
    told = manager.get(plan.replace("2026-12", str(MARCH))).text
    assert "This month has a draft." in told
    assert f"/teams/1/months/{MARCH}/board" in told


def test_the_files_of_a_published_month_are_at_hand(stage, monkeypatch):
    files = f"/teams/1/months/{MARCH}/publication.zip"
    manager = stage.browser("manager")
    with stage.database.work() as work:
        work.customers.add(1, "P", {"customer_id": "P", "name": "P"})
        work.months.save_draft(1, MARCH, contents_of(plan_of_march()), 0)
        work.commit()
    assert files not in manager.get(MONTHS).text
    assert manager.get(files).status_code == 404
    with stage.database.work() as work:
        work.months.publish(1, MARCH, 1, "")
        work.commit()
    assert files in manager.get(MONTHS).text
    monkeypatch.setattr(publication, "plan_archive", lambda _data, _user, _plan: b"packed")
    answer = manager.get(files)
    assert (answer.content, answer.headers["content-type"]) == (b"packed", "application/zip")
    assert f'"{MARCH}-1.zip"' in answer.headers["content-disposition"]


def test_who_comes_back_to_a_plan_under_way_may_still_watch_and_cancel_it(stage):
    add_customer(stage)
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
