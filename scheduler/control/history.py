"""What the visits of the past change in the next month: last visits, and visits that are owed (P21)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from models.actuals import Actual, ActualStatus, Owed
from models.customers import Customer

_TOLD = 3
"""So many of a customer's missed and moved visits are named, the last ones."""


@dataclass(frozen=True, slots=True)
class History:
    """Customers as the actuals leave them.

    Parameters
    ----------
    customers
        With their latest visit, in the order given.
    owed
        By customer: the visit that was missed or moved and not made since.
    notes
        What was taken over, in sentences.
    """

    customers: tuple[Customer, ...]
    owed: Mapping[str, Owed]
    notes: tuple[str, ...]


def with_actuals(customers: Sequence[Customer], actuals: Iterable[Actual]) -> History:
    """Return the customers with the visits that were made since, and what is owed to them.

    * done: the last visit is that day, unless the list knows a later one;
    * missed: due again, unless a visit was made on that day or later;
    * moved: due on its new day, unless a visit was made on that day or later.

    Of several missed and moved visits of a customer one is owed: the one that was heard of last.

    Parameters
    ----------
    actuals
        Rows about customers who are not given are left alone.
    """
    rows_of: dict[str, list[Actual]] = {}
    for actual in sorted(actuals, key=lambda actual: actual.date):
        rows_of.setdefault(actual.customer_id, []).append(actual)
    found: list[Customer] = []
    owed: dict[str, Owed] = {}
    later = 0
    for customer in customers:
        rows = rows_of.get(customer.customer_id, ())
        last = _last_visit(customer.last_visit, rows)
        later += last != customer.last_visit
        found.append(
            replace(customer, last_visit=last) if last != customer.last_visit else customer
        )
        visit = _owed(last, rows)
        if visit is not None:
            owed[customer.customer_id] = visit
    return History(tuple(found), MappingProxyType(owed), _notes(later))


def _last_visit(listed: dt.date | None, rows: Sequence[Actual]) -> dt.date | None:
    done = [row.date for row in rows if row.status is ActualStatus.DONE]
    return max([*done, *([listed] if listed else [])], default=None)


def _owed(last: dt.date | None, rows: Sequence[Actual]) -> Owed | None:
    """Return what is owed: the last of the rows that no visit has made up for."""
    open_rows = [
        row
        for row in rows
        if row.status is not ActualStatus.DONE and (last is None or _day(row) > last)
    ]
    if not open_rows:
        return None
    newest = open_rows[-1]
    agreed = newest.status is ActualStatus.MOVED
    told = [_told(row) for row in open_rows[-_TOLD:]]
    if len(open_rows) > _TOLD:
        told.insert(0, f"{len(open_rows) - _TOLD} more before")
    return Owed(_day(newest), agreed, ", ".join(told))


def _day(row: Actual) -> dt.date:
    """Return the day since which, or for which, the visit of a row is owed."""
    return row.moved_to or row.date


def _told(row: Actual) -> str:
    reason = f" ({row.reason})" if row.reason else ""
    if row.moved_to is None:
        return f"missed {_text(row.date)}{reason}"
    return f"moved from {_text(row.date)} to {_text(row.moved_to)}{reason}"


def _text(day: dt.date) -> str:
    return f"{day.day} {day:%b}"


def _notes(later: int) -> tuple[str, ...]:
    if not later:
        return ()
    customers = "1 customer" if later == 1 else f"{later:,} customers"
    return (f"last visits taken from the actuals, later than those of the list: {customers}",)
