"""What the search calls best is the best of all: orders of a day, days of a customer."""

from itertools import chain, pairwise, permutations, product
from random import Random

import pytest

from models.problem import Requirement
from scheduler.solve import kernel
from scheduler.solve.board import Board
from scheduler.solve.clock import price_day
from scheduler.solve.memory import empty_room, empty_state
from scheduler.solve.order import best_order
from scheduler.solve.tables import make_tables
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.tight_days import tight_days

Prices = dict[int, float]
"""Price by workday."""


def cheapest(board: Board, day: int, visits: list[int]) -> float | None:
    """The least driving of all orders that can be kept."""
    prices = [price_day(board, day, order) for order in permutations(visits)]
    return min((price.travel for price in prices if price is not None), default=None)


def test_the_best_order_is_the_cheapest_of_all_permutations():
    tally = Tally()
    for seed, problem in chain(draws(1000, first_seed=80_000), tight_days(300)):
        tally.month(problem)
        board, random = Board(problem), Random(seed)
        for day in range(len(board.days)):
            possible = [v for v, visit in enumerate(board.visits) if day in visit.days]
            visits = random.sample(possible, random.randint(len(possible) // 2, len(possible)))
            wanted = cheapest(board, day, visits)
            order = best_order(board, day, tuple(visits))
            if wanted is not None:
                assert order is not None, f"seed {seed}, day {day}: an order of {visits} exists"
                assert sorted(order) == sorted(visits)
                price = price_day(board, day, order)
                assert price is not None
                assert price.travel == pytest.approx(wanted)
                tally.count("kept" if len(visits) > 1 else "kept alone")
            else:
                # Orders keep hours, openings and pins; caps, loads and durations do not depend on them.
                assert order is None or price_day(board, day, order) is None
                tally.count("refused")
    tally.saw(months=1300, kept=400, refused=500)
    tally.saw_every_feature(15)


def cheapest_days(board: Board, req: Requirement, prices: list[Prices], visits: range) -> float:
    """The cheapest of all choices of days that keep spacing and patterns."""
    best = float("inf")
    for choice in product(*[(None, *of_visit) for of_visit in prices]):
        if not _allowed(board, req, choice):
            continue
        cost = sum(
            board.visits[v].penalty if day is None else prices[k][day]
            for k, (v, day) in enumerate(zip(visits, choice, strict=True))
        )
        best = min(best, cost)
    return best


def _allowed(board: Board, req: Requirement, choice: tuple[int | None, ...]) -> bool:
    planned = [(k, board.days[day]) for k, day in enumerate(choice) if day is not None]
    for (k, before), (m, after) in pairwise(planned):
        gap = after.ordinal - before.ordinal
        if gap < req.min_gap_days:
            return False
        if req.max_gap_days is not None and m == k + 1 and gap > req.max_gap_days:
            return False
    dates = {info.workday.date for _, info in planned}
    return req.patterns is None or not dates or any(dates <= p for p in req.patterns)


def drawn_prices(board: Board, visits: range, random: Random) -> list[Prices]:
    """Any price for any day on which a visit may lie, some days without one."""
    return [
        {
            day: float(random.randint(-20, 100))
            for day in board.visits[v].days
            if random.random() < 0.85
        }
        for v in visits
    ]


class Chooser:
    """The compiled choice of days, on prices of the test's own."""

    def __init__(self, board: Board) -> None:
        self.tables = make_tables(board)
        self.room = empty_room(self.tables, empty_state(self.tables))

    def all_alike(self, q: int) -> bool:
        """Whether the search takes the visits of a requirement for one another."""
        return bool(self.tables.requirement[q, kernel.ALIKE])

    def choose(self, q: int, prices: list[Prices], visits: range) -> tuple[float, list[int | None]]:
        """Return the cost of the chosen days and the days, visit by visit."""
        days = len(self.tables.day)
        for k, of_visit in enumerate(prices):
            self.room.price[k, :] = [of_visit.get(day, kernel.NEVER) for day in range(days)]
        given = self.tables.requirement[q, kernel.PATTERN_FIRST] >= 0
        choose = kernel.choose_pattern if given else kernel.choose_days
        cost = choose(self.tables, self.room, q, 0, days)
        picks = [int(day) for day in self.room.pick[list(visits), 0]]
        return cost, [None if day == kernel.ABSENT else day for day in picks]


def test_the_chosen_days_are_the_cheapest_of_all():
    tally = Tally()
    for seed, problem in draws(1000, first_seed=90_000):
        tally.month(problem)
        board, random = Board(problem), Random(seed)
        chooser = Chooser(board)
        for q, (req, own) in enumerate(board.requirements):
            visits = range(own[0], own[-1] + 1)
            prices = drawn_prices(board, visits, random)
            if chooser.all_alike(q):
                prices = [prices[0]] * len(visits)
            cost, days = chooser.choose(q, prices, visits)
            wanted = cheapest_days(board, req, prices, visits)
            assert cost == pytest.approx(wanted), f"seed {seed}, {req.customer_id}"
            assert _allowed(board, req, tuple(days))
            tally.count("some left out" if None in days else "all planned")
            tally.count("several visits", int(len(visits) > 1))
    tally.saw(months=1000, all_planned=400, some_left_out=400, several_visits=500)
    tally.saw_every_feature(15)
