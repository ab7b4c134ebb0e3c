"""The search's clock says of a day what the judge says, with the same figures."""

from collections.abc import Iterator
from itertools import chain
from random import Random

import pytest

from models.judge import judge
from models.problem import MonthProblem
from models.rules.soft import overtime, work_minutes
from models.schedule import DayRoute, Schedule
from models.timing import time_route, travel_of
from scheduler.solve.board import Board
from scheduler.solve.clock import Clock, DayCost, price_day
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.tight_days import tight_days
from tests.solve.tiny import schedule

OF_A_DAY = {"caps", "hours", "opening", "pins", "loads", "durations"}


def judged_day(board: Board, day: int, order: tuple[int, ...]) -> DayRoute | None:
    """The timed day where no rule about days alone is broken."""
    problem, ids = board.problem, [board.visits[v].visit_id for v in order]
    route = time_route(problem, board.days[day].workday, ids)
    if not isinstance(route, DayRoute):
        return None
    found = judge(problem, schedule(problem, route))
    return None if any(v.rule in OF_A_DAY for v in found.violations) else route


def some_orders(board: Board, random: Random, each: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Some orders of some of the visits that may lie on each day, desk work anywhere among them."""
    for day in range(len(board.days)):
        possible = [v for v, visit in enumerate(board.visits) if day in visit.days]
        for _ in range(each if possible else 0):
            yield day, tuple(random.sample(possible, random.randint(1, len(possible))))


def assert_same_figures(problem: MonthProblem, price: DayCost, route: DayRoute) -> None:
    assert price.travel == pytest.approx(travel_of(problem, route).minutes)
    assert price.work == pytest.approx(work_minutes(problem, route))
    assert price.over == pytest.approx(overtime(problem, Schedule((route,))))


def test_a_day_has_a_price_exactly_when_the_judge_finds_no_fault_in_it():
    tally = Tally()
    for seed, problem in chain(draws(500, first_seed=10_000), tight_days(300)):
        tally.month(problem)
        board = Board(problem)
        for day, order in some_orders(board, Random(seed), each=4):
            price = price_day(board, day, order)
            route = judged_day(board, day, order)
            assert (price is None) == (route is None), f"seed {seed}, day {day}, {order}"
            tally.count("kept" if price else "refused")
            if price is not None and route is not None:
                assert_same_figures(problem, price, route)
                tally.count("overtime paid", int(price.over > 0))
                tally.count("several stops", int(len(order) > 1))
    tally.saw(months=800, kept=1200, refused=500, overtime_paid=100, several_stops=300)
    tally.saw_every_feature(15)


def test_a_remembered_price_is_the_price():
    for seed, problem in draws(50, first_seed=20_000):
        board = Board(problem)
        clock = Clock(board, most_remembered=5)
        for day, order in some_orders(board, Random(seed), each=10):
            assert clock.price(day, order) == price_day(board, day, order)
