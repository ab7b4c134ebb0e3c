"""What requirements are made from; the caller brings it together."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean
from types import MappingProxyType

from models.actuals import Owed
from models.customers import Channel, Customer
from models.month import Month
from models.policy import Policy
from models.reps import Rep, Span
from models.requirement import Strength
from models.workday import Workday


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the portfolio says of a customer.

    Parameters
    ----------
    segment
        A to D.
    interval_days
        Days between two contacts; 0 with the channel ``none``.
    value
        Money a month; ``None`` is unknown.
    assumed
        Whether the segment is a guess.
    reason
        Why there is no contact, where there is none.
    eased
        Where an expected decline has lengthened the interval: from how many days.
    """

    segment: str
    channel: Channel
    interval_days: int
    value: float | None = None
    assumed: bool = False
    reason: str = ""
    eased: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinWish:
    """An appointment with a customer that the plan must keep.

    Parameters
    ----------
    rep_id
        Empty leaves the rep open.
    time_min
        Minute of the day at which it must begin.
    row
        Line of the list of pins.
    """

    customer_id: str
    date: dt.date
    rep_id: str = ""
    time_min: int | None = None
    strength: Strength = Strength.FIXED
    row: int = 0


@dataclass(frozen=True, kw_only=True)
class RequirementInputs:
    """Everything that the month's requirements depend on.

    Parameters
    ----------
    customers
        Placed where a place was found.
    standings
        One for each customer, by id.
    reps
        By id.
    workdays
        Of all reps, in the month.
    rep_ids
        Reps who may serve a customer, by customer; a customer that is missing takes its own.
    opening
        Opening intervals by customer and date; a customer that is missing is always open.
    fill
        What spare capacity may be spent on: ``interval``, ``growth``, ``prospects``.
    week_start
        Weekday on which weeks begin, for pins to a week: 0 is Monday, 6 Sunday.
    owed
        By customer: a visit that was missed or moved and not made since.
    missed
        By customer without a last visit: the first due of earlier months that had no visit.
    """

    month: Month
    policy: Policy
    customers: Sequence[Customer]
    standings: Mapping[str, Standing]
    reps: Mapping[str, Rep]
    workdays: Sequence[Workday]
    rep_ids: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    opening: Mapping[str, Mapping[dt.date, tuple[Span, ...]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    pins: Sequence[PinWish] = ()
    fill: frozenset[str] = frozenset()
    week_start: int = 0
    owed: Mapping[str, Owed] = field(default_factory=lambda: MappingProxyType({}))
    missed: Mapping[str, dt.date] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def days_of(self) -> Mapping[str, tuple[dt.date, ...]]:
        """Working dates by rep, in order."""
        found: dict[str, list[dt.date]] = {}
        for day in self.workdays:
            found.setdefault(day.rep_id, []).append(day.date)
        return {rep: tuple(sorted(days)) for rep, days in found.items()}

    @cached_property
    def pins_of(self) -> Mapping[str, tuple[PinWish, ...]]:
        """Pins by customer, by date."""
        found: dict[str, list[PinWish]] = {}
        for pin in sorted(self.pins, key=lambda pin: pin.date):
            found.setdefault(pin.customer_id, []).append(pin)
        return {customer: tuple(pins) for customer, pins in found.items()}

    @cached_property
    def average_value(self) -> float:
        """Money a month of an average customer who buys; 0 where nobody's sales are known."""
        known = [s.value for s in self.standings.values() if s.value is not None and s.value > 0]
        return fmean(known) if known else 0.0

    def reps_for(self, customer: Customer) -> tuple[str, ...]:
        """Return the reps who may serve a customer; empty where none is known."""
        return self.rep_ids.get(customer.customer_id, customer.rep_ids)

    def dates_for(self, customer: Customer) -> tuple[dt.date, ...]:
        """Return the dates on which any rep of a customer works, in order."""
        dates = (self.days_of.get(rep, ()) for rep in self.reps_for(customer))
        return tuple(sorted({day for days in dates for day in days}))
