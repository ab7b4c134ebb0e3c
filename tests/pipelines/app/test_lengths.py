"""An accepted length holds until it is taken back; then the visits last as long again as the list said."""

import datetime as dt
import itertools

import pytest

from models.errors import MissingError
from models.people import Account, Role
from models.records import NewProposal, ProposalState
from scheduler.pipelines.app.lengths import longer_visits, shorten_again
from scheduler.pipelines.app.propose_change import decide
from scheduler.store import open_database
from tests.phone_team import NOW


@pytest.fixture(params=["30", ""])
def before(request):
    """The minutes in the list."""
    return request.param


def managing(database, before):
    """The manager of a team with a customer."""
    with database.work() as work:
        team = work.teams.add("North", "US", "America/New_York").team_id
        account = Account(login="dana", name="Dana", role=Role.MANAGER, team_id=team)
        user = work.users.add(account, "hash")
        work.customers.add(team, "C2", {"name": "Birch", "visit_minutes": before})
        work.commit()
    return user


@pytest.fixture
def manager(database, before):
    return managing(database, before)


def said(minutes):
    return NewProposal(
        rep_id="R01", visit_id="C2/1", customer_id="C2", change=f"longer {minutes}", reason="more"
    )


def accepted(database, manager, minutes):
    with database.work(manager) as work:
        proposal = work.proposals.add(manager.team_id, said(minutes))
        return decide(work, proposal, ProposalState.ACCEPTED, "")


def listed(database, manager):
    with database.work(manager) as work:
        return longer_visits(work, manager.team_id)


def minutes_of(database, manager):
    with database.work(manager) as work:
        return work.customers.get(manager.team_id, "C2").fields.get("visit_minutes", "")


def state_of(database, manager, proposal):
    with database.work(manager) as work:
        return work.proposals.get(manager.team_id, proposal.proposal_id).state


@pytest.mark.parametrize("lengths", [(60,), (60, 60), (60, 45), (60, 45, 60)])
def test_the_length_of_the_list_comes_back_however_many_were_accepted(
    database, manager, before, lengths
):
    proposals = [accepted(database, manager, minutes) for minutes in lengths]
    (one,) = listed(database, manager)
    assert (one.proposal, one.name, one.minutes) == (proposals[-1], "Birch", lengths[-1])
    assert one.before == before
    shorten_again(database, manager, manager.team_id, one.proposal.proposal_id)
    assert minutes_of(database, manager) == before
    assert listed(database, manager) == []
    assert {state_of(database, manager, proposal) for proposal in proposals} == {
        ProposalState.DECLINED
    }
    with pytest.raises(MissingError):
        shorten_again(database, manager, manager.team_id, one.proposal.proposal_id)


def test_a_length_set_by_hand_since_stays_and_comes_back_after_a_later_proposal(database, manager):
    first = accepted(database, manager, 60)
    with database.work(manager) as work:
        row = work.customers.get(manager.team_id, "C2")
        work.customers.change(manager.team_id, "C2", {"visit_minutes": "40"}, row.version)
        work.commit()
    assert listed(database, manager) == []
    with pytest.raises(MissingError):
        shorten_again(database, manager, manager.team_id, first.proposal_id)
    later = accepted(database, manager, 50)
    shorten_again(database, manager, manager.team_id, later.proposal_id)
    assert minutes_of(database, manager) == "40"


def test_the_one_decided_last_is_taken_back_however_they_were_proposed(tmp_path):
    hours = (NOW + dt.timedelta(hours=k) for k in itertools.count())
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}", lambda: next(hours))
    manager = managing(database, "30")
    with database.work(manager) as work:
        first, second = (work.proposals.add(manager.team_id, said(60)) for _ in range(2))
        decide(work, second, ProposalState.ACCEPTED, "")
    with database.work(manager) as work:
        row = work.customers.get(manager.team_id, "C2")
        assert row is not None
        work.customers.change(manager.team_id, "C2", {"visit_minutes": "45"}, row.version)
        decide(work, first, ProposalState.ACCEPTED, "")
    (one,) = listed(database, manager)
    assert (one.proposal.proposal_id, one.before) == (first.proposal_id, "45")
    database.close()
