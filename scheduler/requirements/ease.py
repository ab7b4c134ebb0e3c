"""An expected decline lowers the effort, where that is asked for (P4, P12, P16)."""

from dataclasses import replace

from models.customers import Channel, Customer
from scheduler.requirements.inputs import RequirementInputs, Standing
from scheduler.requirements.response import Effect, effect_of

LEAST_EFFORT = 0.5
"""However great the decline, the interval is at most doubled: nobody is forgotten by a number."""


def eased(inputs: RequirementInputs) -> RequirementInputs:
    """Return the inputs with longer intervals where a decline is expected, if the policy asks for it.

    The effort is lowered as far as the decline allows: to the share of today's contacts at which
    the response curve falls by the negative goal. The row's own interval and number of visits win.
    """
    if not inputs.policy.growth.ease_on_decline:
        return inputs
    standings = dict(inputs.standings)
    for customer in inputs.customers:
        standings[customer.customer_id] = _eased(customer, inputs)
    return replace(inputs, standings=standings)


def _eased(customer: Customer, inputs: RequirementInputs) -> Standing:
    standing = inputs.standings[customer.customer_id]
    goal = customer.growth_goal
    given = customer.interval_days is not None or customer.visits is not None
    if goal is None or goal >= 0 or given or standing.channel is Channel.NONE:
        return standing
    effect = effect_of(customer, standing, inputs.policy)
    if effect is None:
        return standing
    days = round(standing.interval_days / _effort(effect, -goal))
    if days == standing.interval_days:
        return standing
    eased_from = f"{standing.interval_days} before an expected decline of {-goal:,.0f}"
    return replace(standing, interval_days=days, eased=eased_from)


def _effort(effect: Effect, decline: float) -> float:
    """Return the share of today's contacts, at least half, at which sales fall by no more than that.

    Between no contact and today's the curve is taken as straight, where the customer has none.
    """
    if effect.curve is None:
        (held,) = effect.due(1)
        held /= effect.months
        return max(LEAST_EFFORT, 1 - decline / held) if held > 0 else LEAST_EFFORT
    now = effect.curve.sales(1)
    low, high = LEAST_EFFORT, 1.0
    if now - effect.curve.sales(low) <= decline:
        return low
    for _ in range(40):  # the curve never falls with effort: halving finds the place
        middle = (low + high) / 2
        low, high = (low, middle) if now - effect.curve.sales(middle) <= decline else (middle, high)
    return high
