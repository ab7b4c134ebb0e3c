"""A visit lies wholly within one opening interval of the customer."""

from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule
from models.timing import openings
from models.units import clock_text


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for route in schedule.routes:
        day = problem.workday_of.get((route.rep_id, route.date))
        if day is None:
            continue
        for stop in route.stops:
            req = problem.requirement_of[stop.visit_id]
            spans = openings(problem, req, day)
            if spans is not None and not any(
                s.start_min <= stop.arrive and stop.depart <= s.end_min for s in spans
            ):
                scale = problem.ticks_per_minute
                at = f"{clock_text(stop.arrive // scale)}-{clock_text(stop.depart // scale)}"
                text = f"{req.name} is not open on {route.date} at {at}"
                yield Violation(RULE.name, text, stop.visit_id, route.rep_id, route.date)


RULE = HardRule(
    "opening", "A visit lies wholly within one opening interval of the customer.", _violations
)
