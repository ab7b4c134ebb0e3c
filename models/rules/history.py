"""The days before the date of re-planning stay as they were."""

from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    first = problem.history_before
    if first is None:
        return
    now = {visit_id: (route.rep_id, route.date) for visit_id, route in schedule.placed()}
    for visit_id in sorted(problem.history):
        rep_id, date = problem.published[visit_id]
        if now.get(visit_id) != (rep_id, date):
            name = problem.requirement_of[visit_id].name
            text = f"{name} with {rep_id} on {date} is history and cannot be changed any more"
            yield Violation(RULE.name, text, visit_id, rep_id, date)
    for visit_id, (rep_id, date) in now.items():
        if date < first and visit_id not in problem.history:
            name = problem.requirement_of[visit_id].name
            text = f"{name} is put on {date}: days before {first} are history"
            yield Violation(RULE.name, text, visit_id, rep_id, date)


RULE = HardRule(
    "history", "The days before the date of re-planning stay as they were.", _violations
)
