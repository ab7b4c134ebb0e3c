"""Every schedule of a tiny month: each visit on each day or on none, in every order."""

from collections.abc import Iterator
from itertools import permutations, product
from typing import NamedTuple

from models.judge import judge
from models.problem import MonthProblem, Workday
from models.schedule import DayRoute, Schedule, Score
from models.timing import time_route
from tests.solve.tiny import schedule

Orders = tuple[tuple[str, ...], ...]
"""Visits of each workday in order, meetings first; the index is that of the problem's workdays."""


class Judged(NamedTuple):
    """A schedule that can be timed, and what the judge says."""

    orders: Orders
    schedule: Schedule
    sound: bool
    score: Score | None


class Timer:
    """Gives orders of days their earliest times, each once."""

    def __init__(self, problem: MonthProblem) -> None:
        self._problem = problem
        self._known: dict[tuple[int, tuple[str, ...]], DayRoute | None] = {}

    def route(self, day: int, order: tuple[str, ...]) -> DayRoute | None:
        """Return the timed day, or ``None`` when a stop cannot be kept at any time."""
        key = (day, order)
        if key not in self._known:
            workday = self._problem.workdays[day]
            found = time_route(self._problem, workday, order)
            self._known[key] = found if isinstance(found, DayRoute) else None
        return self._known[key]


def assignments(problem: MonthProblem) -> Iterator[tuple[int, ...]]:
    """Yield the workday of each visit, -1 for none, wherever a visit can be driven to at all."""
    choices = [
        (-1, *(k for k, day in enumerate(problem.workdays) if reachable(problem, visit_id, day)))
        for visit_id in problem.need_of
    ]
    yield from product(*choices)


def reachable(problem: MonthProblem, visit_id: str, day: Workday) -> bool:
    """Whether the rep's matrix knows the place; all else is for the judge to say."""
    req = problem.requirement_of[visit_id]
    return req.is_desk or day.rep_id in req.rep_ids


def orders_of(problem: MonthProblem, assignment: tuple[int, ...]) -> Iterator[Orders]:
    """Yield every order of every day; desk work comes after the meetings."""
    ids = tuple(problem.need_of)
    days = []
    for k in range(len(problem.workdays)):
        own = [v for v, day in zip(ids, assignment, strict=True) if day == k]
        meetings = [v for v in own if not problem.requirement_of[v].is_desk]
        desk = [v for v in own if problem.requirement_of[v].is_desk]
        pairs = product(permutations(meetings), permutations(desk))
        days.append([(*first, *then) for first, then in pairs])
    yield from product(*days)


def schedules(problem: MonthProblem) -> Iterator[Judged]:
    """Yield every schedule that can be timed, judged."""
    timer = Timer(problem)
    for assignment in assignments(problem):
        for orders in orders_of(problem, assignment):
            routes = [timer.route(k, order) for k, order in enumerate(orders) if order]
            timed = [route for route in routes if route is not None]
            if len(timed) == len(routes):
                made = schedule(problem, *timed)
                verdict = judge(problem, made)
                yield Judged(orders, made, verdict.sound, verdict.score)


def meetings_only(problem: MonthProblem, orders: Orders) -> Orders:
    """Return the orders of driving, desk work left out."""
    return tuple(
        tuple(v for v in order if not problem.requirement_of[v].is_desk) for order in orders
    )
