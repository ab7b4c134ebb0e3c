"""Lengths of visits that reps proposed and that were accepted, and how they are taken back."""

from dataclasses import dataclass

from models.errors import MissingError
from models.people import User
from models.proposals import proposed_change
from models.records import Proposal, ProposalState
from scheduler.pipelines.app.database import Database, Work

_COLUMN = "visit_minutes"


@dataclass(frozen=True, slots=True)
class Longer:
    """Visits of a customer that are longer since a proposal was accepted.

    Parameters
    ----------
    proposal
        The latest decided that asks for this length.
    before
        The length in the list as it was entered, which comes back once this one is taken back; empty
        where the list said none.
    """

    proposal: Proposal
    name: str
    minutes: int
    before: str


def longer_visits(work: Work, team_id: int) -> list[Longer]:
    """Return the accepted lengths that still are those of their customers, latest decided first."""
    found: dict[str, Longer] = {}
    accepted = work.proposals.of_team(team_id, ProposalState.ACCEPTED)
    for proposal in sorted(accepted, key=lambda one: one.changed, reverse=True):
        minutes = proposed_change(proposal.change).minutes
        row = work.customers.get(team_id, proposal.customer_id)
        if minutes and row and row.fields.get(_COLUMN) == str(minutes):
            name = row.fields.get("name", "") or row.key
            found.setdefault(row.key, Longer(proposal, name, minutes, proposal.replaced or ""))
    return list(found.values())


def own_length(work: Work, team_id: int, customer_id: str) -> str:
    """Return the minutes that the list says of a customer's visits, whatever was accepted since."""
    for one in longer_visits(work, team_id):
        if one.proposal.customer_id == customer_id:
            return one.before
    row = work.customers.get(team_id, customer_id)
    return row.fields.get(_COLUMN, "") if row else ""


def lengthen(work: Work, proposal: Proposal, minutes: int) -> None:
    """Let the visits of a customer take so many minutes."""
    row = work.customers.get(proposal.team_id, proposal.customer_id)
    if row is not None:
        work.customers.change(proposal.team_id, row.key, {_COLUMN: str(minutes)}, row.version)


def shorten_again(database: Database, user: User | None, team_id: int, proposal_id: int) -> None:
    """Take the accepted length of a customer back: visits last as long again as the list said before.

    Every proposal of the customer's for another length is declined after all, however many asked for the
    same: else the visits would stay as long as they are.

    Raises
    ------
    MissingError
        The length of this proposal is not the customer's any more.
    """
    with database.work(user) as work:
        known = {one.proposal.proposal_id: one for one in longer_visits(work, team_id)}
        longer = known.get(proposal_id)
        row = work.customers.get(team_id, longer.proposal.customer_id) if longer else None
        if longer is None or row is None:
            raise MissingError("this length is not the customer's any more; open the list again")
        work.customers.change(team_id, row.key, {_COLUMN: longer.before}, row.version)
        for proposal in work.proposals.of_team(team_id, ProposalState.ACCEPTED):
            if (
                proposal.customer_id == row.key
                and proposed_change(proposal.change).minutes is not None
            ):
                work.proposals.decide(proposal, ProposalState.DECLINED, proposal.answer)
        work.commit()
