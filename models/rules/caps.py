"""A day holds no more meetings than its cap."""

from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for route in schedule.routes:
        day = problem.workday_of.get((route.rep_id, route.date))
        meetings = sum(not problem.requirement_of[v].is_desk for v in route.visit_ids)
        if day is not None and meetings > day.cap:
            text = f"{route.rep_id} has {meetings} meetings on {route.date}, the cap is {day.cap}"
            yield Violation(RULE.name, text, None, route.rep_id, route.date)


RULE = HardRule(
    "caps", "A day holds no more meetings than its cap; desk work does not count.", _violations
)
