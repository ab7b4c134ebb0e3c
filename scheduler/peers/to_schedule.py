"""From a peer's routes to a schedule that the judge can read."""

from collections.abc import Mapping, Sequence

from models.problem import MonthProblem
from models.schedule import DayRoute, Schedule, Unplanned
from models.timing import Clash, finish_of, time_route
from scheduler.peers.modelling import RepMonth, Shift

Routes = Mapping[int, Sequence[str]]
"""Visits in order, by number of the shift."""


def to_schedule(month: RepMonth, routes: Routes) -> Schedule:
    """Return the schedule of a peer's routes, by the clock of the judge.

    A visit that this clock does not allow (peers round otherwise, or know no break) is taken out
    and counts as unplanned, as it would on the day.
    """
    kept = [_kept(month.problem, month.shifts[number], list(routes[number])) for number in routes]
    days = sorted((day for day in kept if day.stops), key=lambda day: day.date)
    planned = {visit_id for day in days for visit_id in day.visit_ids}
    missing = tuple(
        Unplanned(visit_id, req.customer_id)
        for visit_id, req in month.problem.requirement_of.items()
        if visit_id not in planned
    )
    return Schedule(tuple(days), missing)


def _kept(problem: MonthProblem, shift: Shift, visits: list[str]) -> DayRoute:
    latest = (shift.workday.end_min + problem.max_overtime_min) * problem.ticks_per_minute
    visits = visits[: shift.workday.cap]
    while True:
        day = time_route(problem, shift.workday, visits)
        if isinstance(day, Clash):
            visits.remove(day.visit_id)
        elif finish_of(day) > latest:
            visits.pop()
        else:
            return day
