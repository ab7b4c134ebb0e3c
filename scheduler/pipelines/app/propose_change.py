"""A rep proposes to change a visit, with a reason; the manager decides."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.errors import InputError, InputProblem, MissingError, StaleError
from models.kept_plans import PlannedStop
from models.month import Month
from models.people import User
from models.proposals import ProposalKind, ProposedChange, proposed_change
from models.records import NewProposal, Proposal, ProposalState
from scheduler.pipelines.app.database import Work
from scheduler.pipelines.app.in_the_way import to_decline, why
from scheduler.pipelines.app.keepable import demand_keepable
from scheduler.pipelines.app.lengths import lengthen, own_length
from scheduler.pipelines.app.rep_day import own_today, own_work, published_stop
from scheduler.pipelines.app.today import today_of

_LONGEST_TEXT = 500
_SHORTEST_MIN, _LONGEST_MIN = 5, 480


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with what it is about.

    Parameters
    ----------
    stop
        The visit as it is published; ``None`` where it is not any more.
    rep_name
        What the rep is called in the list of reps; the id where it does not say.
    """

    proposal: Proposal
    change: ProposedChange
    stop: PlannedStop | None
    rep_name: str

    @property
    def name(self) -> str:
        """Return what the customer is called."""
        return self.stop.name if self.stop else self.proposal.customer_id


def own_visit(work: Work, user: User | None, visit_id: str) -> PlannedStop:
    """Return a visit of the user as it is published.

    Raises
    ------
    MissingError
        The visit is not one of the rep's.
    """
    team_id, rep_id = own_work(user)
    stop = published_stop(work, team_id, visit_id, rep_id)
    if stop is None:
        raise MissingError("this visit is not in your published plan; open the day again")
    return stop


def propose(
    work: Work, user: User | None, visit_id: str, change: ProposedChange, reason: str
) -> Proposal:
    """Keep what a rep proposes for a visit of the own published plan.

    Raises
    ------
    InputError
        Something in it is wrong; the column of each problem is the field.
    MissingError
        The visit is not one of the rep's.
    """
    team_id, rep_id = own_work(user)
    stop = own_visit(work, user, visit_id)
    problems = list(_problems(change, reason.strip(), stop, own_today(work, user)))
    if problems:
        raise InputError(problems)
    new = NewProposal(
        rep_id=rep_id,
        visit_id=visit_id,
        customer_id=stop.customer_id,
        change=change.text,
        reason=reason.strip(),
    )
    again = next(
        (
            known
            for known in work.proposals.of_rep(team_id, rep_id)
            if known.state is ProposalState.OPEN
            if (known.visit_id, known.change, known.reason) == (visit_id, new.change, new.reason)
        ),
        None,
    )
    kept = again or work.proposals.add(team_id, new)
    work.commit()
    return kept


def own_proposals(work: Work, user: User | None) -> list[ProposalView]:
    """Return the user's proposals with their answers, newest first."""
    team_id, rep_id = own_work(user)
    return [_view(work, one) for one in work.proposals.of_rep(team_id, rep_id)]


def team_proposals(work: Work, team_id: int) -> list[ProposalView]:
    """Return the proposals of a team with the visits they are about, as `ordered_proposals` does."""
    return [_view(work, one) for one in ordered_proposals(work, team_id)]


def ordered_proposals(work: Work, team_id: int) -> list[Proposal]:
    """Return the proposals of a team: the open ones first, then the newest."""
    found = work.proposals.of_team(team_id)
    return sorted(found, key=lambda one: one.state is not ProposalState.OPEN)


def decide(work: Work, seen: Proposal, state: ProposalState, answer: str) -> Proposal:
    """Accept or decline a proposal as it was seen.

    An accepted day becomes an appointment that the next plan keeps, an accepted length the visit
    minutes of the customer; what else is accepted the manager changes in the plan.

    Raises
    ------
    InputError
        What would be accepted cannot be kept; the column of the problem is what is in the way.
    StaleError
        Somebody else has decided, or changed the customer, meanwhile.
    """
    if seen.state is not ProposalState.OPEN:
        raise StaleError("the proposal", seen.author)
    if state is ProposalState.ACCEPTED:
        _demand_possible(work, seen)
    accepts = state is ProposalState.ACCEPTED
    replaced = _replaced(work, seen) if accepts else None
    decided = work.proposals.decide(seen, state, answer.strip()[:_LONGEST_TEXT], replaced)
    if accepts:
        _carry_out(work, decided)
    work.commit()
    return decided


def proposal_of(work: Work, team_id: int, proposal_id: int, version: int) -> Proposal:
    """Return a proposal of a team as it was seen.

    Raises
    ------
    MissingError
        The team has no such proposal.
    """
    found = work.proposals.get(team_id, proposal_id)
    if found is None:
        raise MissingError("this proposal is not there; open the list again")
    return replace(found, version=version)


def pin_key(proposal_id: int) -> str:
    """Return the key under which the appointment of an accepted proposal is kept."""
    return f"proposal-{proposal_id}"


def _demand_possible(work: Work, proposal: Proposal) -> None:
    """Refuse to accept what could not be carried out, or would keep the month from being planned."""
    wanted, team_id = proposed_change(proposal.change), proposal.team_id
    if wanted.day is None and wanted.minutes is None:
        return
    if work.customers.get(team_id, proposal.customer_id) is None:
        raise InputError([_in_the_way("customer_id", proposal.customer_id)])
    if wanted.day is None:
        return
    if wanted.day < today_of(work, team_id, proposal.rep_id):
        raise InputError([_in_the_way("day", str(wanted.day))])
    demand_keepable(work, team_id, Month.of(wanted.day), _pin(proposal, wanted.day))


def _pin(proposal: Proposal, day: dt.date) -> dict[str, str]:
    return {
        "customer_id": proposal.customer_id,
        "date": day.isoformat(),
        "rep_id": proposal.rep_id,
        "strength": "day",
    }


def _carry_out(work: Work, proposal: Proposal) -> None:
    wanted, team_id = proposed_change(proposal.change), proposal.team_id
    if wanted.day is not None:
        work.pins.add(team_id, pin_key(proposal.proposal_id), _pin(proposal, wanted.day))
    if wanted.minutes is not None:
        lengthen(work, proposal, wanted.minutes)


def _replaced(work: Work, proposal: Proposal) -> str | None:
    """Return the length whose place a proposal takes; nothing where it is about no length."""
    if proposed_change(proposal.change).minutes is None:
        return None
    return own_length(work, proposal.team_id, proposal.customer_id)


def _view(work: Work, proposal: Proposal) -> ProposalView:
    stop = published_stop(work, proposal.team_id, proposal.visit_id, proposal.rep_id)
    rep = work.reps.get(proposal.team_id, proposal.rep_id)
    rep_name = (rep.fields.get("name", "") if rep else "") or proposal.rep_id
    return ProposalView(proposal, proposed_change(proposal.change), stop, rep_name)


def _problems(
    change: ProposedChange, reason: str, stop: PlannedStop, today: dt.date
) -> Iterator[InputProblem]:
    """Yield everything that is wrong with a proposal."""
    if not reason:
        yield _problem("reason", "", "no reason is given", "say in a few words why")
    if len(reason) > _LONGEST_TEXT:
        advice = f"use at most {_LONGEST_TEXT} letters"
        yield _problem("reason", f"{reason[:20]}…", "the text is too long", advice)
    if change.kind is ProposalKind.DAY and (
        change.day is None or change.day == stop.date or change.day < today
    ):
        shown = change.day.isoformat() if change.day else ""
        advice = "choose a day from today on, other than the planned one"
        yield _problem("day", shown, "the visit has no other day", advice)
    if (
        change.kind is ProposalKind.LONGER
        and not _SHORTEST_MIN <= (change.minutes or 0) <= _LONGEST_MIN
    ):
        advice = f"give {_SHORTEST_MIN} to {_LONGEST_MIN} minutes"
        yield _problem("minutes", str(change.minutes or ""), "this is no length of a visit", advice)


def _in_the_way(column: str, value: str) -> InputProblem:
    return _problem(column, value, why(column), to_decline(column))


def _problem(name: str, value: str, what: str, advice: str) -> InputProblem:
    return InputProblem("the form", 0, name, value, what, advice)
