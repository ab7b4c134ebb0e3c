"""Money that a month is held against: targets, sales, and A customers who cool down.

Computed here from the plan alone; both functions are where richer targets and temperatures come in.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from statistics import fmean

from models.customers import Customer, Segment
from models.month import Month
from models.plan import MonthPlan, RequirementRow
from models.policy import ValuePolicy
from models.success import BlueCustomer
from scheduler.portfolio import customer_value, last_month

_BLUE_BELOW = 0.5
_RECENT_MONTHS = 3


def targets_of(plan: MonthPlan) -> dict[str, float]:
    """Return the month's target of each rep: value + growth goal of its customers (P17).

    A customer of several reps counts for the first; an unknown value or goal adds nothing.
    """
    found: dict[str, float] = defaultdict(float)
    for row in _first_rows(plan):
        customer = plan.customers.get(row.customer_id)
        goal = customer.growth_goal if customer is not None else None
        found[_rep(row)] += (row.value or 0.0) + (goal or 0.0)
    return dict(found)


def sales_of(plan: MonthPlan, customers: Mapping[str, Customer]) -> dict[str, float]:
    """Return the sales of the month by rep, where those of any of its customers are known."""
    found: dict[str, float] = defaultdict(float)
    for row in _first_rows(plan):
        customer = customers.get(row.customer_id)
        amount = customer.sales.months.get(str(plan.month)) if customer is not None else None
        if amount is not None:
            found[_rep(row)] += amount
    return dict(found)


def blue_customers(
    plan: MonthPlan, customers: Mapping[str, Customer], policy: ValuePolicy
) -> list[BlueCustomer]:
    """Return the A customers who buy less than half of what is expected, the coldest first (P9).

    Actual is the average of the last three months, all of which must be known; expected is the
    value with the growth goal.
    """
    last = last_month(customers.values())
    found = []
    for row in _first_rows(plan):
        customer = customers.get(row.customer_id)
        if customer is None or row.segment != Segment.A or last is None:
            continue
        actual = _recent(customer, last, policy)
        value = customer_value(customer, last, policy).amount
        expected = (value or 0.0) + (customer.growth_goal or 0.0)
        if actual is not None and expected > 0 and actual / expected < _BLUE_BELOW:
            blue = BlueCustomer(
                customer_id=customer.customer_id,
                name=customer.name,
                rep_id=_rep(row),
                actual=actual,
                expected=expected,
            )
            found.append(blue)
    return sorted(found, key=lambda blue: (blue.temperature, blue.customer_id))


def _recent(customer: Customer, last: Month, policy: ValuePolicy) -> float | None:
    """Return the average of the last months that are complete; ``None`` where one is unknown."""
    first = last.year * 12 + last.number - 1
    back = (Month(k // 12, k % 12 + 1) for k in range(first, first - 12, -1))
    complete = [str(month) for month in back if str(month) not in policy.incomplete_months]
    amounts = [customer.sales.months.get(key) for key in complete[:_RECENT_MONTHS]]
    known = [amount for amount in amounts if amount is not None]
    return fmean(known) if len(known) == _RECENT_MONTHS else None


def _first_rows(plan: MonthPlan) -> Iterator[RequirementRow]:
    """Yield one row for each customer."""
    seen: set[str] = set()
    for row in plan.rows:
        if row.customer_id not in seen:
            seen.add(row.customer_id)
            yield row


def _rep(row: RequirementRow) -> str:
    return row.rep_id.partition(";")[0]
