"""Random single days around a break, with hardly a minute to spare: the clock decides."""

from collections.abc import Iterator
from random import Random

import numpy as np

from models.problem import MonthProblem, Pin, Requirement, TravelMatrix, Workday, customer_key
from models.reps import Span
from tests.agreement.draws import TIMES
from tests.solve.tiny import HOME, MARCH, NINE, call, customer, on, opening, workday

LONGEST = NINE + 140


def tight_days(count: int, first_seed: int = 0) -> Iterator[tuple[int, MonthProblem]]:
    """Yield seeds and days drawn from them, `TIMES` as many as asked for."""
    for seed in range(first_seed, first_seed + round(count * TIMES)):
        yield seed, tight_day(Random(seed))


def tight_day(random: Random) -> MonthProblem:
    """Return one day of three visits or calls."""
    visits = [_requirement(random, name) for name in "XYZ"]
    places = (HOME, *map(customer_key, "XYZ"))
    minutes = np.array(
        [[random.choice((0, 5, 10, 15)) for _ in places] for _ in places], dtype=np.float64
    )
    np.fill_diagonal(minutes, 0.0)
    return MonthProblem(
        month=MARCH,
        workdays=(_day(random),),
        requirements=tuple(visits),
        travel={"A": TravelMatrix(places, minutes, minutes)},
        max_overtime_min=random.choice((0, 5)),
    )


def _day(random: Random) -> Workday:
    begin = NINE + random.choice((-10, 5, 10, 20, 25, 30, 40))
    pause = Span(begin, begin + random.choice((10, 20)))
    end = random.randrange(NINE + 60, LONGEST, 5)
    return workday(2, end_min=end, break_span=pause if random.random() < 0.85 else None)


def _requirement(random: Random, name: str) -> Requirement:
    make = call if random.random() < 0.4 else customer
    pins = (Pin(f"{name}1", on(2), time_min=random.randrange(NINE, LONGEST, 5)),)
    hours = opening((NINE, NINE + random.choice((30, 60, 90))), (NINE + 100, LONGEST))
    return make(
        name,
        minutes=random.choice((0, 10, 15, 20, 30)),
        pins=pins if random.random() < 0.15 else (),
        opening=hours if random.random() < 0.25 else None,
    )
