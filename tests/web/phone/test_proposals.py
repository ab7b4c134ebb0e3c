"""Proposals of reps, the manager's list, and the file of what was reported."""

from __future__ import annotations

import re

import pytest

from models.people import Account, Role
from tests.phone_team import HEBREW

PROPOSAL = {"visit_id": "C2/2026-12/1", "kind": "day", "day": "2026-12-09", "reason": "away <b>"}


@pytest.fixture
def anna(phones):
    return phones.browser(phones.people.anna)


@pytest.fixture
def manager(phones):
    return phones.browser(phones.people.manager)


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", answer.text))


def test_a_proposal_goes_to_the_manager_and_the_answer_back(phones, anna, manager):
    assert "another day" in text_of(anna.get("/phone/proposals"))
    sent = phones.send(anna, "/phone/proposals", **PROPOSAL)
    assert (sent.status_code, sent.headers["location"]) == (303, "/phone/proposals")
    listed = manager.get("/teams/1/proposals")
    assert f"{HEBREW} Anna Berg, Tue, Dec 1, 10:00–10:45" in text_of(listed)
    assert "On Wed, Dec 9 instead: away &lt;b&gt;" in text_of(listed)
    (version,) = re.findall(r'name="version" value="(\d+)"', listed.text)
    decision = {"version": version, "state": "accepted", "answer": "fine"}
    assert phones.send(manager, "/teams/1/proposals/1", **decision).status_code == 303
    assert phones.send(manager, "/teams/1/proposals/1", **decision).status_code == 409
    assert "accepted fine" in text_of(anna.get("/phone/proposals"))
    assert "Your proposal: accepted" in text_of(anna.get("/phone"))


def test_a_refused_proposal_comes_back_as_it_was_typed(phones, anna):
    answer = phones.send(anna, "/phone/proposals", **PROPOSAL | {"day": "2026-12-01"})
    assert answer.status_code == 422
    assert "Choose a day from today on" in answer.text
    assert "away &lt;b&gt;" in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "longer", "minutes": "60"}, "Longer: 60 min"),
        ({"kind": "drop"}, "Leave it out"),
        ({"kind": "other"}, "Something else"),
    ],
)
def test_the_other_proposals(phones, anna, manager, fields, said):
    assert phones.send(anna, "/phone/proposals", **PROPOSAL | fields).status_code == 303
    assert said in text_of(manager.get("/teams/1/proposals"))


def test_a_proposal_for_a_visit_of_somebody_else_is_not_taken(phones, anna):
    assert anna.get("/phone/proposals/new?visit_id=C6/2026-12/1").status_code == 404
    answer = phones.send(anna, "/phone/proposals", **PROPOSAL | {"visit_id": "C6/2026-12/1"})
    assert answer.status_code == 404


def test_without_proposals_the_manager_reads_where_they_come_from(manager):
    assert "Reps do so on their phones" in text_of(manager.get("/teams/1/proposals"))


def test_what_was_reported_is_a_file(phones, anna, manager):
    done = {"key": "key-00001", "visit_id": "C1/2026-12/1", "date": "2026-12-01", "status": "done"}
    phones.send(anna, "/phone/marks", **done)
    answer = manager.get("/teams/1/actuals.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="actuals.csv"'
    assert answer.text.splitlines()[1] == "C1/2026-12/1,C1,R01,2026-12-01,done,,,,"
    assert anna.get("/teams/1/actuals.csv").status_code == 403
    assert manager.get("/teams/2/actuals.csv").status_code == 403


def test_numbers_that_no_database_holds_are_refused(phones):
    account = Account(login="ada", name="Ada", role=Role.ADMIN)
    with phones.database.work() as work:
        admin = work.users.add(account, "hash")
        work.commit()
    client = phones.browser(admin)
    huge = "9" * 30
    assert client.get(f"/teams/{huge}/proposals").status_code == 422
    assert client.get(f"/teams/{huge}/actuals.csv").status_code == 422
    decided = phones.send(client, f"/teams/1/proposals/{huge}", state="accepted", version="1")
    assert decided.status_code == 422
