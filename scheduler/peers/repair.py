"""Give the visits that a peer left out a day where one is free.

Windows that keep the spacing are narrower than what the rules allow once the other days are known. A
user of such an engine would place by hand what still fits, and so do we, at the least driving.
"""

import datetime as dt
from collections.abc import Iterator

from models.judge import judge
from models.problem import Kind, MonthProblem, Workday
from models.schedule import DayRoute, Schedule
from models.timing import Clash, finish_of, time_route, travel_of


def repair(problem: MonthProblem, plan: Schedule) -> Schedule:
    """Return the plan with every visit added that breaks no rule, the most important first."""
    needs = problem.need_of
    requirements = problem.requirement_of
    for visit in sorted(plan.unplanned, key=lambda v: (-needs[v.visit_id].priority, v.visit_id)):
        if requirements[visit.visit_id].kind is not Kind.VISIT:
            continue
        missing = tuple(other for other in plan.unplanned if other != visit)
        for _, _, route in sorted(_days(problem, plan, visit.visit_id), key=lambda day: day[:2]):
            tried = Schedule(_with(plan.routes, route), missing)
            if judge(problem, tried).sound:
                plan = tried
                break
    return plan


def _days(
    problem: MonthProblem, plan: Schedule, visit_id: str
) -> Iterator[tuple[float, dt.date, DayRoute]]:
    """Yield the longer driving and the new route of each day, at the best place in its order."""
    need = problem.need_of[visit_id]
    route_of = {(route.rep_id, route.date): route for route in plan.routes}
    for day in problem.workdays:
        before = route_of.get((day.rep_id, day.date))
        stops = list(before.visit_ids) if before is not None else []
        if len(stops) >= day.cap or not need.earliest <= day.date <= need.latest:
            continue
        driven = travel_of(problem, before).minutes if before is not None else 0.0
        routes = [
            (travel_of(problem, route).minutes - driven, at, route)
            for at in range(len(stops) + 1)
            if not isinstance(
                route := time_route(problem, day, [*stops[:at], visit_id, *stops[at:]]), Clash
            )
            and _home_in_time(problem, day, route)
        ]
        if routes:
            longer, _, route = min(routes, key=lambda found: found[:2])
            yield longer, day.date, route


def _home_in_time(problem: MonthProblem, day: Workday, route: DayRoute) -> bool:
    return finish_of(route) <= (day.end_min + problem.max_overtime_min) * problem.ticks_per_minute


def _with(routes: tuple[DayRoute, ...], new: DayRoute) -> tuple[DayRoute, ...]:
    others = [route for route in routes if (route.rep_id, route.date) != (new.rep_id, new.date)]
    return tuple(sorted([*others, new], key=lambda route: route.date))
