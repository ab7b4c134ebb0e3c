"""A day can be driven: times add up, the break is kept, home is reached in time."""

from collections.abc import Iterator

from models.problem import MonthProblem, Workday
from models.rules.base import HardRule, Violation
from models.schedule import DayRoute, Schedule
from models.timing import drive, finish_of, legs_of, scaled
from models.units import clock_text


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for route in schedule.routes:
        day = problem.workday_of.get((route.rep_id, route.date))
        if day is not None:
            for text in (
                *_bounds(problem, day, route),
                *_chain(problem, day, route),
                *_stops(problem, day, route),
            ):
                yield Violation(
                    RULE.name,
                    f"{route.rep_id} on {route.date}: {text}",
                    None,
                    route.rep_id,
                    route.date,
                )


def _bounds(problem: MonthProblem, day: Workday, route: DayRoute) -> Iterator[str]:
    scale = problem.ticks_per_minute
    if route.leave < day.start_min * scale:
        yield f"leaves at {clock_text(route.leave // scale)}, the day begins at {clock_text(day.start_min)}"
    finish = finish_of(route)
    if finish > (day.end_min + problem.max_overtime_min) * scale:
        yield f"work ends at {clock_text(finish // scale)}, the day ends at {clock_text(day.end_min)}"


def _chain(problem: MonthProblem, day: Workday, route: DayRoute) -> Iterator[str]:
    pause = scaled(day.break_span, problem.ticks_per_minute)
    legs = [ticks for ticks, _ in legs_of(problem, route)]
    meetings = [s for s in route.stops if not problem.requirement_of[s.visit_id].is_desk]
    desk = [s for s in route.stops if problem.requirement_of[s.visit_id].is_desk]
    clock = route.leave
    for leg, stop in zip(legs, meetings, strict=False):
        if stop.arrive < drive(clock, leg, pause):
            yield f"visit {stop.visit_id} begins before the rep can be there"
        clock = stop.depart
    if route.home < (drive(clock, legs[-1], pause) if legs else route.leave):
        yield "the way home takes longer than planned"
    clock = route.home
    for stop in desk:
        if stop.arrive < clock:
            yield f"desk work {stop.visit_id} begins before the work before it has ended"
        clock = stop.depart


def _stops(problem: MonthProblem, day: Workday, route: DayRoute) -> Iterator[str]:
    pause = scaled(day.break_span, problem.ticks_per_minute)
    for stop in route.stops:
        wanted = problem.requirement_of[stop.visit_id].minutes * problem.ticks_per_minute
        if stop.depart - stop.arrive != wanted:
            yield f"visit {stop.visit_id} lasts {stop.depart - stop.arrive}, {wanted} are asked for"
        if pause is not None and stop.arrive < pause.end_min and stop.depart > pause.start_min:
            yield f"visit {stop.visit_id} lies in the break"


RULE = HardRule(
    "hours",
    "Leaving is not before the day begins, the work is done before it ends, the break is kept.",
    _violations,
)
