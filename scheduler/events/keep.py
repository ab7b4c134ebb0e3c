"""Days that a re-plan takes nothing new into keep the order and the times that were published."""

from collections.abc import Sequence
from dataclasses import replace

from models.events import Event, EventKind
from models.problem import MonthProblem, customer_key
from models.rules import hours
from models.schedule import DayRoute, Schedule
from models.timing import drive, latest_departure, scaled, travel_of
from scheduler.events.published import Published


def keep_days(
    published: Published, problem: MonthProblem, schedule: Schedule, events: Sequence[Event]
) -> Schedule:
    """Return the re-plan with published times on each day that holds no visit it did not hold.

    Another order of the same visits may save a minute and tells every customer of the day another
    time. It is taken only where it saves more minutes than moving one visit costs. Days of visits
    that were moved by hand follow the hand.
    """
    moved = {published.visit_of(event) for event in events if event.kind is EventKind.MOVED}
    known = {(route.rep_id, route.date): route for route in published.schedule.routes}
    routes = []
    for route in schedule.routes:
        before = known.get((route.rep_id, route.date))
        if before is not None and moved.isdisjoint(route.visit_ids):
            routes.append(_kept(problem, before, route))
        else:
            routes.append(route)
    return replace(schedule, routes=tuple(routes))


def _kept(problem: MonthProblem, before: DayRoute, now: DayRoute) -> DayRoute:
    """Return the published day, less the visits that have left it, where it is as good."""
    if not set(now.visit_ids) <= set(before.visit_ids):
        return now
    same = _without(problem, before, set(before.visit_ids) - set(now.visit_ids))
    if any(hours.RULE.violations(problem, Schedule((same,)))):
        return now
    longer = travel_of(problem, same).minutes - travel_of(problem, now).minutes
    return same if longer <= problem.weights.changes else now


def _without(problem: MonthProblem, route: DayRoute, gone: set[str]) -> DayRoute:
    """Return a day without some of its visits, every other one at its time."""
    if not gone:
        return route
    stops = tuple(stop for stop in route.stops if stop.visit_id not in gone)
    day = problem.workday_of[route.rep_id, route.date]
    meetings = [stop for stop in stops if not problem.requirement_of[stop.visit_id].is_desk]
    if not meetings:
        begin = day.start_min * problem.ticks_per_minute
        return DayRoute(route.rep_id, route.date, stops, begin, begin)
    matrix = problem.travel[route.rep_id]
    ticks = matrix.ticks(problem.ticks_per_minute)
    pause = scaled(day.break_span, problem.ticks_per_minute)
    first, last = (
        matrix.index[customer_key(problem.requirement_of[stop.visit_id].customer_id)]
        for stop in (meetings[0], meetings[-1])
    )
    out, back = int(ticks[matrix.index[day.start], first]), int(ticks[last, matrix.index[day.end]])
    leave = latest_departure(meetings[0].arrive, out, pause)
    return DayRoute(route.rep_id, route.date, stops, leave, drive(meetings[-1].depart, back, pause))
