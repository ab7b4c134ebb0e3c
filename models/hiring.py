"""The present reps' year, the next reps, and everything that is known of the staffing (P23)."""

from dataclasses import dataclass

from models.places import Place
from models.reps import Rep
from models.staffing import DrivingNorm, Headcount, Market, RepYear, WorkLine, over


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
            over(self.work_min + self.drive_min, self.productive_min),
            over(self.meetings, self.productive_places),
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
