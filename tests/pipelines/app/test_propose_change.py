"""A rep proposes a change; the manager decides."""

import pytest

from models.errors import InputError, MissingError, StaleError
from models.proposals import ProposalKind, ProposedChange, proposed_change
from models.records import ProposalState
from scheduler.pipelines.app.propose_change import (
    decide,
    own_proposals,
    proposal_of,
    propose,
    team_proposals,
)
from scheduler.pipelines.app.rep_day import rep_day
from tests.phone_team import LONG, december

VISIT = "C1/2026-12/1"
NINTH = ProposedChange(kind=ProposalKind.DAY, day=december(9))
LONGER = ProposedChange(kind=ProposalKind.LONGER, minutes=60)
DROP = ProposedChange(kind=ProposalKind.DROP)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (NINTH, "2026-12-09"),
        (LONGER, "longer 60"),
        (DROP, "drop"),
        (ProposedChange(kind=ProposalKind.OTHER), "other"),
    ],
)
def test_a_change_is_read_as_it_was_kept(change, text):
    assert change.text == text
    assert proposed_change(text) == change


def test_the_rep_sees_the_answer_of_the_manager(database, people):
    with database.work(people.anna) as work:
        proposal = propose(work, people.anna, VISIT, DROP, " bankrupt ")
    with database.work(people.manager) as work:
        (seen,) = team_proposals(work, people.team_id)
        assert (seen.name, seen.rep_name, seen.proposal.reason) == (LONG, "Anna Berg", "bankrupt")
        decide(work, seen.proposal, ProposalState.DECLINED, "visit once more")
    with database.work(people.anna) as work:
        (mine,) = own_proposals(work, people.anna)
        assert (mine.proposal.state, mine.proposal.answer) == ("declined", "visit once more")
        assert rep_day(work, people.anna, december(1)).visits[0].proposal == mine.proposal
        assert own_proposals(work, people.boris) == []
    assert proposal.state is ProposalState.OPEN


def test_a_proposal_that_is_sent_twice_is_one(work, people):
    first = propose(work, people.anna, VISIT, DROP, "bankrupt")
    assert propose(work, people.anna, VISIT, DROP, "bankrupt") == first


def test_an_accepted_day_becomes_an_appointment(work, people):
    proposal = propose(work, people.anna, VISIT, NINTH, "the owner is away")
    decide(work, proposal, ProposalState.ACCEPTED, "")
    (pin,) = work.pins.of_team(people.team_id)
    assert dict(pin.fields) == {
        "customer_id": "C1",
        "date": "2026-12-09",
        "rep_id": "R01",
        "strength": "day",
    }


def test_an_accepted_length_becomes_that_of_the_customers_visits(work, people):
    decide(
        work, propose(work, people.anna, VISIT, LONGER, "two floors"), ProposalState.ACCEPTED, ""
    )
    assert work.customers.get(people.team_id, "C1").fields["visit_minutes"] == "60"


def test_what_is_declined_changes_nothing(work, people):
    for change in (NINTH, LONGER):
        kept = propose(work, people.anna, VISIT, change, "because")
        decide(work, kept, ProposalState.DECLINED, "no")
    assert work.pins.of_team(people.team_id) == []
    assert "visit_minutes" not in work.customers.get(people.team_id, "C1").fields


def test_of_two_managers_the_second_is_told(database, people):
    with database.work(people.anna) as work:
        proposal = propose(work, people.anna, VISIT, NINTH, "the owner is away")
    with database.work(people.manager) as work:
        decide(work, proposal, ProposalState.ACCEPTED, "")
    with database.work(people.manager) as work:
        seen = proposal_of(work, people.team_id, proposal.proposal_id, proposal.version)
        with pytest.raises(StaleError):
            decide(work, seen, ProposalState.DECLINED, "")
    with database.work() as work:
        assert len(work.pins.of_team(people.team_id)) == 1


@pytest.mark.parametrize(
    ("change", "reason", "columns"),
    [
        (DROP, " ", ["reason"]),
        (DROP, "x" * 501, ["reason"]),
        (ProposedChange(kind=ProposalKind.DAY), "", ["reason", "day"]),
        (ProposedChange(kind=ProposalKind.DAY, day=december(1)), "planned then anyway", ["day"]),
        (ProposedChange(kind=ProposalKind.LONGER), "long", ["minutes"]),
        (ProposedChange(kind=ProposalKind.LONGER, minutes=481), "long", ["minutes"]),
    ],
)
def test_everything_that_is_wrong_with_a_proposal_is_told_at_once(
    work, people, change, reason, columns
):
    with pytest.raises(InputError) as caught:
        propose(work, people.anna, VISIT, change, reason)
    assert [problem.column for problem in caught.value.problems] == columns
    assert own_proposals(work, people.anna) == []


def test_a_proposal_is_about_an_own_visit_and_decided_by_its_team(work, people):
    with pytest.raises(MissingError):
        propose(work, people.anna, "C6/2026-12/1", DROP, "not mine")
    proposal = propose(work, people.anna, VISIT, DROP, "bankrupt")
    with pytest.raises(MissingError):
        proposal_of(work, people.stranger.team_id, proposal.proposal_id, proposal.version)
