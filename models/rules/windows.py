"""A visit lies within its window of dates and never on a forbidden date."""

from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for visit_id, route in schedule.placed():
        need, req = problem.need_of[visit_id], problem.requirement_of[visit_id]
        if not need.earliest <= route.date <= need.latest:
            text = f"{req.name} on {route.date}: its window is {need.earliest} to {need.latest}"
            yield Violation(RULE.name, text, visit_id, route.rep_id, route.date)
        if route.date in req.forbidden:
            text = f"{req.name} may not be visited on {route.date}"
            yield Violation(RULE.name, text, visit_id, route.rep_id, route.date)


RULE = HardRule(
    "windows", "A visit lies within its window of dates and on no forbidden date.", _violations
)
