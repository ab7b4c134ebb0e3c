"""Two visits of a customer keep their distance in days."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from models.problem import MonthProblem, Requirement
from models.rules.base import HardRule, Violation
from models.schedule import DayRoute, Schedule


class BrokenGap(NamedTuple):
    """Two visits of a customer that are too near, or too far apart.

    Parameters
    ----------
    visit_id
        The later one.
    asked
        The distance that is asked for: ``at least 3``, ``at most 10``.
    """

    visit_id: str
    before: dt.date
    after: dt.date
    asked: str


def broken_gaps(req: Requirement, date_of: Mapping[str, dt.date]) -> Iterator[BrokenGap]:
    """Yield each distance that two visits do not keep.

    Parameters
    ----------
    date_of
        By visit; those without a day are not in it.
    """
    planned = [(k, need.visit_id) for k, need in enumerate(req.visits) if need.visit_id in date_of]
    for (k, first), (m, second) in pairwise(planned):
        before, after = date_of[first], date_of[second]
        gap = (after - before).days
        if gap < req.min_gap_days:
            yield BrokenGap(second, before, after, f"at least {req.min_gap_days}")
        # A dropped visit is one fault, not two: the greatest gap binds only between planned neighbours.
        if req.max_gap_days is not None and m == k + 1 and gap > req.max_gap_days:
            yield BrokenGap(second, before, after, f"at most {req.max_gap_days}")


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    route_of = dict(schedule.placed())
    for req in problem.requirements:
        if len(req.visits) > 1:
            yield from _of(req, route_of)


def _of(req: Requirement, route_of: dict[str, DayRoute]) -> Iterator[Violation]:
    ids = (need.visit_id for need in req.visits)
    date_of = {visit_id: route_of[visit_id].date for visit_id in ids if visit_id in route_of}
    for visit_id, before, after, asked in broken_gaps(req, date_of):
        gap = (after - before).days
        text = f"{req.name} on {before} and {after}: {gap} days apart, {asked} are asked for"
        yield Violation(RULE.name, text, visit_id, route_of[visit_id].rep_id, after)


RULE = HardRule(
    "spacing",
    "Consecutive visits of a customer lie neither too close together nor too far apart.",
    _violations,
)
