"""The interface for programs: what became of visits, and what reps propose."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from models.records import NewProposal
from scheduler.pipelines.app.plans import contents_of
from tests.pipelines.app.drafts import plan
from tests.solve.tiny import MARCH

TEAM = "/api/v1/teams/1"
MONTH = f"{TEAM}/months/{MARCH}"
DONE = {
    "key": "crm-00001",
    "visit_id": "P1/2026-03/1",
    "date": "2026-03-02",
    "status": "done",
    "outcome": "a new shelf",
    "order_amount": "1,250.5",
}


@pytest.fixture
def published(stage):
    """March of the first team is published: R01 visits P and Q on the 2nd, R02 visits T."""
    with stage.database.work(stage.users["manager"]) as work:
        month = contents_of(plan())
        stops = [told for told in month.stops if told.visit_id in {"P1", "Q1", "T1"}]
        rep = {"A": "R01", "B": "R02"}
        named = [
            replace(told, rep_id=rep[told.rep_id], visit_id=f"{told.visit_id}/2026-03/1")
            for told in stops
        ]
        draft = work.months.save_draft(1, MARCH, replace(month, stops=tuple(named)), 0)
        work.months.publish(1, MARCH, draft.version, "")
        work.commit()
    return stage


@pytest.fixture
def crm(published, clock):
    clock.now = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)
    return published.program("manager")


def report(program, rep_id="R01", **changes):
    return program.post(f"{TEAM}/reps/{rep_id}/actuals", json=DONE | changes)


def reported(program):
    return program.get(f"{MONTH}/actuals").json()["items"]


def test_a_report_that_is_sent_twice_counts_once(crm):
    first, second = report(crm), report(crm)
    assert first.status_code == 200
    assert first.json() == second.json()
    assert (first.json()["customer_id"], first.json()["order_amount"]) == ("P", "1250.50")
    assert reported(crm) == [first.json()]


def test_a_later_report_takes_the_place_of_an_earlier_one(crm):
    report(crm)
    report(crm, key="crm-00002", status="missed", reason="closed", order_amount="")
    assert [(one["status"], one["reason"]) for one in reported(crm)] == [("missed", "closed")]


def test_a_correction_under_an_old_key_is_not_taken_for_the_same_report(crm):
    report(crm)
    assert report(crm, order_amount="9").json()["problems"][0]["place"] == "key"
    assert reported(crm)[0]["order_amount"] == "1250.50"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"order_amount": "much"}, "order_amount"),
        ({"date": "2026-03-30"}, "date"),
        ({"status": "missed"}, "reason"),
        ({"status": "moved"}, "moved_to"),
        ({"status": "perhaps"}, "body.status"),
        ({"date": 20260302}, "body.date"),
        ({"key": "short"}, "body.key"),
    ],
)
def test_a_report_that_is_wrong_is_told_and_not_kept(crm, changes, place):
    answer = report(crm, **changes)
    assert answer.status_code == 422
    assert place in {problem["place"] for problem in answer.json()["problems"]}
    assert reported(crm) == []


def test_a_visit_of_somebody_else_is_not_reported_on(published, crm):
    assert report(crm, rep_id="R02").status_code == 404
    assert report(published.program("owner")).status_code == 200
    for name in ("mate", "stranger", "operations"):
        assert report(published.program(name)).status_code == 403
    assert report(published.program("mate"), rep_id="R02").status_code == 404


def test_a_published_month_is_followed_by_rep_and_by_category(crm):
    told = crm.get(f"{MONTH}/follow").json()
    assert (told["number"], told["reports"], told["team"]["meetings"]["done"]) == (1, 0, 0)
    assert {rep["rep_id"] for rep in told["reps"]} == {"A", "B"}
    assert told["team"]["coverage"][0]["due"] > 0
    assert crm.get(f"{TEAM}/months/2026-04/follow").status_code == 404


def test_proposals_of_reps_are_listed_and_decided_once(published, crm):
    with published.database.work(published.users["owner"]) as work:
        for visit, said in (("P", "drop"), ("Q", "2026-03-05"), ("Q", "longer 60")):
            visit_id = f"{visit}1/2026-03/1"
            proposal = {
                "rep_id": "R01",
                "visit_id": visit_id,
                "customer_id": visit,
                "reason": "away",
            }
            work.proposals.add(1, NewProposal(change=said, **proposal))
        work.commit()
    longer, day, open_proposal = crm.get(f"{TEAM}/proposals").json()["items"]
    assert (longer["kind"], longer["minutes"], longer["day"]) == ("longer", 60, None)
    assert (day["kind"], day["minutes"], day["day"]) == ("day", None, "2026-03-05")
    assert (open_proposal["kind"], open_proposal["state"]) == ("drop", "open")
    url = f"{TEAM}/proposals/{open_proposal['proposal_id']}"
    body = {"version": open_proposal["version"], "state": "accepted", "answer": "fine"}
    assert published.program("operations").post(url, json=body).status_code == 403
    decided = crm.post(url, json=body).json()
    assert (decided["state"], decided["answer"]) == ("accepted", "fine")
    assert crm.post(url, json=body).status_code == 409
    assert crm.post(f"{TEAM}/proposals/77", json=body).status_code == 404
    assert crm.post(url, json=body | {"state": "open"}).status_code == 422
    assert [one["state"] for one in crm.get(f"{TEAM}/proposals").json()["items"]] == [
        "open",
        "open",
        "accepted",
    ]
