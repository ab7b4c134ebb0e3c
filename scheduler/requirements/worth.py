"""What each contact that is asked for earns: margin × expected sales (P12, P16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from models.customers import Channel, Customer, Status
from scheduler.requirements.demand import Demand
from scheduler.requirements.inputs import RequirementInputs
from scheduler.requirements.norms import minutes_of
from scheduler.requirements.prizes import chance_of, margin_of
from scheduler.requirements.response import effect_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The contacts of one customer by one channel, in money.

    Parameters
    ----------
    gains
        What each contact asked for earns, never rising: the dues first, then the extra meetings.
    next_gain
        What one more visit would earn; ``None`` where nobody is visited, or visited often enough.
    promised, due
        So many of the contacts are appointments or the row's own number; are due or promised.
    assumed
        Whether the customer's sales are not known and those of its category stand for them.
    """

    customer: Customer
    demand: Demand
    minutes: int
    gains: tuple[float, ...]
    next_gain: float | None
    promised: int
    due: int
    assumed: bool


def worths_of(
    inputs: RequirementInputs, demands: Mapping[str, Sequence[Demand]]
) -> tuple[Worth, ...]:
    """Return what every demand earns; nothing where no sales are known and none are expected."""
    typical = _typical(inputs)
    if not typical and all(c.expected_value is None for c in inputs.customers):
        return ()
    return tuple(
        _worth(customer, demand, inputs, typical)
        for customer in inputs.customers
        for demand in demands[customer.customer_id]
    )


def _typical(inputs: RequirementInputs) -> Mapping[str, float]:
    """Return the mean of the known sales by category, and of all of them under the empty name."""
    known: dict[str, list[float]] = {}
    for standing in inputs.standings.values():
        if standing.value is not None and standing.value > 0:
            known.setdefault(standing.segment, []).append(standing.value)
            known.setdefault("", []).append(standing.value)
    return {segment: fmean(values) for segment, values in known.items()}


def _worth(
    customer: Customer, demand: Demand, inputs: RequirementInputs, typical: Mapping[str, float]
) -> Worth:
    standing = inputs.standings[customer.customer_id]
    prospect = customer.status is Status.PROSPECT
    assumed = not prospect and effect_of(customer, standing, inputs.policy) is None
    if assumed:
        standing = replace(standing, value=typical.get(standing.segment, typical.get("", 0.0)))
    count = len(demand.visits)
    due = sum(not visit.extra for visit in demand.visits)
    sales = _prospects_sales(customer, count + 1, inputs) if prospect else ()
    effect = effect_of(customer, standing, inputs.policy)
    if effect is not None and not prospect:
        sales = effect.gains(due, count - due + 1)
    margin = margin_of(customer, inputs.policy)
    more = demand.channel is Channel.VISIT and count < inputs.policy.growth.max_meetings
    pinned = sum(visit.pin is not None for visit in demand.visits)
    return Worth(
        customer=customer,
        demand=demand,
        minutes=minutes_of(customer, demand.channel, inputs.policy.time),
        gains=tuple(margin * part for part in sales[:count]),
        next_gain=margin * sales[count] if more else None,
        promised=pinned if customer.visits is None else due,
        due=due,
        assumed=assumed,
    )


def _prospects_sales(
    customer: Customer, count: int, inputs: RequirementInputs
) -> tuple[float, ...]:
    """Return what one meeting after the other with a prospect is expected to sell.

    A further one only counts where those before it have closed nothing.
    """
    ratio, expected, _ = chance_of(customer, inputs)
    return tuple(ratio * expected * (1 - ratio) ** k for k in range(count))
