"""Money that a month is held against: targets, sales, and A customers who cool down."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.customers import Customer, Segment
from models.plan import MonthPlan, RequirementRow
from models.policy import Policy
from models.portfolio import Temperature
from models.success import BlueCustomer
from scheduler.pipelines.standings import assess
from scheduler.pipelines.targets import employed_share
from scheduler.portfolio import Category, RepMonth, Value, target_lines
from scheduler.staffing import prospect_meetings


def targets_of(plan: MonthPlan, policy: Policy) -> dict[str, float]:
    """Return the month's total target of each rep: existing and new customers, as planned (P19).

    A customer of several reps counts for the first; an unknown value or goal adds nothing. The
    target of a part month is prorated; the meetings with prospects are those that the rep's planned
    workdays have room for.
    """
    rows = list(_first_rows(plan))
    customers = [
        replace(plan.customers[row.customer_id], rep_ids=(_rep(row),) if row.rep_id else ())
        for row in rows
    ]
    values = {row.customer_id: Value(row.value, 0, "as planned") for row in rows}
    categories = {row.customer_id: Category(Segment(row.segment)) for row in rows}
    found = {}
    for rep in plan.reps.values():
        share = employed_share(rep, plan.month)
        days = plan.problem.workdays_of(rep.rep_id)
        meetings = prospect_meetings(rep, days, share, policy)
        month = RepMonth(rep.rep_id, plan.month, meetings, share)
        lines = target_lines(month, customers, values, categories, policy)
        found[rep.rep_id] = sum(line.target for line in lines)
    return found


def sales_of(plan: MonthPlan, customers: Mapping[str, Customer]) -> dict[str, float]:
    """Return the sales of the month by rep, where those of any of its customers are known.

    Who came in since the month was planned counts for the rep that the list of now names first.
    """
    rep_of = {row.customer_id: _rep(row) for row in _first_rows(plan)}
    found: dict[str, float] = defaultdict(float)
    for customer in customers.values():
        rep_id = rep_of.get(customer.customer_id) or next(iter(customer.rep_ids), "")
        amount = customer.sales.months.get(str(plan.month))
        if amount is not None and rep_id in plan.reps:
            found[rep_id] += amount
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
