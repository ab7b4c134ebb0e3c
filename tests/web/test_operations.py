"""Pages of operations: all teams, all jobs."""

from __future__ import annotations

import pytest

from models.month import Month
from models.people import Role
from scheduler.pipelines.app.overview import all_jobs, team_lines
from scheduler.web.navigation import first_page, links_of


@pytest.mark.parametrize("name", ["operations", "admin"])
def test_people_without_a_team_reach_what_is_in_a_team_once_they_are_inside(shared_stage, name):
    user = shared_stage.users[name]
    outside = {link.path for link in links_of(user, "/teams")}
    inside = {link.path: link.is_here for link in links_of(user, "/teams/2/months/2026-12/board")}
    assert {"/teams", "/jobs"} <= outside
    assert not any(path.startswith("/teams/") for path in outside)
    assert inside["/teams/2/months"]
    assert ("/teams/2/upload" in inside) == (user.role is Role.ADMIN)


def test_operations_begin_with_all_teams_and_managers_stay_in_their_own(shared_stage):
    assert first_page(shared_stage.users["operations"]) == "/teams"
    links = links_of(shared_stage.users["manager"], "/teams/2/months")
    assert {link.path for link in links if "/teams/2" in link.path} == set()


@pytest.mark.parametrize(
    "path",
    ["months", "months/2026-12/plan", "months/2026-12/board", "months/2026-12/follow", "portfolio",
     "upload", "uploads/1", "scenarios", "scenarios/new", "headcount", "funnel", "proposals"],
)  # fmt: skip
def test_every_page_of_a_team_names_it_and_leads_back_to_all_teams(shared_stage, path):
    told = shared_stage.browser("admin").get(f"/teams/2/{path}").text
    assert "South" in told
    assert "North" not in told
    assert "All teams" in told.partition("/header")[2]
    told = shared_stage.browser("stranger").get(f"/teams/2/{path}").text
    assert "South" in told
    assert "All teams" not in told


@pytest.mark.parametrize("path", ["months", "portfolio", "upload", "scenarios/new", "proposals"])
def test_a_team_that_does_not_exist_has_no_pages(shared_stage, path):
    assert shared_stage.browser("admin").get(f"/teams/9/{path}").status_code == 404


def test_the_list_of_teams_tells_what_is_in_each(stage):
    user = stage.users["operations"]
    with stage.database.work(stage.users["manager"]) as work:
        work.customers.replace_all(1, {"C1": {"name": "One"}, "C2": {"name": "Two"}})
        work.commit()
    north, south = team_lines(stage.database, user)
    assert (north.team.name, north.customers, south.customers) == ("North", 2, 0)
    assert (north.published, south.drafted) == (None, None)
    page = stage.browser("operations").get("/teams")
    assert page.status_code == 200
    assert "North" in page.text
    assert "/teams/2/months" in page.text


def test_all_jobs_are_told_with_their_team_newest_first(stage):
    with stage.database.work(stage.users["manager"]) as work:
        for team_id in (1, 2):
            work.jobs.ask("plan", team_id, {"month": str(Month(2026, 12))})
        work.commit()
    found = all_jobs(stage.database, stage.users["operations"], 10)
    assert [(one.team, one.job.team_id) for one in found] == [("South", 2), ("North", 1)]
    assert len(all_jobs(stage.database, stage.users["operations"], 1)) == 1
    assert stage.browser("operations").get("/jobs").status_code == 200


def test_scenarios_funnel_and_headcount_open_for_the_office(stage):
    client = stage.browser("operations")
    assert "Nothing has been compared yet" in client.get("/teams/1/scenarios").text
    for page in ("scenarios/new", "funnel", "headcount"):
        assert client.get(f"/teams/1/{page}").status_code == 200
    assert client.get("/teams/1/scenarios/7").status_code == 404
    assert stage.browser("stranger").get("/teams/1/scenarios").status_code == 403
