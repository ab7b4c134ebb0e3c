"""The interface for programs: a CRM pushes customers and pulls schedules."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from models.actuals import ActualStatus
from models.kept_plans import PlanContents, PlannedStop
from models.month import Month
from models.records import Mark

MONTH = Month(2026, 12)
SHOPS = [
    {"customer_id": "C1", "name": "Corner Shop", "lat": "41.6", "lon": "-93.6", "rep_id": "R01"},
    {"customer_id": "C2", "name": "=cmd()", "lat": "41.7", "lon": "-93.7", "rep_id": "R02"},
    {"customer_id": "C3", "name": "חנות", "lat": "41.8", "lon": "-93.8", "rep_id": "R01;R02"},
]


@pytest.fixture
def crm(stage):
    """A CRM of the first team's manager, with three customers pushed."""
    program = stage.program("manager")
    assert program.post("/api/v1/teams/1/customers", json={"rows": SHOPS}).status_code == 200
    return program


def customers(program, query=""):
    return program.get(f"/api/v1/teams/1/customers{query}").json()


def test_customers_are_added_and_changed_by_their_id(crm):
    change = {"customer_id": "C2", "name": "Two"}
    new = {"customer_id": "C4", "name": "Four", "lat": "41.9", "lon": "-93.9"}
    answer = crm.post("/api/v1/teams/1/customers", json={"rows": [new, change]}).json()
    assert [row["id"] for row in answer["rows"]] == ["C4", "C2"]
    assert answer["rows"][1]["fields"] == {**SHOPS[1], "name": "Two"}
    assert [row["id"] for row in customers(crm)["items"]] == ["C1", "C2", "C3", "C4"]


def test_pages_lead_to_each_other_and_count_all(crm):
    first = customers(crm, "?limit=2")
    assert (len(first["items"]), first["total"]) == (2, 3)
    second = crm.get(first["next"]).json()
    assert ([row["id"] for row in second["items"]], second["next"]) == (["C3"], None)


def test_a_query_that_is_mistyped_is_refused_with_those_that_are_known(crm):
    answer = crm.get("/api/v1/teams/1/customers?limt=2")
    assert answer.status_code == 422
    (told,) = answer.json()["problems"]
    assert (told["place"], told["advice"]) == ("limt", "choose of limit, offset")


def test_a_bad_row_is_told_with_all_others_and_nothing_is_kept(crm):
    rows = [
        {"customer_id": "C9", "name": "Far", "lat": "91", "lon": "0"},
        {"customer_id": "C1", "potential": "6"},
        {"customer_id": "C8", "name": "Good", "lat": "41", "lon": "-93"},
    ]
    answer = crm.post("/api/v1/teams/1/customers", json={"rows": rows})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()["problems"]
    assert {(problem["row"], problem["place"]) for problem in told} == {
        (1, "lat"),
        (2, "potential"),
    }
    assert customers(crm)["total"] == 3


def test_a_row_needs_one_id_of_its_own(crm):
    rows = [{"name": "None"}, {"customer_id": "A"}, {"customer_id": "A"}]
    told = crm.post("/api/v1/teams/1/customers", json={"rows": rows}).json()["problems"]
    assert [(problem["row"], problem["what"]) for problem in told] == [
        (1, "the id is missing"),
        (3, "the id is there twice"),
    ]


def test_a_change_needs_the_version_that_was_seen(crm):
    seen = crm.get("/api/v1/teams/1/customers/C1").json()
    url, body = "/api/v1/teams/1/customers/C1", {"version": seen["version"]}
    changed = crm.patch(url, json={**body, "fields": {"name": "Corner", "rep_id": ""}})
    assert changed.json()["fields"] == {
        "customer_id": "C1",
        "name": "Corner",
        "lat": "41.6",
        "lon": "-93.6",
    }
    late = crm.patch(url, json={**body, "fields": {"name": "Mine"}})
    assert late.status_code == 409
    assert "customer C1 was changed by manager" in late.json()["detail"]
    assert crm.get(url).json()["fields"]["name"] == "Corner"


def test_a_change_that_makes_a_row_wrong_is_refused(crm):
    url = "/api/v1/teams/1/customers/C1"
    version = crm.get(url).json()["version"]
    for fields in ({"potential": "9"}, {"customer_id": "C7"}, {}):
        answer = crm.patch(url, json={"version": version, "fields": fields})
        assert answer.status_code == 422, fields
    missing = crm.patch(
        "/api/v1/teams/1/customers/C77", json={"version": 1, "fields": {"name": "x"}}
    )
    assert missing.status_code == 404


def test_a_rep_sees_the_own_customers_only(stage, crm):
    assert [row["id"] for row in customers(stage.program("owner"))["items"]] == ["C1", "C3"]
    assert [row["id"] for row in customers(stage.program("mate"))["items"]] == ["C2", "C3"]
    assert customers(stage.program("operations"))["total"] == 3
    assert stage.program("stranger").get("/api/v1/teams/1/customers").status_code == 403


def test_teams_are_those_that_may_be_seen(stage):
    names = {
        who: [team["name"] for team in stage.program(who).get("/api/v1/teams").json()["items"]]
        for who in ("owner", "stranger", "operations", "admin")
    }
    assert names == {
        "owner": ["North"],
        "stranger": ["South"],
        "operations": ["North", "South"],
        "admin": ["North", "South"],
    }
    assert stage.program("admin").get("/api/v1/teams/9").status_code == 404


def test_reps_are_checked_like_their_list(crm):
    good = {
        "rep_id": "R01",
        "name": "Roni",
        "lat": "41.6",
        "lon": "-93.6",
        "work_hours": "09:00-17:00",
    }
    assert crm.post("/api/v1/teams/1/reps", json={"rows": [good]}).status_code == 200
    bad = {"rep_id": "R01", "work_hours": "17:00-09:00"}
    assert crm.post("/api/v1/teams/1/reps", json={"rows": [bad]}).status_code == 422
    assert crm.get("/api/v1/teams/1/reps").json()["items"][0]["fields"] == good


def test_the_policy_is_read_checked_and_kept(crm):
    url = "/api/v1/teams/1/policy"
    before = crm.get(url).json()
    assert before["version"] == 0
    assert "[capacity]" in before["text"]
    assert crm.put(url, json=before).json() == {"version": 1}, "what was read can be sent back"
    kept = crm.put(url, json={"text": "[capacity]\ndaily_cap = 6\n", "version": 1})
    assert kept.json() == {"version": 2}
    assert crm.get(url).json()["text"] == "[capacity]\ndaily_cap = 6\n"
    wrong = crm.put(url, json={"text": "[capacity]\nmeetings = 6\n[nothing]\n", "version": 2})
    assert (wrong.status_code, len(wrong.json()["problems"])) == (422, 2)
    assert crm.put(url, json={"text": "", "version": 0}).status_code == 409


def test_a_plan_is_asked_for_and_its_job_is_looked_at_and_cancelled(stage, crm):
    asked = crm.post(
        "/api/v1/teams/1/plans",
        json={"month": "2026-12", "seconds": 5, "seed": 7, "fill": ["growth", "prospects"]},
    )
    assert asked.status_code == 202
    job = crm.get(asked.headers["location"]).json()
    assert (job["kind"], job["state"], job["author"], job["done"]) == (
        "plan",
        "waiting",
        "manager",
        0,
    )
    with stage.database.work() as work:
        payload = work.jobs.get(job["job_id"]).payload
    assert (payload["month"], payload["seconds"], payload["seed"]) == ("2026-12", 5, 7)
    assert payload["fill"] == "growth,prospects"
    unknown = crm.post("/api/v1/teams/1/plans", json={"month": "2026-11", "fill": ["coffee"]})
    assert unknown.json()["problems"][0]["place"] == "body.fill.0"
    again = crm.post("/api/v1/teams/1/plans", json={"month": "2026-12"})
    assert (again.status_code, "being made already" in again.json()["detail"]) == (409, True)
    assert crm.delete(asked.headers["location"]).json()["state"] == "cancelled"
    assert crm.post("/api/v1/teams/1/plans", json={"month": "2026-12"}).status_code == 202
    assert crm.get("/api/v1/teams/1/jobs").json()["total"] == 2


def test_a_job_of_another_team_is_not_there(stage, crm):
    number = crm.post("/api/v1/teams/1/plans", json={"month": "2026-12"}).json()["job_id"]
    stranger = stage.program("stranger")
    assert stranger.get(f"/api/v1/teams/2/jobs/{number}").status_code == 404
    assert stranger.delete(f"/api/v1/teams/2/jobs/{number}").status_code == 404


def stop(rep_id, number, name):
    return PlannedStop(
        rep_id=rep_id,
        date=dt.date(2026, 12, 7),
        stop=number,
        visit_id=f"{rep_id}/{number}",
        customer_id=f"C{number}",
        name=name,
        lat=41.6,
        lon=-93.6,
        arrive_min=540 + 60 * number,
        depart_min=585 + 60 * number,
        drive_min=12,
        drive_m=9_449.0,
        kind="visit",
        pinned=False,
    )


@pytest.fixture
def published(stage):
    stops = (stop("R01", 1, "Corner"), stop("R01", 2, "=cmd()"), stop("R02", 1, "Two"))
    with stage.database.work(stage.users["manager"]) as work:
        draft = work.months.save_draft(1, MONTH, PlanContents(plan="{}", stops=stops), 0)
        work.months.publish(1, MONTH, draft.version, "first")
        work.commit()
    return stage


def test_a_schedule_is_pulled_as_json_and_as_csv(published):
    program = published.program("operations")
    assert program.get("/api/v1/teams/1/months/2026-12/publication").json()["note"] == "first"
    found = program.get("/api/v1/teams/1/months/2026-12/schedule").json()
    assert (found["total"], found["items"][0]["arrive"], found["items"][0]["drive_km"]) == (
        3,
        "10:00",
        9.4,
    )
    answer = program.get("/api/v1/teams/1/months/2026-12/schedule.csv?number=1")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["customer_name"] for row in rows] == ["Corner", "'=cmd()", "Two"]
    assert rows[0]["depart"] == "10:45"
    heads = program.get("/api/v1/teams/1/months").json()["items"]
    assert [head["number"] for head in heads] == [None, 1]


def test_a_rep_pulls_the_own_schedule_only(published):
    program = published.program("mate")
    found = program.get("/api/v1/teams/1/months/2026-12/schedule").json()
    assert [row["customer_name"] for row in found["items"]] == ["Two"]
    assert "Corner" not in program.get("/api/v1/teams/1/months/2026-12/schedule.csv").text
    assert program.get("/api/v1/teams/1/months/2026-12/draft/stops").status_code == 403


def test_what_is_not_published_is_not_there(published):
    program = published.program("manager")
    assert program.get("/api/v1/teams/1/months/2027-01/schedule").status_code == 404
    assert program.get("/api/v1/teams/1/months/2026-12/schedule?number=2").status_code == 404
    assert program.get("/api/v1/teams/1/months/2026-13/schedule").status_code == 422
    assert program.get("/api/v1/teams/1/months/2026-12/draft/stops").json()["total"] == 3


def test_what_became_of_visits_is_pulled_by_those_who_may_see_it(published):
    with published.database.work(published.users["owner"]) as work:
        for rep_id in ("R01", "R02"):
            day = dt.date(2026, 12, 7)
            mark = Mark(
                key=f"k {rep_id}",
                visit_id=f"{rep_id}/1",
                customer_id=f"C {rep_id}",
                rep_id=rep_id,
                date=day,
                status=ActualStatus.DONE,
                order_amount="120",
            )
            work.actuals.mark(1, mark)
        work.commit()
    url = "/api/v1/teams/1/months/2026-12/actuals"
    assert published.program("manager").get(url).json()["total"] == 2
    own = published.program("mate").get(url).json()["items"]
    assert [(row["rep_id"], row["order_amount"]) for row in own] == [("R02", "120")]


def test_what_is_no_json_is_refused_with_a_problem(crm):
    headers = {"content-type": "application/json"}
    answer = crm.post("/api/v1/teams/1/plans", content=b"{month", headers=headers)
    assert answer.status_code == 422
    assert answer.json()["status"] == 422
    unknown = crm.post("/api/v1/teams/1/plans", json={"month": "2026-12", "speed": 9})
    assert unknown.json()["problems"][0]["place"] == "body.speed"
