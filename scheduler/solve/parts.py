"""Split a team's month into groups of reps that share customers, and put the results together."""

from collections.abc import Iterable
from dataclasses import replace

from models.problem import MonthProblem
from models.schedule import DayRoute, Schedule, Unplanned


def split(problem: MonthProblem) -> list[MonthProblem]:
    """Return one problem for each group of reps that no customer connects to another group.

    Costs of the parts add up to the cost of the whole: every rule and every price belongs to one
    customer or to one rep.
    """
    leader: dict[str, str] = {}
    first_of: dict[str, str] = {}
    for req in problem.requirements:
        # Rules bind all requirements of a customer: a visit by one rep, a call by another.
        first = first_of.setdefault(req.customer_id, req.rep_ids[0])
        for rep in req.rep_ids:
            _join(leader, first, rep)
    groups: dict[str, list[str]] = {}
    for rep in dict.fromkeys((*problem.rep_ids, *leader)):
        groups.setdefault(_find(leader, rep), []).append(rep)
    return [_part(problem, frozenset(reps)) for reps in groups.values() if _busy(problem, reps)]


def _find(leader: dict[str, str], rep: str) -> str:
    while leader.setdefault(rep, rep) != rep:
        rep = leader[rep]
    return rep


def _join(leader: dict[str, str], one: str, other: str) -> None:
    first, second = _find(leader, one), _find(leader, other)
    if first != second:
        leader[second] = first


def _busy(problem: MonthProblem, reps: list[str]) -> bool:
    return any(req.visits and set(reps) & set(req.rep_ids) for req in problem.requirements)


def _part(problem: MonthProblem, reps: frozenset[str]) -> MonthProblem:
    requirements = tuple(req for req in problem.requirements if reps & set(req.rep_ids))
    own = {need.visit_id for req in requirements for need in req.visits}
    return replace(
        problem,
        workdays=tuple(day for day in problem.workdays if day.rep_id in reps),
        requirements=requirements,
        travel={rep: matrix for rep, matrix in problem.travel.items() if rep in reps},
        reserve_min={rep: kept for rep, kept in problem.reserve_min.items() if rep in reps},
        published={v: then for v, then in problem.published.items() if v in own},
    )


def merge(schedules: Iterable[Schedule]) -> Schedule:
    """Put the schedules of the parts together, by rep and date."""
    routes: list[DayRoute] = []
    unplanned: list[Unplanned] = []
    for schedule in schedules:
        routes += schedule.routes
        unplanned += schedule.unplanned
    return Schedule(tuple(sorted(routes, key=lambda r: (r.rep_id, r.date))), tuple(unplanned))
