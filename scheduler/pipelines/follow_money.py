"""Money that a month is held against: targets, sales, and A customers who cool down."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.customers import Customer, Segment
from models.plan import MonthPlan, RequirementRow
from models.policy import Policy
from models.portfolio import Temperature
from models.success import BlueCustomer
from scheduler.pipelines.standings import assess
from scheduler.pipelines.targets import employed_share
from scheduler.portfolio import target_existing


def targets_of(plan: MonthPlan) -> dict[str, float]:
    """Return the month's target of each rep with its existing customers, as planned (P17).

    A customer of several reps counts for the first; an unknown value or goal adds nothing. The
    target of a part month is prorated.
    """
    rows: dict[str, list[RequirementRow]] = defaultdict(list)
    for row in _first_rows(plan):
        rows[_rep(row)].append(row)
    return {
        rep_id: _share(plan, rep_id)
        * target_existing(
            [row.value for row in own],
            [plan.customers[row.customer_id].growth_goal for row in own],
        )
        for rep_id, own in rows.items()
    }


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
    plan: MonthPlan, customers: Mapping[str, Customer], policy: Policy
) -> list[BlueCustomer]:
    """Return the customers planned as A who buy far less than expected, the coldest first (P9)."""
    warmth = assess(tuple(customers.values()), policy, plan.month).warmth
    found = []
    for row in _first_rows(plan):
        warm = warmth.get(row.customer_id)
        if warm is None or row.segment != Segment.A or warm.temperature is not Temperature.BLUE:
            continue
        assert warm.actual is not None, "blue is known"
        assert warm.expected is not None, "blue is known"
        blue = BlueCustomer(
            customer_id=row.customer_id,
            name=customers[row.customer_id].name,
            rep_id=_rep(row),
            actual=warm.actual,
            expected=warm.expected,
        )
        found.append(blue)
    return sorted(found, key=lambda blue: (blue.temperature, blue.customer_id))


def _first_rows(plan: MonthPlan) -> Iterator[RequirementRow]:
    """Yield one row for each customer."""
    seen: set[str] = set()
    for row in plan.rows:
        if row.customer_id not in seen:
            seen.add(row.customer_id)
            yield row


def _rep(row: RequirementRow) -> str:
    return row.rep_id.partition(";")[0]


def _share(plan: MonthPlan, rep_id: str) -> float:
    rep = plan.reps.get(rep_id)
    return 1.0 if rep is None else employed_share(rep, plan.month)
