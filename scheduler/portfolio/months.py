"""Months as numbers, and the months that are known of a customer (P2)."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from statistics import median

from models.customers import Customer
from models.month import Month
from models.policy import Policy

WINDOW_MONTHS = 12
"""Months of a year: of annual revenue, and of a season."""
_MANY_BLANKS = 10
"""Fewer blanks in a month are no reason to ask."""


def index_of(month: Month) -> int:
    """Return a month as a number; consecutive months differ by one."""
    return month.year * 12 + month.number - 1


def month_at(index: int) -> Month:
    """Return the month with a number."""
    return Month(index // 12, index % 12 + 1)


def index_of_key(key: str) -> int:
    """Return the number of a month written ``YYYY-MM``."""
    year, number = key.split("-")
    return int(year) * 12 + int(number) - 1


def index_of_day(day: dt.date) -> int:
    """Return the number of the month of a day."""
    return day.year * 12 + day.month - 1


def last_month(customers: Iterable[Customer]) -> Month | None:
    """Return the latest month for which the file reports sales; ``None`` where it has no months."""
    last = max((key for c in customers for key in c.sales.months), default=None)
    return None if last is None else month_at(index_of_key(last))


def recent_months(last: Month, count: int, incomplete: Collection[str]) -> tuple[int, ...]:
    """Return the last so many complete months of the file, as numbers, the earliest first.

    Parameters
    ----------
    incomplete
        Months (``YYYY-MM``) whose figures are incomplete: the one before steps in.
    """
    left_out = {index_of_key(key) for key in incomplete}
    end = index_of(last)
    # As many months are looked back as could be left out on the way.
    found = [k for k in range(end, end - count - len(left_out), -1) if k not in left_out]
    return tuple(reversed(found[:count]))


def known_months(customer: Customer, start: int, incomplete: Collection[str]) -> dict[int, float]:
    """Return money by month, as a number, of every month from `start` on that is known.

    A blank is zero between the first and the last month reported for this customer (a first
    purchase from `start` on is such a first month). Other blanks are unknown, and so are incomplete
    months.
    """
    if not customer.sales.months:
        return {}
    amounts = {index_of_key(key): amount for key, amount in customer.sales.months.items()}
    left_out = {index_of_key(key) for key in incomplete}
    first = max(start, _first_known(customer, amounts, start))
    return {k: amounts.get(k, 0.0) for k in range(first, max(amounts) + 1) if k not in left_out}


def _first_known(customer: Customer, amounts: Mapping[int, float], start: int) -> int:
    """Return the first month that counts for the customer.

    That is the first month reported or, where it lies inside the 12 months, the first purchase:
    zeros before it say nothing. Sales reported before the first purchase win over it.
    """
    if customer.first_purchase is None or index_of_day(customer.first_purchase) < start:
        return min(amounts)
    bought = (k for k, amount in amounts.items() if amount)
    return min(index_of_day(customer.first_purchase), *bought, max(amounts) + 1)


def blank_notes(customers: Iterable[Customer], policy: Policy) -> tuple[str, ...]:
    """Return months that unusually many customers leave blank: they may be incomplete.

    A blank between the first and the last month reported for a customer counts as zero, unless its
    month is named incomplete. So a month in which many figures are missing makes customers look
    colder than they are.
    """
    blanks: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    for customer in customers:
        reported = {index_of_key(key) for key in customer.sales.months}
        for k in range(min(reported), max(reported) + 1) if reported else ():
            inside[k] += 1
            blanks[k] += k not in reported
    if len(inside) < WINDOW_MONTHS // 2:
        return ()
    usual = median(blanks[k] / inside[k] for k in inside)
    named = {index_of_key(key) for key in policy.value.incomplete_months}
    notes = []
    for k in sorted(set(inside) - named):
        if blanks[k] >= _MANY_BLANKS and blanks[k] / inside[k] > 3 * usual:
            notes.append(
                f"{month_at(k)} is blank for {blanks[k]} customers who bought before and after, more than "
                f"usual: if its figures are incomplete, name it (--incomplete {month_at(k)})"
            )
    return tuple(notes)
