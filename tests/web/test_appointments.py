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
    assert "All of them can be kept." in text_of(told)
    place = {"customer_id": "C2", "date": "2026-12-08"}
    assert manager.post(f"{PAGE}/remove", data=place).headers["location"] == PAGE
    assert "There are no appointments" in text_of(manager.get(PAGE))
    assert manager.post(f"{PAGE}/remove", data=place).status_code == 404


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
    assert "All of them" not in told


def test_an_accepted_length_is_listed_and_removed(stage, manager):
    proposal = proposed(stage, "longer 75")
    form = {"state": "accepted", "version": str(proposal.version)}
    manager.post(f"/teams/1/proposals/{proposal.proposal_id}", data=form)
    assert "Longer visits" in text_of(manager.get(PAGE))
    manager.post(f"/teams/1/lengths/{proposal.proposal_id}/remove")
    assert "Longer visits" not in text_of(manager.get(PAGE))
