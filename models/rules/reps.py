"""A customer is served by a rep who may, and by one rep only when the team asks for it."""

from collections.abc import Iterator

from models.problem import MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _allowed(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    for visit_id, route in schedule.placed():
        req = problem.requirement_of[visit_id]
        if route.rep_id not in req.rep_ids:
            text = f"{req.name} belongs to {' or '.join(req.rep_ids)}, not to {route.rep_id}"
            yield Violation(ALLOWED.name, text, visit_id, route.rep_id, route.date)


def _one(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    if not problem.one_rep_per_customer:
        return
    reps: dict[str, set[str]] = {}
    for visit_id, route in schedule.placed():
        reps.setdefault(problem.requirement_of[visit_id].customer_id, set()).add(route.rep_id)
    for customer_id, found in reps.items():
        if len(found) > 1:
            yield Violation(
                ONE.name, f"customer {customer_id} is visited by {' and '.join(sorted(found))}"
            )


ALLOWED = HardRule("allowed_reps", "A customer is served by a rep who may serve it.", _allowed)
ONE = HardRule("one_rep", "All visits of a customer are made by one rep.", _one)
