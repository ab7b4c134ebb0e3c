"""Reps: where they live and when they work."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from models.places import Placement


class Span(NamedTuple):
    """A stretch of one day, in minutes after local midnight, the end excluded."""

    start_min: int
    end_min: int


class DateRange(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies in the range."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """One row of the list of reps, read and checked; ``None`` means the policy's default.

    Parameters
    ----------
    work_days
        Weekdays of normal work, Monday being 0 (`datetime.date.weekday`).
    half_days
        Weekdays with hours of their own, e.g. Friday 09:00-13:00; they are working days too.
    absences
        Days away, holidays of the calendar not included.
    start_date, end_date
        First and last day of employment, where they matter.
    prospecting_share
        Share of the month's minutes kept for finding new customers, 0 to 1 (P15).
    placement, end_placement
        Where a day starts and ends, once placed; without the second, it ends where it starts.
    """

    rep_id: str
    name: str
    address: str = ""
    city: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    end_lat: float | None = None
    end_lon: float | None = None
    daily_cap: int | None = None
    work_days: frozenset[int] | None = None
    work_hours: Span | None = None
    break_span: Span | None = None
    half_days: Mapping[int, Span] = field(default_factory=lambda: MappingProxyType({}))
    absences: tuple[DateRange, ...] = ()
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    time_zone: str = ""
    hourly_cost: float | None = None
    km_cost: float | None = None
    prospecting_share: float | None = None
    row: int = 0
    placement: Placement | None = None
    end_placement: Placement | None = None
