"""How many people the customers and the market take (P13, P23)."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """What minutes are spent on (P13)."""

    VISIT = "visit"
    SHOP_VISIT = "shop visit"
    OFFICE = "office meeting"
    CALL = "call with entry"
    PRESENTATION = "presentation"
    EMAIL = "e-mail"
    CONTRACT = "contract paperwork"
    DRIVING = "driving"

    @property
    def is_meeting(self) -> bool:
        """Whether somebody drives to it, and it takes a place in the daily cap."""
        return self in {Operation.VISIT, Operation.SHOP_VISIT, Operation.PRESENTATION}


@dataclass(frozen=True, slots=True)
class Task:
    """One operation with one customer: so many times a year, so many minutes each."""

    operation: Operation
    times: float
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """The year of a group of customers by one operation (``staffing.csv``).

    Parameters
    ----------
    group
        Category and treatment, e.g. ``A visit 30``.
    times
        Of all its customers together, a year.
    minutes
        Of all of them together, a year.
    """

    group: str
    customers: int
    operation: Operation
    times: float
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivingNorm:
    """Driving as measured in planned months.

    Parameters
    ----------
    rep_id
        Empty for the team.
    days
        Days on which anybody is met.
    shared_by
        Meetings that share one way out and back: the ways of all meetings over what their days
        hold of them.
    local_min
        Driving of a meeting beside its part of the way out and back: from stop to stop.
    """

    rep_id: str
    days: int
    meetings: int
    drive_min: float
    drive_m: float
    shared_by: float
    local_min: float

    @property
    def per_meeting(self) -> float:
        """Return the minutes of driving for a meeting, ways home included."""
        return self.drive_min / self.meetings

    def to(self, way_min: float) -> float:
        """Return the minutes of driving for a meeting that lies so far out and back."""
        return way_min / self.shared_by + self.local_min


@dataclass(frozen=True, slots=True, kw_only=True)
class RepYear:
    """What a rep has in a year, the mean of some reps.

    Parameters
    ----------
    weekdays, free_days, away_days
        Days of the working week in twelve months; of them public holidays; of them away.
    day_min, day_places
        Minutes and meetings of a mean working day, half days included.
    prospecting_share
        Kept for finding customers, 0 to 1.
    """

    weekdays: float
    free_days: float
    away_days: float
    day_min: float
    day_places: float
    prospecting_share: float

    @property
    def days(self) -> float:
        """Return the days at work."""
        return max(0.0, self.weekdays - self.free_days - self.away_days)

    @property
    def minutes(self) -> float:
        """Return the minutes at work."""
        return self.days * self.day_min

    @property
    def productive_min(self) -> float:
        """Return the minutes for existing customers."""
        return self.minutes * (1 - self.prospecting_share)

    @property
    def places(self) -> float:
        """Return the meetings that the caps have room for."""
        return self.days * self.day_places

    @property
    def productive_places(self) -> float:
        """Return the meetings with existing customers that the caps have room for."""
        return self.places * (1 - self.prospecting_share)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of an arithmetic: what it is, how it comes about, and the result."""

    what: str
    how: str
    amount: float
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """How many reps some work takes, with its arithmetic.

    Parameters
    ----------
    minutes, meetings
        A year's work.
    rep_min, rep_places
        What one rep has for it in a year.
    """

    name: str
    minutes: float
    meetings: float
    rep_min: float
    rep_places: float
    steps: tuple[Step, ...] = ()

    @property
    def by_minutes(self) -> float:
        """Return the reps that the minutes take."""
        return over(self.minutes, self.rep_min)

    @property
    def by_meetings(self) -> float:
        """Return the reps that the places in the caps take."""
        return over(self.meetings, self.rep_places)

    @property
    def exact(self) -> float:
        """Return the larger of both."""
        return max(self.by_minutes, self.by_meetings)

    @property
    def people(self) -> int:
        """Return whole people."""
        return math.ceil(self.exact - 1e-9)


def over(work: float, room: float) -> float:
    """Return work over room; 0 where there is no room at all."""
    return work / room if room > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Prospects, and how fast they are to be worked through (P18, P23).

    Parameters
    ----------
    months
        In which all of them are to be met.
    tasks
        For one prospect, driving and the paperwork of those who sign included.
    meetings
        With one prospect: visits and presentations.
    closing_ratio
        Closings per meeting.
    average_value
        What a new customer brings, in money a month.
    """

    prospects: int
    months: int
    tasks: tuple[Task, ...]
    meetings: float
    closing_ratio: float
    average_value: float

    @property
    def minutes_each(self) -> float:
        """Return the minutes for one prospect."""
        return sum(task.times * task.minutes for task in self.tasks)

    @property
    def customers(self) -> float:
        """Return the customers that are won, never more than there are prospects."""
        return self.prospects * min(1.0, self.meetings * self.closing_ratio)
