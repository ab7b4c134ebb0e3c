"""What money is worth in minutes: margins, closing ratios, prizes (P5, P18)."""

from models.customers import Customer
from models.policy import Policy
from scheduler.requirements.inputs import RequirementInputs


def margin_of(customer: Customer, policy: Policy) -> float:
    """Return the share of the sales that is earned: the row's own, else the policy's."""
    return policy.value.margin if customer.margin is None else customer.margin


def prize_min(money: float, customer: Customer, inputs: RequirementInputs) -> float:
    """Return what money a month is worth in minutes: margin × money × 60 / hourly cost, capped."""
    policy = inputs.policy
    rep = inputs.reps.get(next(iter(inputs.reps_for(customer)), ""))
    hourly = policy.rep.hourly_cost if rep is None or rep.hourly_cost is None else rep.hourly_cost
    most = float(policy.cost.max_detour_min)
    if hourly <= 0:
        return most
    return max(0.0, min(most, margin_of(customer, policy) * money * 60 / hourly))


def chance_of(customer: Customer, inputs: RequirementInputs) -> tuple[float, float, str]:
    """Return closing ratio and expected money a month of a prospect, and where the money comes from."""
    ratio = customer.closing_ratio or inputs.policy.cost.closing_ratio
    if customer.expected_value is not None:
        return ratio, customer.expected_value, "expected"
    return ratio, inputs.average_value, "an average customer"


def expected_money(customer: Customer, inputs: RequirementInputs) -> tuple[float, str]:
    """Return closing ratio × expected value of a prospect, in money a month, and how it came about."""
    ratio, expected, source = chance_of(customer, inputs)
    return ratio * expected, f"{ratio:.0%} chance of {expected:,.0f} a month ({source})"
