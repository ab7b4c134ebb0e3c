"""What spare capacity may be spent on, when asked: optional visits with a prize (P15, P16, P18)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from models.customers import Channel, Customer, Status
from models.requirement import Fill, Kind, Requirement, VisitNeed
from scheduler.requirements.chain import chain_of
from scheduler.requirements.demand import Demand
from scheduler.requirements.inputs import RequirementInputs
from scheduler.requirements.norms import minutes_of
from scheduler.requirements.prizes import expected_money, prize_min
from scheduler.requirements.reasons import day_text
from scheduler.requirements.response import effect_of

_CREAM = frozenset({"A", "B"})
"""Categories that a growth meeting is offered to without a goal (P16); others need potential 4 or 5."""


def optional_visits(
    customer: Customer, demands: Sequence[Demand], inputs: RequirementInputs
) -> Iterator[Requirement]:
    """Yield what may fill the customer's rep's spare time: at most one optional visit.

    Optional visits are of the kind ``prospect``: leaving them out costs the prize and nothing else.
    """
    if customer.placement is None or not inputs.reps_for(customer):
        return
    visited = any(d.visits for d in demands if d.channel is Channel.VISIT)
    if customer.status is Status.PROSPECT:
        if Fill.PROSPECTS in inputs.fill and not visited:
            yield _prospect(customer, inputs)
        return
    own = demands[0]
    if own.channel is not Channel.VISIT:
        return
    if Fill.INTERVAL in inputs.fill and not visited:
        yield from _early(customer, inputs)
    elif Fill.GROWTH in inputs.fill and customer.visits is None:
        yield from _growth(customer, own, inputs)


def _prospect(customer: Customer, inputs: RequirementInputs) -> Requirement:
    money, why = expected_money(customer, inputs)
    middle = inputs.month.first + dt.timedelta(days=len(inputs.month.days()) // 2)
    window = (inputs.month.first, inputs.month.last)
    prize = prize_min(money, customer, inputs)
    text = f"prospect: {why} is worth a detour of {prize:.0f} min"
    return _optional(
        customer, inputs, (f"{_stem(customer, inputs)}/1", middle, window), (prize, text)
    )


def _early(customer: Customer, inputs: RequirementInputs) -> Iterator[Requirement]:
    """Yield next month's visit, where its window reaches back to this month's end."""
    standing, month = inputs.standings[customer.customer_id], inputs.month
    owed = inputs.owed.get(customer.customer_id)
    chain = chain_of(customer, standing.interval_days, inputs.policy.due, owed)
    due = chain.after(month.last)
    earliest = due - dt.timedelta(days=inputs.policy.due.tolerance_days(standing.interval_days))
    if earliest > month.last:
        return
    prize = inputs.policy.cost.max_detour_min / 2
    text = f"due {day_text(due, month)}, early where there is time: worth {prize:.0f} min"
    window = (max(month.first, earliest), month.last)
    yield _optional(
        customer, inputs, (f"{_stem(customer, inputs)}/1", month.last, window), (prize, text)
    )


def _growth(customer: Customer, own: Demand, inputs: RequirementInputs) -> Iterator[Requirement]:
    """Yield one more growth meeting for the cream, in the widest gap between its visits."""
    standing, month = inputs.standings[customer.customer_id], inputs.month
    hopeful = standing.segment in _CREAM or (customer.scores.potential or 0) >= 4
    effect = effect_of(customer, standing, inputs.policy)
    if not hopeful or effect is None or len(own.visits) >= inputs.policy.growth.max_meetings:
        return
    extras = sum(visit.extra for visit in own.visits)
    gain = effect.extra(extras + 1) - effect.extra(extras)
    if gain <= 0:
        return
    taken = [month.first - _HALF_MONTH, *(v.ideal for v in own.visits), month.last + _HALF_MONTH]
    due = max(month.days(), key=lambda day: min(abs((day - other).days) for other in taken))
    slack = dt.timedelta(days=2)
    window = (max(month.first, due - slack), min(month.last, due + slack))
    prize = prize_min(gain, customer, inputs)
    text = f"growth meeting: +{gain:,.0f} a month is worth a detour of {prize:.0f} min"
    yield _optional(
        customer, inputs, (f"{_stem(customer, inputs)}/fill1", due, window), (prize, text)
    )


_HALF_MONTH = dt.timedelta(days=15)


def _stem(customer: Customer, inputs: RequirementInputs) -> str:
    return f"{customer.customer_id}/{inputs.month}"


def _optional(
    customer: Customer,
    inputs: RequirementInputs,
    visit: tuple[str, dt.date, tuple[dt.date, dt.date]],
    worth: tuple[float, str],
) -> Requirement:
    visit_id, due, (earliest, latest) = visit
    standing = inputs.standings[customer.customer_id]
    return Requirement(
        customer_id=customer.customer_id,
        name=customer.name,
        place=customer.placement.place if customer.placement else None,
        kind=Kind.PROSPECT,
        rep_ids=inputs.reps_for(customer),
        minutes=minutes_of(customer, Channel.VISIT, inputs.policy.time),
        visits=(VisitNeed(visit_id, due, earliest, latest, priority=0.0),),
        interval_days=standing.interval_days,
        opening=inputs.opening.get(customer.customer_id),
        prize_min=worth[0],
        segment=standing.segment,
        value=standing.value,
        why=worth[1],
    )
