"""Customer value: average monthly sales over the last 12 months, or `value.months` (P2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.customers import Customer, Status
from models.month import Month
from models.policy import ValuePolicy
from scheduler.portfolio.months import (
    WINDOW_MONTHS,
    index_of,
    index_of_day,
    index_of_key,
    known_months,
    month_at,
)


@dataclass(frozen=True, slots=True)
class Value:
    """What a customer is worth a month.

    Parameters
    ----------
    amount
        Money a month; ``None`` is unknown, which is not zero.
    months
        Number of months the average was taken over; 0 where it is unknown.
    note
        How it came about, in words.
    """

    amount: float | None
    months: int
    note: str


def customer_value(customer: Customer, last: Month | None, policy: ValuePolicy) -> Value:
    """Return the value of a customer: sales of the last 12 months (`value.months`), a month.

    A month that the file leaves blank counts as zero only between the first and the last month
    reported for this customer (a first purchase inside the 12 months is such a first month). Other
    blanks are unknown: they count neither as sales nor as months. Months before the first purchase
    and incomplete months do not count either.

    Parameters
    ----------
    last
        Latest month of the whole file, at which the 12 months end; where the file has no months,
        the month up to which its 12-month totals run.

    Returns
    -------
    Value
        Unknown where no month of the 12 is known.
    """
    if customer.sales.months and last is not None:
        return _from_months(customer, last, policy)
    if customer.sales.total_12m is not None:
        return _from_total(customer, last)
    return Value(None, 0, "no sales history: unknown, not zero")


def value_notes(
    customers: Iterable[Customer], values: Mapping[str, Value], policy: ValuePolicy
) -> tuple[str, ...]:
    """Return sentences on the values of the whole list: how many are known, who is young.

    Prospects have no history and are not counted.
    """
    listed = [c for c in customers if c.status is not Status.PROSPECT]
    unknown = sum(values[c.customer_id].amount is None for c in listed)
    most = max((values[c.customer_id].months for c in listed), default=0)
    young = sum(0 < values[c.customer_id].months < most for c in listed)
    found = []
    if unknown:
        found.append(
            f"the value of {unknown} of {len(listed)} customers is unknown: no sales history"
        )
    if 0 < most < min(policy.months, WINDOW_MONTHS):
        found.append(f"values are averages over at most {_count(most)}: no more are complete")
    if young:
        found.append(f"customers whose value is an average over fewer than {most} months: {young}")
    return tuple(found)


def _from_months(customer: Customer, last: Month, policy: ValuePolicy) -> Value:
    end = index_of(last)
    counted = known_months(customer, end - policy.months + 1, policy.incomplete_months)
    reported_last = max(map(index_of_key, customer.sales.months))
    if not counted:
        shown = month_at(reported_last)
        return Value(
            None, 0, f"no sales in the {_count(policy.months)} to {last}; last reported {shown}"
        )
    total = sum(counted.values())
    note = f"{_money(total)} in {_count(len(counted))} to {month_at(max(counted))}"
    if reported_last < end:
        note += f"; later months, to {last}, are not reported and do not count as zero"
    return Value(total / len(counted), len(counted), note)


def _from_total(customer: Customer, last: Month | None) -> Value:
    total = customer.sales.total_12m or 0.0
    months = WINDOW_MONTHS
    if customer.first_purchase is not None and last is not None:
        age = index_of(last) - index_of_day(customer.first_purchase) + 1
        months = max(1, min(WINDOW_MONTHS, age))
    young = customer.first_purchase if months < WINDOW_MONTHS else None
    since_text = f", since the first purchase in {young:%Y-%m}" if young else ""
    return Value(total / months, months, f"{_money(total)} in {_count(months)}{since_text}")


def _count(months: int) -> str:
    return f"{months} month" + ("" if months == 1 else "s")


def _money(amount: float) -> str:
    return f"{amount:,.0f}"
