"""The bound is never above the best of all schedules, and on plain months hardly below it."""

from collections.abc import Iterator
from random import Random
from statistics import mean

import numpy as np
import pytest

from models.problem import Kind, MonthProblem, TravelMatrix, customer_key
from models.rules.soft import travel
from models.schedule import Schedule
from scheduler.solve.bound import Bound, Effort, least_unplanned, lower_bound
from scheduler.solve.parts import split
from scheduler.solve.stop import Stopwatch
from tests.agreement.counting import Tally
from tests.agreement.draws import TIMES, draws
from tests.agreement.enumeration import Judged, fewest_left_out, schedules
from tests.solve.tiny import customer, month, schedule, workday

NEAR_ENOUGH = 0.03
"""Measured over 30 plain months: 0.5 % on average below the best schedule, 25 of them reached."""


def bound_of(problem: MonthProblem, made: Schedule, *, travel_only: bool) -> Bound:
    return lower_bound(problem, made, effort=Effort(), watch=Stopwatch(), travel_only=travel_only)


def must_be_made(problem: MonthProblem, made: Schedule, *, travel_only: bool) -> frozenset[str]:
    """The planned visits that a bound is conditional on: prospects only where travel alone counts."""
    return frozenset(
        visit_id
        for visit_id, _ in made.placed()
        if travel_only or problem.requirement_of[visit_id].kind is not Kind.PROSPECT
    )


def best_by_visits(
    problem: MonthProblem, found: list[Judged], *, travel_only: bool
) -> Iterator[tuple[Schedule, float]]:
    """One schedule for each set of visits that can be made, and the least cost among its like."""
    best: dict[frozenset[str], tuple[float, Schedule]] = {}
    for item in found:
        if item.score is None:
            continue
        key = must_be_made(problem, item.schedule, travel_only=travel_only)
        cost = travel(problem, item.schedule) if travel_only else item.score.cost_min
        if key not in best or cost < best[key][0]:
            best[key] = cost, item.schedule
    yield from ((made, cost) for cost, made in best.values())


def months_of_one_rep(tally: Tally, count: int) -> Iterator[tuple[int, MonthProblem]]:
    """Parts of drawn months that have a bound; the others are counted."""
    for seed, whole in draws(count, first_seed=200_000):
        for part in split(whole):
            reason = bound_of(part, schedule(part), travel_only=True).covers
            if reason.startswith("no bound: "):
                tally.count("reasons")
            else:
                tally.month(part)
                yield seed, part


def bounds_of(problem: MonthProblem) -> Iterator[tuple[str, Bound, float]]:
    """Bounds of all sets of visits that a month's schedules make, with the least cost of each."""
    found = list(schedules(problem))
    for kind, travel_only in (("travel", True), ("full", False)):
        for made, best in best_by_visits(problem, found, travel_only=travel_only):
            yield kind, bound_of(problem, made, travel_only=travel_only), best


@pytest.mark.slow
def test_no_schedule_of_the_same_visits_costs_less_than_the_bound():
    tally = Tally()
    for seed, problem in months_of_one_rep(tally, 1200):
        for kind, bound, best in bounds_of(problem):
            assert bound.minutes is not None, bound.covers
            assert bound.minutes <= best + 1e-9, f"seed {seed}, {kind}"
            tally.count(f"bounds of {kind}")
            tally.count(f"reached by {kind}", int(best - bound.minutes < 1e-3))
    tally.saw(months=650, bounds_of_travel=3000, bounds_of_full=2700, reasons=300)
    tally.saw(reached_by_travel=2970, reached_by_full=1500)
    for feature in ("break", "cap 0", "opening", "greatest gap", "overtime", "published", "desk"):
        assert tally.seen[feature] >= 100 * TIMES, feature
    assert tally.seen["prospect"] >= 100 * TIMES


def test_no_schedule_leaves_out_fewer_visits_than_is_proven():
    tally = Tally()
    for seed, problem in draws(600, first_seed=210_000):
        least = least_unplanned(problem)
        fewest = fewest_left_out(problem)
        assert least <= fewest, f"seed {seed}"
        tally.month(problem)
        tally.count("proven", int(least > 0))
        tally.count("reached", int(least == fewest))
    tally.saw(months=500, proven=10, reached=100)
    assert tally.seen["two reps"] >= 50 * TIMES


def plain_month(random: Random) -> MonthProblem:
    """Three days of at most two visits among up to five customers around the home."""
    names = [f"C{k}" for k in range(random.randint(3, 4))]
    where = {name: (random.uniform(-40, 40), random.uniform(-40, 40)) for name in names}
    points = np.array([(0.0, 0.0), *where.values()])
    minutes = np.hypot(*(points[:, None] - points[None, :]).transpose(2, 0, 1))
    matrix = TravelMatrix(("home", *map(customer_key, names)), minutes, minutes)
    twice = names[0]
    return month(
        [workday(day, cap=2) for day in (2, 3, 4)],
        [customer(name, 2 if name == twice else 1) for name in names],
        travel={"A": matrix},
    )


def test_the_bound_of_a_plain_month_is_close_to_its_best_schedule():
    gaps = []
    for seed in range(round(12 * TIMES)):
        problem = plain_month(Random(seed))
        found = [i for i in schedules(problem) if i.sound and not i.schedule.unplanned]
        best = min(found, key=lambda item: travel(problem, item.schedule)).schedule
        bound = bound_of(problem, best, travel_only=True)
        assert bound.minutes is not None
        assert bound.converged
        assert bound.covers.split("; ")[1] == "all visits planned"
        gaps.append(1 - bound.minutes / travel(problem, best))
    assert min(gaps) >= 0
    assert mean(gaps) <= NEAR_ENOUGH, mean(gaps)
