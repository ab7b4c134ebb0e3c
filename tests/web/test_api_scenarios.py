"""The interface for programs: the portfolio, scenarios side by side, headcount, the funnel."""

from __future__ import annotations

import json
import re

import pytest

from scheduler.pipelines.app.run_job import next_job, run_job
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, table
from tests.store.months import fill

TEAM = "/api/v1/teams/1"


@pytest.fixture
def listed(stage):
    """A CRM of a manager with five customers and two reps."""
    with stage.database.work(stage.users["manager"]) as work:
        fill(work, 1, "customers", table(HEADER, *FIVE))
        fill(work, 1, "reps", table(REPS, ANN, BOB))
        work.commit()
    return stage.program("manager")


def test_the_portfolio_tells_category_and_temperature_with_the_reasons(listed):
    told = listed.get(f"{TEAM}/portfolio?limit=2").json()
    assert (told["total"], len(told["items"])) == (5, 2)
    first = told["items"][0]
    assert (first["customer_id"], first["segment"] in "ABCD") == ("C1", True)
    assert first["category_note"]
    assert first["treatment"]
    assert first["temperature"] in {"blue", "cool", "warm", "red", "unknown"}


def test_demand_is_told_against_capacity(listed):
    told = listed.get(f"{TEAM}/months/2026-12/capacity").json()
    assert [rep["rep_id"] for rep in told["reps"]] == ["R01", "R02"]
    assert sum(rep["customers"] for rep in told["reps"]) == 5
    assert all(0 < rep["load"] < 1 for rep in told["reps"])


def test_lists_that_are_missing_or_wrong_are_told(stage):
    admin = stage.program("admin")
    for what in ("portfolio", "scenarios", "staffing", "months/2026-12/capacity"):
        assert admin.get(f"/api/v1/teams/9/{what}").status_code == 404, what
    for what in ("portfolio", "months/2026-12/capacity"):
        answer = admin.get(f"{TEAM}/{what}")
        assert (answer.status_code, bool(answer.json()["problems"])) == (422, True)


TWO = '[[scenario]]\nname = "as it is"\n\n[[scenario]]\nname = "one rep"\nwithout = ["R02"]\n'
ASKED = {
    "name": "winter",
    "text": TWO,
    "month": "2026-12",
    "iterations": 5,
    "seed": 3,
}


def drawn(page: str) -> str:
    """What a map has in it, without the library that draws it."""
    assert (page.count("base64,"), 'src="' in page, 'href="/' in page) == (3, False, False)
    return re.sub(r'base64,[^"]*', "", page)


def work_off(stage):
    job = next_job(stage.database, "worker")
    assert job is not None
    run_job(stage.database, job)


def test_scenarios_are_asked_for_planned_and_read(stage, listed):
    asked = listed.post(f"{TEAM}/scenarios", json=ASKED)
    assert asked.status_code == 202
    assert listed.get(asked.headers["location"]).json()["state"] == "waiting"
    (kept,) = listed.get(f"{TEAM}/scenarios").json()["items"]
    assert (kept["name"], kept["outcome"], kept["job"]["state"]) == ("winter", None, "waiting")
    assert asked.json()["scenario_id"] == kept["scenario_id"]
    work_off(stage)
    url = f"{TEAM}/scenarios/{kept['scenario_id']}"
    told = listed.get(url).json()
    assert told["job"]["state"] == "done", told["job"]["message"]
    assert told["outcome"]["names"] == ["as it is", "one rep"]
    assert {len(line["values"]) for line in told["outcome"]["lines"]} == {2}
    assert (told["month"], told["price_rules"], told["outcome"]["prices"]) == ("2026-12", False, [])
    both, alone = (drawn(listed.get(address).text) for address in told["outcome"]["maps"])
    assert ("Bob" in both, "Bob" in alone) == (True, False)
    assert listed.get(f"{url}/maps/2").status_code == 404
    changed = {**ASKED, "name": "spring", "price_rules": True, "version": told["version"]}
    late = listed.put(url, json={**changed, "version": told["version"] + 7})
    assert late.status_code == 409
    again = listed.put(url, json=changed)
    assert again.status_code == 202
    assert listed.get(url).json()["price_rules"]
    with stage.database.work() as work:
        assert work.jobs.get(again.json()["job_id"]).payload["price_rules"]
    assert listed.delete(url).status_code == 409, "it is being planned"


def test_the_price_of_rules_is_told_where_it_was_asked_for(stage, listed):
    asked = listed.post(f"{TEAM}/scenarios", json={**ASKED, "price_rules": True}).json()
    price = {
        "rule": "daily cap",
        "km": 12.5,
        "drive_min": 15.0,
        "money": 9.0,
        "visits": 0,
        "share": 0.1,
        "low_min": None,
        "high_min": 20.0,
        "verdict": "nothing is proven",
    }
    found = {"month": "2026-12", "currency": "", "scenarios": [], "lines": [], "notes": []}
    result = json.dumps(found | {"prices": [price]})
    with stage.database.work() as work:
        work.scenarios.set_result(asked["scenario_id"], TWO, result, ())
        work.commit()
    told = listed.get(f"{TEAM}/scenarios/{asked['scenario_id']}").json()
    assert (told["price_rules"], told["outcome"]["prices"]) == (True, [price])


def test_scenarios_that_are_wrong_are_told_and_not_kept(listed):
    answer = listed.post(f"{TEAM}/scenarios", json={**ASKED, "text": "[[scenario]]\nsome = 1\n"})
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert listed.get(f"{TEAM}/scenarios").json()["total"] == 0


def test_a_comparison_is_forgotten(stage, listed):
    job = listed.post(f"{TEAM}/scenarios", json=ASKED)
    (kept,) = listed.get(f"{TEAM}/scenarios").json()["items"]
    listed.delete(job.headers["location"])
    assert listed.delete(f"{TEAM}/scenarios/{kept['scenario_id']}").status_code == 204
    assert listed.get(f"{TEAM}/scenarios/{kept['scenario_id']}").status_code == 404


def test_the_headcount_is_asked_for_worked_out_and_read(stage, listed):
    assert listed.get(f"{TEAM}/staffing").json() == {"latest": None, "figures": None}
    body = {"month": "2026-12", "hire": 0, "iterations": 5}
    asked = listed.post(f"{TEAM}/staffing", json=body)
    assert asked.status_code == 202
    assert listed.post(f"{TEAM}/staffing", json=body).status_code == 409
    assert listed.get(f"{TEAM}/staffing").json()["latest"]["state"] == "waiting"
    work_off(stage)
    told = listed.get(f"{TEAM}/staffing").json()
    assert told["latest"]["state"] == "done", told["latest"]["message"]
    assert told["figures"]["month"] == "2026-12"
    assert told["figures"]["headcounts"][0]["people"] >= 1


def test_the_funnel_is_told_forward_and_backward_and_with_other_ratios(listed):
    told = listed.get(f"{TEAM}/funnel?leads=120&customers=50").json()
    assert [(one["name"], one["from_leads"]) for one in told["stages"]] == [
        ("offer", 60),
        ("negotiation", 24),
        ("signature", 12),
    ]
    assert (told["customers"], told["leads_needed"], told["month"]) == (12, 500, "2026-12")
    assert told["safe_leads"] > 500
    better = listed.get(f"{TEAM}/funnel?leads=120&ratios=50&ratios=40&ratios=100").json()
    assert better["customers"] == 24
    assert (better["stages"][2]["ratio"], better["stages"][2]["usual_ratio"]) == (1, 0.5)
    assert any(lever["worth"] > 0 for lever in better["levers"])


def test_a_ratio_is_wanted_for_each_stage(listed):
    refused = listed.get(f"{TEAM}/funnel?ratios=50&ratios=40")
    (problem,) = refused.json()["problems"]
    assert (refused.status_code, problem["place"], problem["value"]) == (422, "ratios", "50, 40")
    assert listed.get(f"{TEAM}/funnel?ratios=0&ratios=1&ratios=1").status_code == 422


def test_the_temperature_map_is_a_file_that_loads_nothing(listed):
    answer = listed.get(f"{TEAM}/portfolio/map")
    assert answer.headers["content-disposition"] == 'attachment; filename="portfolio.html"'
    assert "Birch" in drawn(answer.text)
