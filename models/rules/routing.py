"""The rules that only a periodic vehicle routing problem has: loads, durations, day patterns."""

from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule
from models.timing import travel_of


def _loads(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for route in schedule.routes:
        day = problem.workday_of.get((route.rep_id, route.date))
        load = sum(problem.requirement_of[v].load for v in route.visit_ids)
        if day is not None and day.capacity is not None and load > day.capacity + 1e-9:
            text = (
                f"{route.rep_id} on {route.date}: load {load:g}, the capacity is {day.capacity:g}"
            )
            yield Violation(LOADS.name, text, None, route.rep_id, route.date)


def _durations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for route in schedule.routes:
        day = problem.workday_of.get((route.rep_id, route.date))
        if day is None or day.max_duration_min is None:
            continue
        taken = travel_of(problem, route).minutes + sum(
            problem.requirement_of[v].minutes for v in route.visit_ids
        )
        if taken > day.max_duration_min + 1e-6:
            text = f"{route.rep_id} on {route.date}: {taken:g} minutes, the limit is {day.max_duration_min:g}"
            yield Violation(DURATIONS.name, text, None, route.rep_id, route.date)


def _patterns(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    date_of = {visit_id: route.date for visit_id, route in schedule.placed()}
    for req in problem.requirements:
        if req.patterns is None:
            continue
        days = frozenset(date_of[need.visit_id] for need in req.visits if need.visit_id in date_of)
        # A dropped visit is a fault of accounting: the days that remain must still lie in a pattern.
        if days and not any(days <= pattern for pattern in req.patterns):
            shown = ", ".join(str(day) for day in sorted(days))
            yield Violation(PATTERNS.name, f"{req.name}: {shown} match no pattern")


LOADS = HardRule("loads", "A day carries no more load than its capacity.", _loads)
DURATIONS = HardRule("durations", "Travel and service of a day stay within its limit.", _durations)
PATTERNS = HardRule(
    "patterns", "The days of a customer's visits lie in one of its patterns.", _patterns
)
