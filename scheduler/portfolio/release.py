"""Whom a portfolio lets go: troublesome, small, or costing more than it brings (P5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.customers import Customer, Segment, Status
from models.policy import Policy
from models.portfolio import Likeness, Release
from scheduler.portfolio.categories import Category
from scheduler.portfolio.months import WINDOW_MONTHS
from scheduler.portfolio.value import Value


@dataclass(frozen=True, slots=True)
class Served:
    """A customer of one rep, and what it takes to serve it.

    Parameters
    ----------
    minutes
        Minutes a month: contacts by the time norms, and the way.
    hourly_cost
        Of its rep, in money.
    """

    customer: Customer
    value: Value
    category: Category
    minutes: float
    hourly_cost: float
    likeness: Likeness | None = None

    @property
    def cost(self) -> float:
        """Return the cost to serve, in money a year."""
        return self.minutes * WINDOW_MONTHS * self.hourly_cost / 60

    def margin(self, usual: float) -> float | None:
        """Return the margin it brings in a year; ``None`` where the value is unknown."""
        if self.value.amount is None:
            return None
        own = usual if self.customer.margin is None else self.customer.margin
        return self.value.amount * WINDOW_MONTHS * own


def release_proposals(portfolio: Sequence[Served], policy: Policy) -> Mapping[str, Release]:
    """Return whom one rep's portfolio could let go, by id, each with the reason.

    A portfolio of more than `capacity.portfolio_limit` active customers proposes as many as it has
    too many, of those with a reason: troublesome, small (D, or the C tail), or a service thief. Those
    with most reasons come first, then those who bring least after the cost to serve them. A D with
    potential of at most `release.hopeless_to` is proposed in any case. Who may grow is kept: A and B
    customers that earn their cost, potential from `release.keep_from` on, a growth goal, a likeness to A customers.
    """
    active = [one for one in portfolio if one.customer.status is Status.ACTIVE]
    excess = max(0, len(active) - policy.capacity.portfolio_limit)
    found: dict[str, Release] = {}
    ranked = sorted(
        ((one, _reasons(one, policy)) for one in active),
        key=lambda pair: (-len(pair[1]), _net(pair[0], policy), pair[0].customer.customer_id),
    )
    for one, reasons in ranked:
        hopeless = _is_hopeless(one, policy)
        if not reasons or not (hopeless or (excess and not _is_kept(one, policy))):
            continue
        excess = max(0, excess - 1)
        margin = one.margin(policy.value.margin)
        text = "; ".join(reasons)
        found[one.customer.customer_id] = Release(text, one.minutes, one.cost, margin)
    return found


def _reasons(one: Served, policy: Policy) -> list[str]:
    reasons = []
    if _is_hopeless(one, policy):
        reasons.append(f"D with potential {one.customer.scores.potential}")
    elif one.category.segment is Segment.D:
        reasons.append("D: nothing to hope for")
    elif one.category.tail:
        reasons.append(f"small: {one.category.r or 0:.0%} of the A level")
    if one.customer.troublesome:
        reasons.append("troublesome")
    margin = one.margin(policy.value.margin)
    if margin is not None and one.cost > policy.release.thief_above * max(0.0, margin):
        reasons.append(f"costs {one.cost:,.0f} a year to serve and brings {margin:,.0f} margin")
    return reasons


def _is_hopeless(one: Served, policy: Policy) -> bool:
    potential, limit = one.customer.scores.potential, policy.release.hopeless_to
    return one.category.segment is Segment.D and potential is not None and potential <= limit


def _is_kept(one: Served, policy: Policy) -> bool:
    potential, goal = one.customer.scores.potential, one.customer.growth_goal
    earns = one.category.segment in {Segment.A, Segment.B} and _net(one, policy) > 0
    hopeful = potential is not None and potential >= policy.release.keep_from
    return earns or hopeful or (goal or 0) > 0 or one.likeness is not None


def _net(one: Served, policy: Policy) -> float:
    """Return what is left of the margin; nothing is known of an unknown value, so it counts as 0."""
    return (one.margin(policy.value.margin) or 0.0) - one.cost
