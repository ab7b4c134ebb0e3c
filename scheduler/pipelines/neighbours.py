"""Who else could make the visits that found no day: the reps nearest to the customer."""

from collections.abc import Sequence
from dataclasses import replace

from models.places import Place, great_circle_m
from models.policy import Policy
from models.problem import MonthProblem, Requirement
from models.reps import Rep
from models.schedule import Schedule
from scheduler.pipelines.problem import rep_matrix
from scheduler.solve import advise
from scheduler.travel import GreatCircle

_NEAREST = 3
"""How many other reps are asked about a customer."""


def with_advice(
    problem: MonthProblem, schedule: Schedule, reps: Sequence[Rep], policy: Policy
) -> Schedule:
    """Return the schedule with offers in which neighbours take part."""
    wider = with_neighbours(problem, schedule, reps, policy)
    return schedule if wider is problem else advise(wider, schedule)


def with_neighbours(
    problem: MonthProblem, schedule: Schedule, reps: Sequence[Rep], policy: Policy
) -> MonthProblem:
    """Return the problem with the way of the nearest other reps to customers without a day.

    A rep's matrix holds only the rep's own customers. Who may visit whom does not change.
    """
    missing = {item.visit_id for item in schedule.unplanned}
    lent: dict[str, list[Requirement]] = {}
    for req in problem.requirements:
        if any(need.visit_id in missing for need in req.visits):
            for rep_id in _nearest(req, reps):
                lent.setdefault(rep_id, []).append(replace(req, rep_ids=(rep_id,)))
    if not lent:
        return problem
    provider = GreatCircle.of(policy.travel)
    wider = {
        rep.rep_id: rep_matrix(rep, (*problem.requirements, *lent[rep.rep_id]), provider)
        for rep in reps
        if rep.rep_id in lent
    }
    return replace(problem, travel={**problem.travel, **wider})


def _nearest(req: Requirement, reps: Sequence[Rep]) -> list[str]:
    """Return the reps nearest to a customer whom they may not visit so far."""
    place = req.place
    if place is None:
        return []
    here = (place.lat, place.lon)
    others = [
        (float(great_circle_m((home.lat, home.lon), here)), rep.rep_id)
        for rep in reps
        if rep.rep_id not in req.rep_ids and (home := _home(rep)) is not None
    ]
    return [rep_id for _, rep_id in sorted(others)[:_NEAREST]]


def _home(rep: Rep) -> Place | None:
    return None if rep.placement is None else rep.placement.place
