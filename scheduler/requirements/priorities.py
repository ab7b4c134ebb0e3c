"""What leaving a contact out weighs: the solver leaves out what earns least (P16).

The solver gives up the visits of least weight together, with the real driving between them. So the
weight of a visit is what it earns, on a scale on which the mean contact that is due weighs 10. The
month's first contact with an A customer weighs more than any one with a C or a D customer, whose rare
contacts serve more months: the minimum of the best comes before the least interesting (P11, P16).

Weights have two digits: what is earned is an estimate, and 10.3 is not worth longer driving than 10.2.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean

from models.customers import Channel, Customer, Segment, Status
from models.policy import PriorityPolicy
from scheduler.requirements.demand import Demand
from scheduler.requirements.dues import Due
from scheduler.requirements.inputs import RequirementInputs
from scheduler.requirements.worth import Worth

MEAN = 10.0
"""Weight of a contact that earns as much as the mean one that is due."""
LEAST, MOST = 1.0, 100.0
"""Weights of contacts that are due. Extra meetings lie below the least, as far as those come first."""
PROMISED = 200.0
"""Weight of an appointment, and of the row's own number of visits: above everything else."""
_EXTRA_LEAST, _EXTRA_MOST = 0.1, 0.9
_LATER = frozenset({Segment.C, Segment.D})
"""Categories whose contacts come after the first one with an A customer."""
_ABOVE_LATER = 1.1
"""So many times the greatest of their weights is its own at least."""
_FIRST_FOR_GROWTH = 2
"""Extra meetings of A customers with potential 4 or 5 weigh twice as much as others (P8)."""

Priorities = Mapping[tuple[str, Channel], tuple[float, ...]]
"""Weights of the visits of a demand, in their order, by customer and channel."""


def priorities_of(
    inputs: RequirementInputs, demands: Mapping[str, Sequence[Demand]], worths: Sequence[Worth]
) -> Priorities:
    """Return the weights of all contacts: by what they earn, or by category where nobody knows that."""
    weights = inputs.policy.priority
    buyers = (worth for worth in worths if worth.customer.status is not Status.PROSPECT)
    known = any(gain > 0 for worth in buyers for gain in worth.gains)
    if weights.by == "category" or not known:
        return {
            (who.customer_id, demand.channel): tuple(
                _by_category(visit, who, inputs) for visit in demand.visits
            )
            for who in inputs.customers
            for demand in demands[who.customer_id]
        }
    scale = _Scale(worths, inputs)
    return {
        (worth.customer.customer_id, worth.demand.channel): scale.weights(worth) for worth in worths
    }


def _growth_factor(customer: Customer, inputs: RequirementInputs) -> int:
    segment = inputs.standings[customer.customer_id].segment
    first = segment == Segment.A and (customer.scores.potential or 0) >= 4
    return _FIRST_FOR_GROWTH if first else 1


def _by_category(visit: Due, customer: Customer, inputs: RequirementInputs) -> float:
    weights = inputs.policy.priority
    if visit.extra:
        return float(weights.growth * _growth_factor(customer, inputs))
    segment = inputs.standings[customer.customer_id].segment
    return float(getattr(weights, segment, weights.D))


class _Scale:
    """From money to weights."""

    def __init__(self, worths: Sequence[Worth], inputs: RequirementInputs) -> None:
        self._inputs = inputs
        self._policy: PriorityPolicy = inputs.policy.priority
        due = [gain for worth in worths for gain in worth.gains[: worth.due] if gain > 0]
        self._mean = fmean(due) if due else 1.0
        later = [
            _ABOVE_LATER * self._by_money(gain)
            for worth in worths
            if self._segment(worth) in _LATER
            for gain in worth.gains[: worth.due]
        ]
        self._least_of_a = _two_digits(max(later, default=LEAST))
        extra = [gain for worth in worths for gain in self._extras(worth)]
        self._most_extra = max([*extra, 1e-300])

    def weights(self, worth: Worth) -> tuple[float, ...]:
        """Return the weights of a demand's visits, in the order of the visits."""
        due = iter(self._dues(worth))
        extra = iter(map(self._extra, self._extras(worth)))
        own = worth.customer.visits is not None
        return tuple(
            next(extra)
            if visit.extra
            else max(next(due), PROMISED if own or visit.pin is not None else 0.0)
            for visit in worth.demand.visits
        )

    def _extras(self, worth: Worth) -> tuple[float, ...]:
        factor = _growth_factor(worth.customer, self._inputs)
        return tuple(factor * gain for gain in worth.gains[worth.due :])

    def _dues(self, worth: Worth) -> list[float]:
        found = [self._by_money(gain) for gain in worth.gains[: worth.due]]
        if found and self._segment(worth) == Segment.A:
            found[0] = max(found[0], self._least_of_a)
        return found

    def _segment(self, worth: Worth) -> str:
        return self._inputs.standings[worth.customer.customer_id].segment

    def _by_money(self, gain: float) -> float:
        return _two_digits(min(MOST, max(LEAST, MEAN * gain / self._mean)))

    def _extra(self, gain: float) -> float:
        if self._policy.minimum == "promised":  # extra meetings compete with what is due
            return self._by_money(gain)
        return _two_digits(max(_EXTRA_LEAST, _EXTRA_MOST * gain / self._most_extra))


def _two_digits(weight: float) -> float:
    return float(f"{weight:.2g}")
