"""Every schedule of a tiny month: each visit on each day or on none, in every order."""

from collections.abc import Iterator
from itertools import permutations, product
from typing import NamedTuple

from models.judge import score, violations
from models.problem import Kind, MonthProblem, Workday
from models.schedule import DayRoute, Schedule, Score
from models.timing import time_route
from tests.solve.tiny import schedule

Orders = tuple[tuple[str, ...], ...]
"""Visits of each workday in order, meetings first; the index is that of the problem's workdays."""


class Judged(NamedTuple):
    """A schedule that can be timed, and what the judge says: a price where no hard rule is broken."""

    orders: Orders
    schedule: Schedule
    score: Score | None

    @property
    def sound(self) -> bool:
        return self.score is not None


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


def timed(
    problem: MonthProblem, timer: Timer, assignment: tuple[int, ...]
) -> Iterator[tuple[Orders, Schedule]]:
    """Yield every schedule with these workdays of the visits that can be timed."""
    for orders in orders_of(problem, assignment):
        routes = [timer.route(k, order) for k, order in enumerate(orders) if order]
        kept = [route for route in routes if route is not None]
        if len(kept) == len(routes):
            yield orders, schedule(problem, *kept)


def schedules(problem: MonthProblem) -> Iterator[Judged]:
    """Yield every schedule that can be timed, judged."""
    timer = Timer(problem)
    for assignment in assignments(problem):
        for orders, made in timed(problem, timer, assignment):
            broken = violations(problem, made)
            yield Judged(orders, made, None if broken else score(problem, made))


def fewest_left_out(problem: MonthProblem) -> int:
    """Return how many required visits the sound schedule with the most of them leaves out."""
    required = [problem.requirement_of[v].kind is not Kind.PROSPECT for v in problem.need_of]

    def left_out(assignment: tuple[int, ...]) -> int:
        return sum(asked and day < 0 for asked, day in zip(required, assignment, strict=True))

    timer = Timer(problem)
    for assignment in sorted(assignments(problem), key=left_out):  # so that the first is the best
        if any(not violations(problem, made) for _, made in timed(problem, timer, assignment)):
            return left_out(assignment)
    raise AssertionError("not even a month without visits is sound")


def meetings_only(problem: MonthProblem, orders: Orders) -> Orders:
    """Return the orders of driving, desk work left out."""
    return tuple(
        tuple(v for v in order if not problem.requirement_of[v].is_desk) for order in orders
    )
