"""What people read from a plan: each stop with its leg, each day with its sums.

The clock counts every leg in whole ticks, rounded up (`models.units`), so the minutes told here add
up to the times of the day. Nothing is judged here and nothing is stored: both follow from a problem
and a schedule.
"""

from dataclasses import dataclass

from models.problem import MonthProblem, Requirement, VisitNeed, Workday
from models.schedule import DayRoute, Schedule, Stop
from models.timing import legs_of


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop as people read it.

    Parameters
    ----------
    number
        Place in the order of the day, from 1.
    arrive_min, depart_min
        When the visit begins and ends, in minutes after midnight.
    drive_min, drive_m
        The leg to this stop: whole minutes of the clock, metres; both 0 for desk work.
    """

    number: int
    arrive_min: int
    depart_min: int
    drive_min: int
    drive_m: float
    need: VisitNeed
    requirement: Requirement
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A day of a rep as people read it.

    Parameters
    ----------
    workday
        ``None`` where the schedule puts stops on a day on which the rep does not work.
    leave_min, home_min
        When the rep leaves and is back, in minutes after midnight.
    end_min
        When the day's work ends: back home, or the end of the desk work after it.
    home_drive_min, home_drive_m
        The way home.
    """

    route: DayRoute
    workday: Workday | None
    stops: tuple[StopLine, ...]
    leave_min: int
    home_min: int
    home_drive_min: int
    home_drive_m: float

    @property
    def meetings(self) -> int:
        """Return the number of visits, desk work not included."""
        return sum(not line.requirement.is_desk for line in self.stops)

    @property
    def drive_min(self) -> int:
        """Return the minutes of driving, the way home included."""
        return sum(line.drive_min for line in self.stops) + self.home_drive_min

    @property
    def drive_m(self) -> float:
        """Return the metres of driving, the way home included."""
        return sum(line.drive_m for line in self.stops) + self.home_drive_m

    @property
    def end_min(self) -> int:
        """Return the minute at which the day's work ends."""
        return max([self.home_min, *(line.depart_min for line in self.stops)])

    @property
    def work_min(self) -> int:
        """Return the minutes from leaving to the end of the day's work, without the break."""
        pause = self.workday.break_span if self.workday else None
        rest = 0
        if pause is not None:
            rest = max(0, min(pause.end_min, self.end_min) - max(pause.start_min, self.leave_min))
        return self.end_min - self.leave_min - rest

    @property
    def overtime_min(self) -> int:
        """Return the minutes of work after the end of the workday."""
        return max(0, self.end_min - self.workday.end_min) if self.workday else 0


def day_lines(problem: MonthProblem, schedule: Schedule) -> tuple[DayLine, ...]:
    """Return every day of a schedule as people read it, by rep and date."""
    routes = sorted(schedule.routes, key=lambda route: (route.rep_id, route.date))
    return tuple(day_line(problem, route) for route in routes)


def day_line(problem: MonthProblem, route: DayRoute) -> DayLine:
    """Return one day as people read it."""
    workday = problem.workday_of.get((route.rep_id, route.date))
    per = problem.ticks_per_minute
    legs = [(up(ticks, per), m) for ticks, m in legs_of(problem, route)] if workday else []
    legs_to_stops = iter(legs[:-1])
    lines = []
    for number, stop in enumerate(route.stops, start=1):
        desk = problem.requirement_of[stop.visit_id].is_desk
        leg = (0, 0.0) if desk else next(legs_to_stops, (0, 0.0))
        lines.append(_stop_line(problem, stop, (number, *leg)))
    home_min, home_m = legs[-1] if legs else (0, 0.0)
    return DayLine(
        route=route,
        workday=workday,
        stops=tuple(lines),
        leave_min=route.leave // per,
        home_min=up(route.home, per),
        home_drive_min=home_min,
        home_drive_m=home_m,
    )


def up(ticks: int, per_minute: int) -> int:
    """Return whole minutes that hold so many clock ticks."""
    return -(-ticks // per_minute)


def _stop_line(problem: MonthProblem, stop: Stop, leg: tuple[int, int, float]) -> StopLine:
    per = problem.ticks_per_minute
    return StopLine(
        number=leg[0],
        arrive_min=stop.arrive // per,
        depart_min=up(stop.depart, per),
        drive_min=leg[1],
        drive_m=leg[2],
        need=problem.need_of[stop.visit_id],
        requirement=problem.requirement_of[stop.visit_id],
        pinned=stop.visit_id in problem.pin_of,
    )
