"""Months of the size that people have, drawn from a seed; places lie in a square."""

from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np

from models.problem import MonthProblem, Requirement, TravelMatrix, Workday, customer_key
from tests.solve.tiny import HOME, MARCH, customer, need, on, workday

WORKING_DAYS = [day for day in range(1, 32) if on(day).weekday() < 5]


def square(random: Random, names: list[str]) -> TravelMatrix:
    """Return minutes between a home in the middle of a square and places all over it."""
    at = [(30.0, 30.0), *((random.uniform(0, 60), random.uniform(0, 60)) for _ in names)]
    where = np.array(at)
    minutes = np.hypot(*(where[:, None] - where[None, :]).transpose(2, 0, 1))
    minutes = np.maximum(minutes, 3.0)  # parking and walking
    np.fill_diagonal(minutes, 0.0)
    return TravelMatrix((HOME, *map(customer_key, names)), minutes, 1000 * minutes, "a square")


def customers(random: Random, names: list[str], rep: str) -> list[Requirement]:
    """Return customers of one to four visits with spacing that fits."""
    found = []
    for name in names:
        count = random.choices((1, 2, 4), (7, 3, 1))[0]
        gap = 28 // count
        visits = tuple(
            need(f"{name}/{k}", due=min(31, 2 + k * gap + random.randint(0, gap - 1)))
            for k in range(count)
        )
        usual = customer(name, rep_ids=(rep,), min_gap_days=gap // 2, max_gap_days=gap + 7)
        found.append(replace(usual, visits=visits, interval_days=gap))
    return found


def days(rep: str) -> list[Workday]:
    """Return the 22 working days of March 2026, cap 5."""
    return [workday(day, rep) for day in WORKING_DAYS]


def rep_month(count: int = 57, seed: int = 7) -> MonthProblem:
    """Return the month of one rep."""
    random, names = Random(seed), [f"C{k:02d}" for k in range(count)]
    return MonthProblem(
        month=MARCH,
        workdays=tuple(days("A")),
        requirements=tuple(customers(random, names, "A")),
        travel={"A": square(random, names)},
    )


def team_month(count: int = 9, seed: int = 7) -> MonthProblem:
    """Return the month of two reps who share no customer."""
    random = Random(seed)
    names = {rep: [f"{rep}{k:02d}" for k in range(count)] for rep in "AB"}
    return MonthProblem(
        month=MARCH,
        workdays=tuple(day for rep in "AB" for day in days(rep)),
        requirements=tuple(req for rep in "AB" for req in customers(random, names[rep], rep)),
        travel={rep: square(random, names[rep]) for rep in "AB"},
    )


def with_patterns(problem: MonthProblem) -> MonthProblem:
    """Return the month with days of the week instead of windows and spacing: one of five for each customer."""
    dates = sorted({day.date for day in problem.workdays})
    weekdays = [[date for date in dates if date.weekday() == k] for k in range(5)]
    return replace(
        problem,
        requirements=tuple(
            replace(
                req,
                visits=tuple(
                    replace(need, earliest=dates[0], latest=dates[-1]) for need in req.visits
                ),
                min_gap_days=1,
                max_gap_days=None,
                patterns=tuple(
                    frozenset(chosen)
                    for days in weekdays
                    for chosen in combinations(days, len(req.visits))
                ),
            )
            for req in problem.requirements
        ),
    )
