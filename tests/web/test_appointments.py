"""The page of appointments, and a proposal that cannot be accepted."""

from __future__ import annotations

import html
import re

import pytest

from models.records import NewProposal
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, table
from tests.store.months import fill

PAGE = "/teams/1/appointments"


@pytest.fixture
def manager(stage):
    with stage.database.work() as work:
        rows = [f"{row},R01" for row in FIVE]
        fill(work, 1, "customers", table(f"{HEADER},rep_id", *rows))
        fill(work, 1, "reps", table(REPS, ANN, BOB))
        work.commit()
    return stage.browser("manager")


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", answer.text)))


def proposed(stage, text):
    said = NewProposal(
        rep_id="R01", visit_id="C2/2026-12/1", customer_id="C2", change=text, reason="<b>"
    )
    with stage.database.work() as work:
        proposal = work.proposals.add(1, said)
        work.commit()
    return proposal


def test_without_appointments_the_page_says_where_they_come_from(stage, manager):
    told = text_of(manager.get(PAGE))
    assert "There are no appointments from this month on." in told
    assert "Pin a visit on the board" in told


def test_a_day_off_is_not_accepted_and_the_manager_reads_why(stage, manager):
    proposal = proposed(stage, "2026-12-13")  # a Sunday
    form = {"state": "accepted", "version": str(proposal.version)}
    answer = manager.post(f"/teams/1/proposals/{proposal.proposal_id}", data=form)
    assert answer.status_code == 422
    assert "The rep does not work on this day." in text_of(answer)
    assert "There are no appointments" in text_of(manager.get(PAGE))


def test_an_accepted_day_is_listed_checked_and_removed(stage, manager):
    proposal = proposed(stage, "2026-12-08")  # a Tuesday
    form = {"state": "accepted", "version": str(proposal.version)}
    assert manager.post(f"/teams/1/proposals/{proposal.proposal_id}", data=form).status_code == 303
    told = manager.get(PAGE + "?check=true")
    assert "Birch" in text_of(told)
    assert "proposed by the rep: <b>" in text_of(told)
    assert "Nothing is in the way of keeping them." in text_of(told)
    place = {"customer_id": "C2", "date": "2026-12-08"}
    assert manager.post(f"{PAGE}/remove", data=place).headers["location"] == PAGE
    assert "There are no appointments" in text_of(manager.get(PAGE))
    assert manager.post(f"{PAGE}/remove", data=place).status_code == 404


def test_programs_read_and_remove_what_the_page_shows(stage, manager):
    crm, api = stage.program("manager"), f"/api/v1{PAGE}"
    proposal = proposed(stage, "2026-12-08")
    decided = {"state": "accepted", "version": proposal.version}
    url = f"/api/v1/teams/1/proposals/{proposal.proposal_id}"
    assert crm.post(url, json=decided).status_code == 200
    (told,) = crm.get(f"{api}?check=true").json()["items"]
    assert (told["customer_id"], told["customer_name"], told["day"]) == (
        "C2",
        "Birch",
        "2026-12-08",
    )
    assert (told["strength"], told["proposal_id"]) == ("day", proposal.proposal_id)
    assert (told["on_board"], told["in_the_way"]) == (False, "")
    place = {"customer_id": told["customer_id"], "date": told["date"]}
    assert crm.delete(api, params=place).status_code == 204
    assert crm.get(api).json()["items"] == []
    assert crm.delete(api, params=place).status_code == 404
    assert crm.get("/api/v1/teams/1/proposals?limit=1").json()["items"][0]["state"] == "declined"


def test_programs_are_told_what_stands_in_the_way_of_a_plan(stage, manager):
    with stage.database.work() as work:
        work.pins.add(1, "P1", {"customer_id": "C2", "date": "2026-12-08", "rep_id": "R02"})
        work.pins.add(1, "P2", {"customer_id": "C9", "date": "12/08/2026"})
        work.commit()
    crm, api = stage.program("manager"), f"/api/v1{PAGE}"
    unchecked = crm.get(api).json()["items"]
    assert {one["customer_id"]: one["in_the_way"] for one in unchecked} == {
        "C2": "",
        "C9": "customer_id",
    }
    told = {one["customer_id"]: one for one in crm.get(f"{api}?check=true").json()["items"]}
    assert (told["C2"]["in_the_way"], told["C9"]["in_the_way"]) == ("rep_id", "customer_id")
    assert told["C9"]["day"] is None
    place = {"customer_id": "C9", "date": "12/08/2026"}
    assert crm.delete(api, params=place).status_code == 204


def test_programs_take_an_accepted_length_back(stage, manager):
    crm, api = stage.program("manager"), "/api/v1/teams/1/lengths"
    proposal = proposed(stage, "longer 90")
    url = f"/api/v1/teams/1/proposals/{proposal.proposal_id}"
    crm.post(url, json={"state": "accepted", "version": proposal.version})
    (told,) = crm.get(api).json()["items"]
    assert told == {
        "proposal_id": proposal.proposal_id,
        "customer_id": "C2",
        "customer_name": "Birch",
        "minutes": 90,
        "before": "",
    }
    assert crm.delete(f"{api}/{proposal.proposal_id}").status_code == 204
    assert crm.get(api).json()["items"] == []
    assert crm.delete(f"{api}/{proposal.proposal_id}").status_code == 404


def test_one_that_cannot_be_kept_says_why(stage, manager):
    with stage.database.work() as work:
        pin = {"customer_id": "C2", "date": "2026-12-08", "rep_id": "R02"}
        work.pins.add(1, "P1", pin)
        work.pins.add(1, "P2", {"customer_id": "C9", "date": "2026-12-08"})
        work.commit()
    assert "may not serve" not in text_of(manager.get(PAGE))
    told = text_of(manager.get(PAGE + "?check=true"))
    assert "This rep may not serve the customer." in told
    assert "The customer is not in the list any more" in told
    assert "2 of them cannot be kept" in told


def test_faults_of_the_lists_that_may_hide_others_are_named(stage, manager):
    with stage.database.work() as work:
        work.pins.add(1, "P1", {"customer_id": "C2", "date": "2026-12-15"})
        row = work.customers.get(1, "C1")
        work.customers.change(1, "C1", {"visit_minutes": "soon"}, row.version)
        work.commit()
    told = text_of(manager.get(PAGE + "?check=true"))
    assert "Other faults in the lists may hide some" in told
    assert "customers.csv, 2, visit_minutes" in told
    assert "(soon)" in told
    assert "Nothing is in the way" not in told


def test_programs_can_tell_faults_of_two_lists_apart(stage, manager):
    with stage.database.work() as work:
        work.pins.add(1, "P1", {"customer_id": "C2", "date": "2026-12-15"})
        for rows, key in ((work.customers, "C1"), (work.reps, "R01")):
            row = rows.get(1, key)
            rows.change(1, key, {"lat": "north"}, row.version)
        work.commit()
    told = stage.program("manager").get(f"/api/v1{PAGE}?check=true").json()
    assert told["problem_count"] == len(told["problems"])
    assert {(one["file"], one["row"], one["place"]) for one in told["problems"]} >= {
        ("customers.csv", 2, "lat"),
        ("reps.csv", 2, "lat"),
    }


def test_an_accepted_length_is_listed_and_removed(stage, manager):
    proposal = proposed(stage, "longer 75")
    form = {"state": "accepted", "version": str(proposal.version)}
    manager.post(f"/teams/1/proposals/{proposal.proposal_id}", data=form)
    told = text_of(manager.get(PAGE))
    assert "Longer visits" in told
    assert "as usual for the category" in told
    manager.post(f"/teams/1/lengths/{proposal.proposal_id}/remove")
    assert "Longer visits" not in text_of(manager.get(PAGE))
