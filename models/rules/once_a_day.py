"""A customer is contacted at most once on a day."""

from collections import Counter
from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    seen = Counter(
        (problem.requirement_of[v].customer_id, route.date) for v, route in schedule.placed()
    )
    for (customer_id, date), times in seen.items():
        if times > 1:
            yield Violation(
                RULE.name,
                f"customer {customer_id} has {times} contacts on {date}",
                None,
                None,
                date,
            )


RULE = HardRule("once_a_day", "A customer is contacted at most once on a day.", _violations)
