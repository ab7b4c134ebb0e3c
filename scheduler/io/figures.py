"""The month in figures: what workbook and report tell, counted once."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.itinerary import DayLine, day_lines
from models.month import week_of
from models.plan import MonthPlan, RequirementRow
from models.problem import Kind, MonthProblem, Workday


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """A week of one rep, or the part of it that lies in the month; `first` is its first day."""

    first: dt.date
    meetings: int
    drive_min: int
    work_min: int
    available_min: int

    @property
    def is_empty(self) -> bool:
        """Whether the rep neither could nor does work in it."""
        return not (self.work_min or self.available_min)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepFigures:
    """A rep's month.

    Parameters
    ----------
    visits_due, visits_planned
        Required visits to customers; desk work and prospects are told apart from them.
    meetings
        Visits to customers and prospects that are planned.
    places
        Meetings that all workdays together have room for.
    """

    rep_id: str
    name: str
    customers: int
    workdays: int
    visits_due: int
    visits_planned: int
    prospects: int
    desk: int
    meetings: int
    places: int
    drive_min: int
    drive_m: float
    work_min: int
    overtime_min: int
    available_min: int
    weeks: tuple[WeekFigures, ...]

    @property
    def unplanned(self) -> int:
        """Return the required visits without a day."""
        return self.visits_due - self.visits_planned


@dataclass(frozen=True, slots=True)
class Coverage:
    """Required visits of one category, due and planned."""

    segment: str
    due: int
    planned: int

    @property
    def share(self) -> float:
        """Return planned over due; 1 where nothing is due."""
        return self.planned / self.due if self.due else 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The month of the team."""

    reps: tuple[RepFigures, ...]
    coverage: tuple[Coverage, ...]
    days: tuple[DayLine, ...]

    def total(self, name: str) -> float:
        """Return the sum of one figure over the reps."""
        return sum(float(getattr(rep, name)) for rep in self.reps)


def figures_of(plan: MonthPlan) -> Figures:
    """Count a month."""
    days = day_lines(plan.problem, plan.result.schedule)
    reps = tuple(
        _rep(plan, rep_id, [day for day in days if day.route.rep_id == rep_id])
        for rep_id in sorted(plan.reps)
    )
    return Figures(reps, _coverage(plan, days), days)


def _rep(plan: MonthPlan, rep_id: str, days: list[DayLine]) -> RepFigures:
    problem = plan.problem
    workdays = problem.workdays_of(rep_id)
    kinds = Counter(line.requirement.kind for day in days for line in day.stops)
    missing = _missing(plan, rep_id)
    return RepFigures(
        rep_id=rep_id,
        name=plan.reps[rep_id].name,
        customers=len({row.customer_id for row in plan.rows if _first(row) == rep_id}),
        workdays=len(workdays),
        visits_due=kinds[Kind.VISIT] + missing,
        visits_planned=kinds[Kind.VISIT],
        prospects=kinds[Kind.PROSPECT],
        desk=kinds[Kind.DESK],
        meetings=kinds[Kind.VISIT] + kinds[Kind.PROSPECT],
        places=sum(day.cap for day in workdays),
        drive_min=sum(day.drive_min for day in days),
        drive_m=sum(day.drive_m for day in days),
        work_min=sum(day.work_min for day in days),
        overtime_min=sum(day.overtime_min for day in days),
        available_min=sum(day.minutes for day in workdays),
        weeks=_weeks(problem, workdays, days),
    )


def _missing(plan: MonthPlan, rep_id: str) -> int:
    """Count required visits without a day, also for want of a place.

    One that several reps may make counts for the first.
    """
    planned = {visit_id for visit_id, _ in plan.result.schedule.placed()}
    nowhere = sum(row.visits for row in plan.rows_not_placed if _first(row) == rep_id)
    return nowhere + sum(
        requirement.kind is Kind.VISIT
        and requirement.rep_ids[0] == rep_id
        and visit_id not in planned
        for visit_id, requirement in plan.problem.requirement_of.items()
    )


def _first(row: RequirementRow) -> str:
    """Return the rep for whom a customer counts: of several, the first."""
    return row.rep_id.partition(";")[0]


def _weeks(
    problem: MonthProblem, workdays: Iterable[Workday], days: list[DayLine]
) -> tuple[WeekFigures, ...]:
    found = []
    for first in weeks_of(problem):
        own = [day for day in days if week_of(day.route.date, problem.week_start) == first]
        room = [day for day in workdays if week_of(day.date, problem.week_start) == first]
        week = WeekFigures(
            first=first,
            meetings=sum(day.meetings for day in own),
            drive_min=sum(day.drive_min for day in own),
            work_min=sum(day.work_min for day in own),
            available_min=sum(day.minutes for day in room),
        )
        found.append(week)
    return tuple(found)


def weeks_of(problem: MonthProblem) -> tuple[dt.date, ...]:
    """Return the first day of every week that the month touches."""
    weeks = (week_of(day, problem.week_start) for day in problem.month.days())
    return tuple(dict.fromkeys(weeks))


def _coverage(plan: MonthPlan, days: Iterable[DayLine]) -> tuple[Coverage, ...]:
    visits = [req for req in plan.problem.requirement_of.values() if req.kind is Kind.VISIT]
    due = Counter(requirement.segment for requirement in visits)
    for row in plan.rows_not_placed:
        due[row.segment] += row.visits
    planned = Counter(
        line.requirement.segment
        for day in days
        for line in day.stops
        if line.requirement.kind is Kind.VISIT
    )
    return tuple(Coverage(segment, due[segment], planned[segment]) for segment in sorted(due))
