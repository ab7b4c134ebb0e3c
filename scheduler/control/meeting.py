"""What a team meeting is about: figures, opportunities, alarms, best practice (P22)."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.control import FollowedVisit, RepControl, VisitState
from models.customers import Customer, Segment, Status
from models.requirement import Kind
from models.success import (
    BlueCustomer,
    CustomerCase,
    Effect,
    Finding,
    Opportunity,
    RepGroup,
    RepGrowth,
    Success,
)
from scheduler.control.likeness import Portfolio, alike, groups_of_like

MOST_HOT = 8
"""So many opportunities a group talks about."""
ENOUGH = 10
"""Visits from which on a rep's share says anything."""
_AVERAGE_RATIO = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What meetings are made from.

    Parameters
    ----------
    customers
        By id.
    visits
        What became of the month's visits.
    reps
        The month of each rep.
    success
        Which actions preceded growth.
    blue
        A customers who buy far less than is expected (P9: blue).
    closing_ratio
        Closings per meeting where a prospect has none of its own.
    reported_to
        The last day of the reports.
    """

    customers: Mapping[str, Customer]
    visits: Sequence[FollowedVisit]
    reps: Sequence[RepControl]
    success: Success
    blue: Sequence[BlueCustomer] = ()
    closing_ratio: float = _AVERAGE_RATIO
    reported_to: dt.date | None = None


def rep_groups(portfolios: Sequence[Portfolio], facts: MeetingFacts) -> tuple[RepGroup, ...]:
    """Return the groups of reps with like portfolios, each with what its meeting is about."""
    of_rep = {portfolio.rep_id: portfolio for portfolio in portfolios}
    control = {rep.rep_id: rep for rep in facts.reps}
    hot = list(opportunities(facts))
    groups = []
    for number, ids in enumerate(groups_of_like(portfolios), start=1):
        reps = tuple(control[rep_id] for rep_id in ids if rep_id in control)
        group = RepGroup(
            number=number,
            reps=reps,
            growth=tuple(rep_growth(rep.rep_id, facts) for rep in reps),
            alike=alike([of_rep[rep_id] for rep_id in ids]),
            hot=tuple(found for found in hot if found.rep_id in ids)[:MOST_HOT],
            blue=tuple(found for found in facts.blue if found.rep_id in ids),
            practice=(*proven(facts.success.effects), *leaders(reps)),
        )
        groups.append(group)
    return tuple(groups)


def opportunities(facts: MeetingFacts) -> Iterator[Opportunity]:
    """Yield prospects and growth goals by the money they may bring a month, the most first."""
    visits_of: dict[str, list[FollowedVisit]] = {}
    for visit in facts.visits:
        visits_of.setdefault(visit.customer_id, []).append(visit)
    found = []
    for customer in facts.customers.values():
        money, why = _money(customer, facts.closing_ratio)
        if money > 0:
            visits = visits_of.get(customer.customer_id, [])
            found.append(_opportunity(customer, (money, why), visits, facts.reported_to))
    yield from sorted(found, key=lambda hot: (-hot.money, hot.customer_id))


def rep_growth(rep_id: str, facts: MeetingFacts) -> RepGrowth:
    """Return what grew in a rep's portfolio, and how often its customers were visited."""
    cases: list[CustomerCase] = [case for case in facts.success.cases if case.rep_id == rep_id]
    own = [v for v in facts.visits if v.rep_id == rep_id and v.kind is not Kind.DESK]
    made = Counter(visit.segment for visit in own if visit.is_done)
    whom: dict[str, set[str]] = {}
    for visit in own:
        whom.setdefault(visit.segment, set()).add(visit.customer_id)
    return RepGrowth(
        rep_id=rep_id,
        customers=len(cases),
        before=sum(case.before for case in cases),
        after=sum(case.after for case in cases),
        visits_per_customer={
            segment: made[segment] / len(customers) for segment, customers in sorted(whom.items())
        },
        field_day=field_day(own, facts.reported_to),
    )


def field_day(
    visits: Sequence[FollowedVisit], reported_to: dt.date | None
) -> tuple[dt.date, str] | None:
    """Return the coming day with the most A customers and prospects: worth coming along."""
    days: dict[dt.date, Counter[str]] = {}
    for visit in visits:
        ahead = reported_to is None or (visit.planned is not None and visit.planned > reported_to)
        if visit.state is VisitState.REMAINING and visit.planned is not None and ahead:
            kind = "prospect" if visit.kind is Kind.PROSPECT else visit.segment
            days.setdefault(visit.planned, Counter())[kind] += 1
    if not days:
        return None
    best = min(days, key=lambda day: (-days[day][Segment.A] - days[day]["prospect"], day))
    total = _counted(days[best].total(), "meeting")
    a, prospects = days[best][Segment.A], days[best]["prospect"]
    return best, f"{total}, {a} with A customers, {prospects} with prospects"


def proven(effects: Sequence[Effect]) -> Iterator[str]:
    """Yield what the comparisons show, or that they show nothing."""
    shown = [effect for effect in effects if effect.finding is Finding.EVIDENCE]
    for effect in shown:
        if effect.difference is None or effect.low is None or effect.high is None:
            continue
        word = "more" if effect.difference > 0 else "less"
        yield (
            f"Customers with {effect.action} grew {abs(effect.difference):.0%} of their usual month "
            f"{word} than like ones with {effect.compared} (95 %: {effect.low:+.0%} to "
            f"{effect.high:+.0%}; {effect.with_count} against {effect.without_count} customers). "
            "This is a correlation, not yet a cause."
        )
    if not shown:
        yield "No evidence this month that any one action preceded growth."


def leaders(reps: Sequence[RepControl]) -> Iterator[str]:
    """Yield who to ask, figure by figure: the best rep where there is one and enough visits."""
    figures: tuple[
        tuple[str, Callable[[RepControl], float | None], Callable[[RepControl], int]], ...
    ]
    figures = (
        (
            "{name} made {share:.0%} of the planned visits: ask how the day is kept.",
            lambda rep: rep.meetings.done_share,
            lambda rep: rep.meetings.over,
        ),
        (
            "{name} made {share:.0%} of the visits inside their windows: ask how dates are agreed.",
            lambda rep: rep.punctuality.on_time_share,
            lambda rep: rep.punctuality.measured,
        ),
        (
            "{name} took an order at {share:.0%} of the contacts made: ask how the talk is prepared.",
            lambda rep: rep.order_count / _contacts(rep) if _contacts(rep) else None,
            lambda rep: _contacts(rep) if rep.order_count else 0,
        ),
    )
    for sentence, share_of, count_of in figures:
        shares = {
            rep.name or rep.rep_id: share
            for rep in reps
            if count_of(rep) >= ENOUGH and (share := share_of(rep)) is not None
        }
        best = max(shares.values(), default=0.0)
        first = [name for name, share in shares.items() if share == best]
        if len(shares) > 1 and len(first) == 1:
            yield sentence.format(name=first[0], share=best)


def _contacts(rep: RepControl) -> int:
    """Return the contacts made at which an order could be taken: orders are counted at all of them."""
    return rep.meetings.done + rep.desk.done + rep.beside


def _money(customer: Customer, closing_ratio: float) -> tuple[float, str]:
    """Return what a customer may bring a month, and why; 0 where nothing is expected."""
    if customer.status is Status.PROSPECT and customer.expected_value:
        ratio = customer.closing_ratio or closing_ratio
        return (
            ratio * customer.expected_value,
            f"prospect: {ratio:.0%} of {customer.expected_value:,.0f}",
        )
    if customer.status is Status.ACTIVE and customer.growth_goal:
        potential = customer.scores.potential
        score = f", potential {potential}" if potential is not None else ""
        return customer.growth_goal, f"growth goal{score}"
    return 0.0, ""


def _opportunity(
    customer: Customer,
    worth: tuple[float, str],
    visits: Sequence[FollowedVisit],
    reported_to: dt.date | None,
) -> Opportunity:
    told = [visit for visit in visits if visit.outcome]
    open_days = [
        visit.date or visit.planned
        for visit in visits
        if visit.state in {VisitState.REMAINING, VisitState.MOVED}
    ]
    over = reported_to or dt.date.min
    coming = [day for day in open_days if day is not None and day > over]
    reps = [visit.rep_id for visit in visits] or list(customer.rep_ids)
    return Opportunity(
        customer_id=customer.customer_id,
        name=customer.name,
        rep_id=reps[0] if reps else "",
        money=worth[0],
        why=worth[1],
        last_outcome=told[-1].outcome if told else "",
        next_visit=min(coming, default=None),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
