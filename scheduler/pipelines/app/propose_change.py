"""A rep proposes to change a visit, with a reason; the manager decides."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.errors import InputError, InputProblem, MissingError, StaleError
from models.kept_plans import PlannedStop
from models.month import Month
from models.people import User
from models.records import Proposal, ProposalState, Wish
from models.wishes import VisitWish, WishKind, wish_of
from scheduler.pipelines.app.database import Work
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
    wish: VisitWish
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


def propose(work: Work, user: User | None, visit_id: str, wish: VisitWish, reason: str) -> Proposal:
    """Keep a rep's wish for a visit of the own published plan.

    Raises
    ------
    InputError
        Something in it is wrong; the column of each problem is the field.
    MissingError
        The visit is not one of the rep's.
    """
    team_id, rep_id = own_work(user)
    stop = own_visit(work, user, visit_id)
    problems = list(_problems(wish, reason.strip(), stop, own_today(work, user)))
    if problems:
        raise InputError(problems)
    said = Wish(
        rep_id=rep_id,
        visit_id=visit_id,
        customer_id=stop.customer_id,
        wish=wish.text,
        reason=reason.strip(),
    )
    again = next(
        (
            known
            for known in work.proposals.of_rep(team_id, rep_id)
            if known.state is ProposalState.OPEN
            if (known.visit_id, known.wish, known.reason) == (visit_id, said.wish, said.reason)
        ),
        None,
    )
    kept = again or work.proposals.add(team_id, said)
    work.commit()
    return kept


def own_proposals(work: Work, user: User | None) -> list[ProposalView]:
    """Return the user's wishes with their answers, newest first."""
    team_id, rep_id = own_work(user)
    return [_view(work, wish) for wish in work.proposals.of_rep(team_id, rep_id)]


def team_proposals(work: Work, team_id: int) -> list[ProposalView]:
    """Return the wishes of a team with the visits they are about, as `ordered_proposals` does."""
    return [_view(work, wish) for wish in ordered_proposals(work, team_id)]


def ordered_proposals(work: Work, team_id: int) -> list[Proposal]:
    """Return the wishes of a team: the open ones first, then the newest."""
    found = work.proposals.of_team(team_id)
    return sorted(found, key=lambda wish: wish.state is not ProposalState.OPEN)


def decide(work: Work, seen: Proposal, state: ProposalState, answer: str) -> Proposal:
    """Accept or decline a wish as it was seen.

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
        raise StaleError("the wish", seen.author)
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
    """Return a wish of a team as it was seen.

    Raises
    ------
    MissingError
        The team has no such wish.
    """
    found = work.proposals.get(team_id, proposal_id)
    if found is None:
        raise MissingError("this wish is not there; open the list again")
    return replace(found, version=version)


def pin_key(proposal_id: int) -> str:
    """Return the key under which the appointment of an accepted wish is kept."""
    return f"proposal-{proposal_id}"


def _demand_possible(work: Work, wish: Proposal) -> None:
    """Refuse to accept what could not be carried out, or would keep the month from being planned."""
    wanted, team_id = wish_of(wish.wish), wish.team_id
    if wanted.day is None and wanted.minutes is None:
        return
    if work.customers.get(team_id, wish.customer_id) is None:
        what, advice = "the customer is not in the list any more", "decline the wish"
        raise InputError([_problem("customer_id", wish.customer_id, what, advice)])
    if wanted.day is None:
        return
    if wanted.day < today_of(work, team_id, wish.rep_id):
        raise InputError([_problem("day", str(wanted.day), "the day is over", "decline the wish")])
    demand_keepable(work, team_id, Month.of(wanted.day), _pin(wish, wanted.day))


def _pin(wish: Proposal, day: dt.date) -> dict[str, str]:
    return {
        "customer_id": wish.customer_id,
        "date": day.isoformat(),
        "rep_id": wish.rep_id,
        "strength": "day",
    }


def _carry_out(work: Work, wish: Proposal) -> None:
    wanted, team_id = wish_of(wish.wish), wish.team_id
    if wanted.day is not None:
        work.pins.add(team_id, pin_key(wish.proposal_id), _pin(wish, wanted.day))
    if wanted.minutes is not None:
        lengthen(work, wish, wanted.minutes)


def _replaced(work: Work, wish: Proposal) -> str | None:
    """Return the length whose place a wish takes; nothing where it is about no length."""
    if wish_of(wish.wish).minutes is None:
        return None
    return own_length(work, wish.team_id, wish.customer_id)


def _view(work: Work, wish: Proposal) -> ProposalView:
    stop = published_stop(work, wish.team_id, wish.visit_id, wish.rep_id)
    rep = work.reps.get(wish.team_id, wish.rep_id)
    rep_name = (rep.fields.get("name", "") if rep else "") or wish.rep_id
    return ProposalView(wish, wish_of(wish.wish), stop, rep_name)


def _problems(
    wish: VisitWish, reason: str, stop: PlannedStop, today: dt.date
) -> Iterator[InputProblem]:
    """Yield everything that is wrong with a wish."""
    if not reason:
        yield _problem("reason", "", "no reason is given", "say in a few words why")
    if len(reason) > _LONGEST_TEXT:
        advice = f"use at most {_LONGEST_TEXT} letters"
        yield _problem("reason", f"{reason[:20]}…", "the text is too long", advice)
    if wish.kind is WishKind.DAY and (
        wish.day is None or wish.day == stop.date or wish.day < today
    ):
        shown = wish.day.isoformat() if wish.day else ""
        advice = "choose a day from today on, other than the planned one"
        yield _problem("day", shown, "the visit has no other day", advice)
    if wish.kind is WishKind.LONGER and not _SHORTEST_MIN <= (wish.minutes or 0) <= _LONGEST_MIN:
        advice = f"give {_SHORTEST_MIN} to {_LONGEST_MIN} minutes"
        yield _problem("minutes", str(wish.minutes or ""), "this is no length of a visit", advice)


def _problem(name: str, value: str, what: str, advice: str) -> InputProblem:
    return InputProblem("the form", 0, name, value, what, advice)
