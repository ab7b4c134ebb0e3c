"""Work happens on working days only."""

from collections import Counter
from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for route in schedule.routes:
        if (route.rep_id, route.date) not in problem.workday_of:
            yield Violation(
                RULE.name,
                f"{route.rep_id} does not work on {route.date}",
                None,
                route.rep_id,
                route.date,
            )
    days = Counter((route.rep_id, route.date) for route in schedule.routes)
    for (rep_id, date), times in days.items():
        if times > 1:
            yield Violation(
                RULE.name, f"{rep_id} has {times} day routes on {date}", None, rep_id, date
            )


RULE = HardRule(
    "workdays", "A rep has stops on working days only, in one route a day.", _violations
)
