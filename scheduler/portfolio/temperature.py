"""Temperature: actual against expected sales (P9)."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from models.customers import Customer, Segment, Status
from models.month import Month
from models.policy import Policy
from models.portfolio import Likeness, Temperature, Warmth
from scheduler.portfolio.categories import Category, level_a
from scheduler.portfolio.months import (
    WINDOW_MONTHS,
    index_of_key,
    known_months,
    last_month,
    month_at,
    recent_months,
)
from scheduler.portfolio.value import Value


def temperatures(
    customers: Sequence[Customer],
    values: Mapping[str, Value],
    categories: Mapping[str, Category],
    likes: Mapping[str, Likeness],
    policy: Policy,
) -> Mapping[str, Warmth]:
    """Return how warm each customer is, by id.

    Actual is the mean of the last complete months (`temperature.months`) that are known of the
    customer. Expected is the larger of its value and goal, and of the category's level where a high
    potential or a likeness to A customers says that it could buy so much.

    A customer of whom none of these months is known is of unknown temperature, not blue; so is one
    of whom nothing is expected.
    """
    last = last_month(customers)
    recent = () if last is None else _recent(last, policy)
    level = level_a(values.values(), policy.category)
    found = {}
    for customer in customers:
        key = customer.customer_id
        why = _silent(customer, recent)
        if why:
            found[key] = Warmth(Temperature.UNKNOWN, note=why)
            continue
        expected, source = _expected(
            customer,
            values[key],
            _possible(customer, categories[key], likes.get(key), (level, policy)),
        )
        known = known_months(customer, recent[0], policy.value.incomplete_months)
        amounts = [known[k] for k in recent if k in known]
        found[key] = _warmth(amounts, expected, source, policy)
    return found


def colour_of(ratio: float, policy: Policy) -> Temperature:
    """Return the temperature of actual over expected."""
    limits = policy.temperature
    if ratio < limits.blue_below:
        return Temperature.BLUE
    if ratio < limits.cool_below:
        return Temperature.COOL
    return Temperature.WARM if ratio <= limits.warm_to else Temperature.RED


def level_of(segment: Segment, level: float, policy: Policy) -> float:
    """Return what a customer of a category brings in a month, from the A level in money a year."""
    limits = policy.temperature
    shares = {Segment.A: 1.0, Segment.B: limits.b_level, Segment.C: limits.c_level}
    return shares.get(segment, 0.0) * level / WINDOW_MONTHS


def _recent(last: Month, policy: Policy) -> tuple[int, ...]:
    return recent_months(last, policy.temperature.months, policy.value.incomplete_months)


def _silent(customer: Customer, recent: Sequence[int]) -> str:
    """Return why nothing can be said; empty where something can."""
    if customer.status is not Status.ACTIVE:
        return "not buying yet" if customer.status is Status.PROSPECT else "inactive"
    if not customer.sales.months:
        known = customer.sales.total_12m is not None
        return "sales are known for 12 months together only" if known else "no sales history"
    reported = max(map(index_of_key, customer.sales.months))
    if reported < recent[0]:
        return f"no figures since {month_at(reported)}: closed, or not reported"
    return ""


def _possible(
    customer: Customer,
    category: Category,
    likeness: Likeness | None,
    scale: tuple[float | None, Policy],
) -> tuple[float, str]:
    """Return the category's level where potential or likeness says so, in money a month, and why."""
    level, policy = scale
    if level is None:
        return 0.0, ""
    if likeness is not None:
        return level_of(Segment.A, level, policy), "level of A customers, by likeness"
    potential = customer.scores.potential
    if potential is not None and potential >= policy.temperature.potential_from:
        name = f"level of {category.segment} customers, potential {potential}"
        return level_of(category.segment, level, policy), name
    return 0.0, ""


def _expected(customer: Customer, value: Value, possible: tuple[float, str]) -> tuple[float, str]:
    own = (value.amount or 0.0) + (customer.growth_goal or 0.0)
    if possible[0] > own:
        return possible
    goal = customer.growth_goal
    return own, "own 12 months" + (f" and goal {goal:+,.0f}" if goal else "")


def _warmth(amounts: Sequence[float], expected: float, source: str, policy: Policy) -> Warmth:
    if not amounts:
        return Warmth(Temperature.UNKNOWN, note="no figures in the last complete months")
    actual, asked = fmean(amounts), policy.temperature.months
    if expected <= 0:
        return Warmth(Temperature.UNKNOWN, actual, expected, "nothing is expected of it")
    note = f"{actual:,.0f} a month against {expected:,.0f} expected ({source})"
    if len(amounts) < asked:
        note += f"; only {len(amounts)} of the last {asked} months known"
    if not any(amounts):
        note += "; nothing bought in these months: closed, or lost?"
    return Warmth(colour_of(actual / expected, policy), actual, expected, note)
