"""The interface for programs: a draft is judged, edited, planned again and published."""

from __future__ import annotations

import pytest

from scheduler.pipelines.app.plans import contents_of
from tests.pipelines.app.drafts import plan
from tests.solve.tiny import MARCH

MONTH = f"/api/v1/teams/1/months/{MARCH}"
DRAFT = f"{MONTH}/draft"


@pytest.fixture
def crm(stage):
    """A CRM of the first team's manager, who has a draft of March."""
    with stage.database.work(stage.users["manager"]) as work:
        work.months.save_draft(1, MARCH, contents_of(plan()), 0)
        work.commit()
    return stage.program("manager")


def edit(crm, kind, visit_id, version, **fields):
    body = {"kind": kind, "visit_id": visit_id, "version": version, **fields}
    return crm.post(f"{DRAFT}/edits", json=body)


def days_of(crm):
    return {stop["visit_id"]: stop["date"] for stop in crm.get(f"{DRAFT}/stops").json()["items"]}


def test_a_visit_is_moved_and_the_answer_tells_what_that_costs(crm):
    answer = edit(crm, "move", "Q1", 1, rep_id="A", date="2026-03-04").json()
    assert (answer["version"], answer["broken"], answer["unplanned"]) == (2, [], 0)
    assert answer["drive_min"] == 20 * 2 - 20, "a day of its own instead of the way on from P"
    assert days_of(crm)["Q1"] == "2026-03-04"


def test_a_move_that_breaks_a_rule_is_made_told_and_taken_back(crm):
    answer = edit(crm, "move", "S2", 1, rep_id="A", date="2026-03-05").json()
    (fault,) = answer["broken"]
    assert (fault["rule"], fault["visit_id"], fault["may_be_allowed"]) == ("spacing", "S2", True)
    told = crm.get(f"{DRAFT}/check").json()
    assert [found["rule"] for found in told["broken"]] == ["spacing"]
    refused = crm.post(f"{MONTH}/publication", json={"version": told["version"]})
    assert refused.status_code == 422
    assert "at least 3 are asked for" in refused.json()["problems"][0]["what"]
    back = crm.post(f"{DRAFT}/undo", json={"version": told["version"]}).json()
    assert [found["rule"] for found in back["mended"]] == ["spacing"]
    again = crm.post(f"{DRAFT}/redo", json={"version": back["version"]}).json()
    assert [found["rule"] for found in again["broken"]] == ["spacing"]
    assert crm.post(f"{DRAFT}/redo", json={"version": again["version"]}).status_code == 404


def test_the_check_tells_which_visits_have_no_day(crm):
    told = crm.get(f"{DRAFT}/check").json()
    assert (told["version"], told["planned"], told["broken"]) == (1, 6, [])
    assert [(one["visit_id"], one["kind"]) for one in told["waiting"]] == [
        ("U1", "visit"),
        ("V1", "prospect"),
    ]
    edit(crm, "take_out", "Q1", 1)
    by_id = {one["visit_id"]: one for one in crm.get(f"{DRAFT}/check").json()["waiting"]}
    assert by_id["Q1"]["reasons"] == [{"code": "taken_out", "dates": []}]


def test_pins_are_set_listed_and_taken_away(crm):
    assert crm.get(f"{DRAFT}/pins").json()["items"] == []
    pinned = edit(crm, "pin", "R1", 1, strength="fixed", time="10:30").json()
    assert crm.get(f"{DRAFT}/pins").json()["items"] == [
        {
            "visit_id": "R1",
            "customer_id": "R",
            "date": "2026-03-03",
            "rep_id": "A",
            "time": "10:30",
            "strength": "fixed",
        }
    ]
    assert edit(crm, "unpin", "R1", pinned["version"]).status_code == 200
    assert crm.get(f"{DRAFT}/pins").json()["items"] == []


def test_the_second_of_two_programs_is_told_and_nothing_is_lost(crm):
    assert edit(crm, "move", "Q1", 1, rep_id="A", date="2026-03-04").status_code == 200
    late = edit(crm, "move", "P1", 1, rep_id="A", date="2026-03-05")
    assert late.status_code == 409
    assert "the draft of 2026-03 was changed by manager" in late.json()["detail"]
    assert (days_of(crm)["Q1"], days_of(crm)["P1"]) == ("2026-03-04", "2026-03-02")
    for what in ("undo", "redo", "replan"):
        assert crm.post(f"{DRAFT}/{what}", json={"version": 1}).status_code == 409
    assert crm.post(f"{MONTH}/publication", json={"version": 1}).status_code == 409


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "move", "visit_id": "Q1"},
        {"kind": "move", "visit_id": "Q1", "rep_id": "A", "date": "2026-03-08"},
        {"kind": "move", "visit_id": "Q1", "rep_id": "Z", "date": "2026-03-04"},
        {"kind": "move", "visit_id": "Q1", "rep_id": "A", "date": 20260304},
        {"kind": "pin", "visit_id": "U1"},
        {"kind": "pin", "visit_id": "Q1", "time": "25:00"},
        {"kind": "dance", "visit_id": "Q1"},
        {"kind": "unpin", "visit_id": "nobody"},
        {"kind": "allow", "visit_id": "Q1"},
    ],
)
def test_an_edit_without_a_meaning_is_refused_and_changes_nothing(crm, fields):
    answer = crm.post(f"{DRAFT}/edits", json={"version": 1, **fields})
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert crm.get(DRAFT).json()["version"] == 1


def test_a_draft_is_published_and_what_is_edited_later_is_told_as_changes(crm):
    assert crm.get(f"{DRAFT}/changes").status_code == 404
    answer = crm.post(f"{MONTH}/publication", json={"version": 1, "note": "as agreed"})
    assert answer.status_code == 201
    head = answer.json()
    assert (head["number"], head["note"], head["author"]) == (1, "as agreed", "manager")
    assert crm.get(answer.headers["location"]).json() == head
    assert crm.get(f"{DRAFT}/changes").json()["items"] == []
    version = crm.get(DRAFT).json()["version"]
    edit(crm, "move", "Q1", version, rep_id="A", date="2026-03-04")
    (change,) = crm.get(f"{DRAFT}/changes").json()["items"]
    assert (change["visit_id"], change["kind"], change["after"]["date"]) == (
        "Q1",
        "moved",
        "2026-03-04",
    )
    assert crm.get(f"{MONTH}/schedule").json()["total"] == 6


def test_a_draft_is_planned_again_by_a_worker(stage, crm):
    body = {"version": 1, "iterations": 5, "seed": 3}
    asked = crm.post(f"{DRAFT}/replan", json=body)
    assert asked.status_code == 202
    job = crm.get(asked.headers["location"]).json()
    assert (job["kind"], job["state"]) == ("replan", "waiting")
    with stage.database.work() as work:
        payload = work.jobs.get(job["job_id"]).payload
    assert (payload["iterations"], payload["seconds"], payload["seed"]) == (5, None, 3)
    assert crm.post(f"{DRAFT}/replan", json=body).status_code == 409


def test_without_a_draft_there_is_nothing_to_edit(stage):
    crm = stage.program("manager")
    for what in ("check", "pins", "changes"):
        assert crm.get(f"{DRAFT}/{what}").status_code == 404
    assert edit(crm, "unpin", "Q1", 1).status_code == 404
    assert crm.post(f"{MONTH}/publication", json={"version": 0}).status_code == 404


def test_operations_read_a_draft_and_a_manager_alone_changes_it(stage, crm):
    operations = stage.program("operations")
    assert operations.get(f"{DRAFT}/check").status_code == 200
    assert edit(operations, "take_out", "Q1", 1).status_code == 403
    assert operations.post(f"{MONTH}/publication", json={"version": 1}).status_code == 403
    assert edit(stage.program("owner"), "take_out", "Q1", 1).status_code == 403
    assert edit(crm, "take_out", "Q1", 1).json()["unplanned"] > 0
