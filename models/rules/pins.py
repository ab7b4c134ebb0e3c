"""A pinned visit keeps its rep, its day or week, and its time."""

from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for route in schedule.routes:
        for stop in route.stops:
            pin = problem.pin_of.get(stop.visit_id)
            if pin is None:
                continue
            name = problem.requirement_of[stop.visit_id].name
            if not pin.allows(route.rep_id, route.date, problem.week_start):
                text = f"{name} is pinned to {pin.rep_id or 'its rep'} on {pin.date} ({pin.strength}), not to {route.rep_id} on {route.date}"
                yield Violation(RULE.name, text, stop.visit_id, route.rep_id, route.date)
            if pin.time_min is not None and stop.arrive != pin.time_min * problem.ticks_per_minute:
                text = f"{name} is pinned to another time on {route.date}"
                yield Violation(RULE.name, text, stop.visit_id, route.rep_id, route.date)


RULE = HardRule("pins", "A pinned visit keeps its rep, its day or week, and its time.", _violations)
