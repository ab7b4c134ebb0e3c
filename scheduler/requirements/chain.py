"""Chains of due dates: last visit + k × interval, or a phase of the neighbourhood."""

import datetime as dt
from dataclasses import dataclass

from models.actuals import Owed
from models.customers import Customer
from models.policy import DuePolicy
from scheduler.requirements.phase import (
    Cell,
    cell_of,
    cell_without_place,
    part_of,
    phase_of,
    runs_by_year,
)

_EPOCH = dt.date(2001, 1, 1)
_YEAR_DAYS = 366
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chain:
    """All due dates of a customer, in both directions of time.

    Parameters
    ----------
    last_visit
        Where it begins; ``None`` takes the phase.
    phase
        Without a last visit: days after 1 January of every year (`by_year`), or after a fixed day.
    missed
        Without a last visit: a due of an earlier month that was planned and not made.
    """

    interval_days: int
    last_visit: dt.date | None = None
    phase: int = 0
    by_year: bool = False
    missed: dt.date | None = None

    def between(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """Return the dues from `first` to `last`, both included; none on or before the last visit."""
        if self.last_visit is None and self.by_year:
            years = range(first.year, last.year + 1)
            dues = [due for year in years for due in self._of_year(year)]
            return tuple(due for due in dues if first <= due <= last)
        start = self.last_visit or _EPOCH + dt.timedelta(days=self.phase)
        number = -(-(first - start).days // self.interval_days)  # rounded up
        if self.last_visit is not None:
            number = max(1, number)
        found = []
        while (due := start + dt.timedelta(days=number * self.interval_days)) <= last:
            found.append(due)
            number += 1
        return tuple(found)

    def after(self, day: dt.date) -> dt.date:
        """Return the first due after a day."""
        start = day if self.last_visit is None else max(day, self.last_visit)
        # Over New Year two dues of a yearly chain lie up to 366 mod interval further apart.
        return self.between(day + _DAY, start + 2 * dt.timedelta(days=self.interval_days))[0]

    def overdue_at(self, first: dt.date) -> dt.date | None:
        """Return the due that was missed before a day; ``None`` where none was, or nobody knows."""
        if self.last_visit is None:
            return self.missed if self.missed is not None and self.missed < first else None
        due = self.last_visit + dt.timedelta(days=self.interval_days)
        return due if due < first else None

    def _of_year(self, year: int) -> list[dt.date]:
        new_year = dt.date(year, 1, 1)
        count = _YEAR_DAYS // self.interval_days
        steps = (self.phase + k * self.interval_days for k in range(count))
        return [new_year + dt.timedelta(days=days) for days in steps]


def chain_of(
    customer: Customer,
    interval_days: int,
    policy: DuePolicy,
    owed: Owed | None = None,
    missed: dt.date | None = None,
) -> Chain:
    """Return the chain of a customer: from the last visit, else from the place, else from the id.

    Parameters
    ----------
    owed
        A visit that was missed or moved and not made since: the chain goes on from its day.
    missed
        A due of an earlier month without a visit; a last visit tells that by itself.
    """
    if owed is not None:
        due = owed.due(customer.last_visit, interval_days)
        return Chain(interval_days, due - dt.timedelta(days=interval_days))
    if customer.last_visit is not None:
        return Chain(interval_days, customer.last_visit)
    tolerance = policy.tolerance_days(interval_days)
    phase = phase_of(_cell_of(customer, policy), interval_days, tolerance)
    return Chain(interval_days, None, phase, runs_by_year(interval_days, tolerance), missed)


def first_part(customer: Customer, first: dt.date, interval_days: int, policy: DuePolicy) -> float:
    """Return where in its first interval from a day on a customer is due, as a part of it in [0, 1).

    An interval after the last visit where that is less than one ago, else at the phase of the place.
    """
    if customer.last_visit is not None:
        ago = (first - customer.last_visit).days
        if 0 < ago <= interval_days:
            return 1 - ago / interval_days
    return part_of(_cell_of(customer, policy))


def _cell_of(customer: Customer, policy: DuePolicy) -> Cell:
    if customer.placement is None:
        return cell_without_place(customer.customer_id)
    return cell_of(customer.placement.place, policy.neighbourhood_km)
