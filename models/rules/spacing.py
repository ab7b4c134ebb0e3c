"""Two visits of a customer keep their distance in days."""

from collections.abc import Iterator
from itertools import pairwise

from models.problem import MonthProblem, Requirement
from models.rules.base import HardRule, Violation
from models.schedule import DayRoute, Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    route_of = dict(schedule.placed())
    for req in problem.requirements:
        if len(req.visits) > 1:
            yield from _of(req, route_of)


def _of(req: Requirement, route_of: dict[str, DayRoute]) -> Iterator[Violation]:
    planned = [
        (k, route_of[need.visit_id])
        for k, need in enumerate(req.visits)
        if need.visit_id in route_of
    ]
    for (k, before), (m, after) in pairwise(planned):
        gap = (after.date - before.date).days
        visit_id = req.visits[m].visit_id
        if gap < req.min_gap_days:
            text = f"{req.name} on {before.date} and {after.date}: {gap} days apart, at least {req.min_gap_days} are asked for"
            yield Violation(RULE.name, text, visit_id, after.rep_id, after.date)
        # A dropped visit is one fault, not two: the greatest gap binds only between planned neighbours.
        if req.max_gap_days is not None and m == k + 1 and gap > req.max_gap_days:
            text = f"{req.name} on {before.date} and {after.date}: {gap} days apart, at most {req.max_gap_days} are asked for"
            yield Violation(RULE.name, text, visit_id, after.rep_id, after.date)


RULE = HardRule(
    "spacing",
    "Consecutive visits of a customer lie neither too close together nor too far apart.",
    _violations,
)
