"""How many people the customers and the market take, and where they should live (P13, P23)."""

import math
from dataclasses import dataclass
from enum import StrEnum

from models.places import Place
from models.reps import Rep


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
        return _over(self.minutes, self.rep_min)

    @property
    def by_meetings(self) -> float:
        """Return the reps that the places in the caps take."""
        return _over(self.meetings, self.rep_places)

    @property
    def exact(self) -> float:
        """Return the larger of both."""
        return max(self.by_minutes, self.by_meetings)

    @property
    def people(self) -> int:
        """Return whole people."""
        return math.ceil(self.exact - 1e-9)


def _over(work: float, room: float) -> float:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A customer who would be nearer to a new home."""

    customer_id: str
    name: str
    rep_id: str
    new_rep_id: str
    saved_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hire:
    """The next rep: where to live, what that takes away, what it earns and costs, a year.

    Parameters
    ----------
    meetings
        With the customers who move to the new rep.
    relieved_min
        Work that does not fit into the year of the present reps and would have somebody.
    saved_min, saved_m
        Driving that falls away.
    due_earns, due_sales
        Money earned, and sold, by contacts that are due and become possible.
    extra_earns, extra_sales
        The same of extra meetings that the freed and added hours have room for.
    hours_cost, km_cost
        Of the rep's hours at work, and of the kilometres of all reps that come or, below 0, fall away.
    others
        The next best towns in its stead, with the minutes of driving that they would save.
    """

    rep: Rep
    town: str
    place: Place
    customers: int
    meetings: float
    relieved_min: float
    saved_min: float
    saved_m: float
    due_earns: float
    due_sales: float
    extra_earns: float
    extra_sales: float
    hours_cost: float
    km_cost: float
    others: tuple[tuple[str, float], ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def cost(self) -> float:
        """Return what the hire costs a year."""
        return self.hours_cost + self.km_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class RepLoad:
    """A year of a present rep: work, driving and what there is room for, in minutes and meetings.

    Parameters
    ----------
    spare_earns
        What extra meetings in the time that is left could earn.
    hour_earns
        What one more hour would, were there one.
    """

    rep_id: str
    customers: int
    meetings: float
    work_min: float
    drive_min: float
    productive_min: float
    productive_places: float
    spare_earns: float
    hour_earns: float

    @property
    def load(self) -> float:
        """Return the fuller of the two measures."""
        return max(
            _over(self.work_min + self.drive_min, self.productive_min),
            _over(self.meetings, self.productive_places),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Everything that is known about how many people it takes.

    Parameters
    ----------
    norms
        Driving as measured: the team first, then rep by rep.
    measured
        How it was measured, in words.
    year
        A mean rep's.
    market
        ``None`` where nobody asks for one.
    hires
        One after the other: each with those before it already at work.
    """

    month: str
    reps: tuple[Rep, ...]
    lines: tuple[WorkLine, ...]
    loads: tuple[RepLoad, ...]
    norms: tuple[DrivingNorm, ...]
    measured: str
    year: RepYear
    headcounts: tuple[Headcount, ...]
    market: Market | None = None
    hires: tuple[Hire, ...] = ()
    notes: tuple[str, ...] = ()
    currency: str = ""
