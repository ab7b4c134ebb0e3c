"""A rep's month as peers understand it: a visit is a job, a workday a vehicle, on one long clock.

Each day is a block of that clock. All times are clock ticks, costs are whole units (`to_units`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.problem import Kind, MonthProblem, Requirement, Workday, customer_key
from models.reps import Span
from models.timing import openings, scaled
from models.units import MINUTES_A_DAY, IntMatrix
from scheduler.peers.windows import Window, safe_windows


@dataclass(frozen=True, slots=True)
class Shift:
    """A workday as a vehicle.

    Parameters
    ----------
    start, end
        On the long clock, overtime that is allowed included.
    pause
        The break, on the long clock.
    """

    workday: Workday
    start: int
    end: int
    pause: Span | None
    start_row: int
    end_row: int


@dataclass(frozen=True, slots=True)
class Start:
    """When a job may begin on one day.

    Parameters
    ----------
    first, last
        Earliest and latest beginning, on the long clock.
    whole
        Whether the hours of the shift alone say the same.
    """

    shift: int
    first: int
    last: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A visit as a job that stands alone."""

    visit_id: str
    row: int
    length: int
    priority: float
    starts: tuple[Start, ...]

    @property
    def shifts(self) -> tuple[int, ...]:
        """The shifts in which it may lie."""
        return tuple(dict.fromkeys(start.shift for start in self.starts))

    def blocks(self) -> list[tuple[int, int]]:
        """Return its time windows; days in a row that only the shifts limit make one window."""
        found: list[tuple[int, int]] = []
        before: Start | None = None
        for start in self.starts:
            joined = before is not None and before.whole and start.whole
            if joined and before is not None and before.shift + 1 == start.shift:
                found[-1] = (found[-1][0], start.last)
            else:
                found.append((start.first, start.last))
            before = start
        return found


@dataclass(frozen=True, slots=True, eq=False)
class RepMonth:
    """What a peer is given.

    Parameters
    ----------
    ticks, costs
        int64 of shape (places, places), index ``[from, to]``.
    jobs
        Only those that may lie anywhere.
    """

    problem: MonthProblem
    shifts: tuple[Shift, ...]
    jobs: tuple[Job, ...]
    ticks: IntMatrix
    costs: IntMatrix

    def price(self, job: Job) -> int:
        """Return what leaving a job out costs: more than a day for it alone ever does."""
        return round(job.priority * 4 * (int(self.costs.max()) + 1))

    @property
    def horizon(self) -> int:
        """The end of the long clock."""
        return max(shift.end for shift in self.shifts)


def rep_month(problem: MonthProblem) -> RepMonth:
    """Return the month of the one rep of a problem; visits only."""
    (rep,) = problem.rep_ids
    matrix = problem.travel[rep]
    shifts = _shifts(problem, rep)
    jobs = []
    for req in problem.requirements:
        if req.kind is not Kind.VISIT:
            continue
        row = matrix.index[customer_key(req.customer_id)]
        for need, window in zip(req.visits, safe_windows(req), strict=True):
            starts = tuple(_starts(problem, req, need.visit_id, (shifts, window)))
            length = req.minutes * problem.ticks_per_minute
            if starts:
                jobs.append(Job(need.visit_id, row, length, need.priority, starts))
    return RepMonth(
        problem=problem,
        shifts=shifts,
        jobs=tuple(jobs),
        ticks=matrix.ticks(problem.ticks_per_minute),
        costs=np.rint(matrix.minutes * problem.units_per_minute).astype(np.int64),
    )


def _shifts(problem: MonthProblem, rep: str) -> tuple[Shift, ...]:
    scale, index = problem.ticks_per_minute, problem.travel[rep].index
    over = problem.max_overtime_min
    days = [day for day in problem.workdays_of(rep) if day.cap > 0]
    block = max([MINUTES_A_DAY, *(day.end_min + over for day in days)]) * scale
    found = []
    for day in days:
        begin = (day.date - problem.month.first).days * block
        pause = scaled(day.break_span, scale)
        found.append(
            Shift(
                workday=day,
                start=begin + day.start_min * scale,
                end=begin + (day.end_min + over) * scale,
                pause=None if pause is None else Span(begin + pause[0], begin + pause[1]),
                start_row=index[day.start],
                end_row=index[day.end],
            )
        )
    return tuple(found)


def _starts(
    problem: MonthProblem, req: Requirement, visit_id: str, where: tuple[tuple[Shift, ...], Window]
) -> Iterator[Start]:
    shifts, (first, last) = where
    pin = problem.pin_of.get(visit_id)
    for number, shift in enumerate(shifts):
        day = shift.workday
        if not first <= day.date <= last or day.date in req.forbidden:
            continue
        if pin is not None and not pin.allows(day.rep_id, day.date, problem.week_start):
            continue
        yield from _starts_on(problem, req, visit_id, (number, shift))


def _starts_on(
    problem: MonthProblem, req: Requirement, visit_id: str, where: tuple[int, Shift]
) -> Iterator[Start]:
    number, shift = where
    scale = problem.ticks_per_minute
    midnight = shift.start - shift.workday.start_min * scale
    length = req.minutes * scale
    spans = openings(problem, req, shift.workday)
    pin = problem.pin_of.get(visit_id)
    whole = spans is None and shift.pause is None
    hours = [(shift.start, shift.end)]
    if spans is not None:
        hours = [(midnight + span.start_min, midnight + span.end_min) for span in spans]
    for opens, closes in _around(hours, shift.pause):
        first, last = max(opens, shift.start), min(closes, shift.end) - length
        if pin is not None and pin.time_min is not None:
            wanted = midnight + pin.time_min * scale
            first, last, whole = max(first, wanted), min(last, wanted), False
        if first <= last:
            yield Start(number, first, last, whole)


def _around(hours: list[tuple[int, int]], pause: Span | None) -> Iterator[tuple[int, int]]:
    """Yield the hours before and after the break."""
    for opens, closes in hours:
        if pause is None or closes <= pause.start_min or opens >= pause.end_min:
            yield opens, closes
        else:
            yield opens, pause.start_min
            yield pause.end_min, closes
