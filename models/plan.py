"""A month's plan with everything that people want to know about it."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from models.allocation import Allocation
from models.changes import Change
from models.customers import Channel, Customer
from models.month import Month
from models.problem import Kind, MonthProblem
from models.reps import Rep
from models.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRow:
    """A customer and a channel in the month, whether or not anything is due (``requirements.csv``).

    Parameters
    ----------
    value
        Average monthly sales; ``None`` is unknown.
    visits
        Contacts due in the month; 0 when the next one is due later.
    why
        The reason in words and numbers.
    """

    customer_id: str
    rep_id: str
    segment: str
    value: float | None
    channel: str
    visits: int
    due_dates: tuple[dt.date, ...]
    minutes: int
    min_gap_days: int | None
    max_gap_days: int | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityLine:
    """Demand against capacity of a rep's month, before anything is planned (P14, P15).

    Parameters
    ----------
    meetings_due, meetings_possible
        Visits asked for; places in the caps of all workdays.
    work_min, available_min
        Minutes of visits and desk work; minutes of all workdays.
    travel_min
        A lower estimate of the driving.
    reserve_min
        Minutes kept for finding customers.
    """

    rep_id: str
    customers: int
    workdays: int
    meetings_due: int
    meetings_possible: int
    work_min: int
    travel_min: int
    reserve_min: int
    available_min: int

    @property
    def load(self) -> float:
        """Return the fuller of the two measures: places in the caps, or minutes."""
        meetings = (
            self.meetings_due / self.meetings_possible
            if self.meetings_possible
            else float(self.meetings_due > 0)
        )
        minutes = (
            (self.work_min + self.travel_min + self.reserve_min) / self.available_min
            if self.available_min
            else 0.0
        )
        return max(meetings, minutes)


@dataclass(frozen=True, slots=True)
class OptionalVisits:
    """Visits that fill spare time when asked: prospects, early visits, growth meetings.

    Parameters
    ----------
    offered, planned
        Their number; one that has no day is no fault of a plan.
    earned
        Money a month that the planned ones are expected to bring: margin × closing ratio × expected
        value of a prospect, margin × gain of another meeting.
    """

    offered: int
    planned: int
    earned: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPlan:
    """The month: who was planned, what came out, and what was noticed on the way.

    Parameters
    ----------
    customers, reps
        By id, placed.
    rows
        One per customer and channel.
    notes
        What a manager should know: defaults taken, territories given, rows set aside, coarse
        places, questions about the calendar. In plain words, most important first.
    counts
        Rows of the customer file by what became of them; they add up to the rows of the file.
    not_placed
        Customers for whom no place was found, with the reason.
    changes
        What a re-plan changed in the published plan.
    allocation
        What each contact earns, and what one more hour of a rep would.
    """

    month: Month
    customers: Mapping[str, Customer]
    reps: Mapping[str, Rep]
    rows: tuple[RequirementRow, ...]
    problem: MonthProblem
    result: Result
    capacity: tuple[CapacityLine, ...]
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    not_placed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    currency: str = ""
    changes: tuple[Change, ...] = ()
    time_zones: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    allocation: Allocation = field(default_factory=Allocation)

    @property
    def planned_visits(self) -> Counter[tuple[str, str]]:
        """Return the contacts that have a day, by customer and channel."""
        requirement_of = self.problem.requirement_of
        placed = (requirement_of[visit_id] for visit_id, _ in self.result.schedule.placed())
        return Counter((req.customer_id, req.channel.value) for req in placed)

    @property
    def optional(self) -> "OptionalVisits":
        """Return what spare time was offered for and what it is spent on (P15, P16, P18)."""
        offered = [r for r in self.problem.requirements if r.kind is Kind.PROSPECT]
        placed = {visit_id for visit_id, _ in self.result.schedule.placed()}
        taken = {r.customer_id for r in offered if r.visits[0].visit_id in placed}
        earned = sum(
            line.value_of_next or 0.0
            for line in self.allocation.lines
            if line.customer_id in taken and line.channel == Channel.VISIT
        )
        return OptionalVisits(len(offered), len(taken), earned)

    @property
    def rows_not_placed(self) -> tuple[RequirementRow, ...]:
        """Return the visits that are due where nobody knows the way: they cannot be planned."""
        return tuple(
            row
            for row in self.rows
            if row.customer_id in self.not_placed and row.channel == Channel.VISIT and row.visits
        )
