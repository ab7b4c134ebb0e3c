"""Packing: where more visits are left out than must be, a search has them take turns at being absent."""

from random import Random

import pytest

from models.problem import MonthProblem
from scheduler.solve.board import Board
from scheduler.solve.improve import Search
from scheduler.solve.lineage import Lineage
from scheduler.solve.params import SolveParams, Temper
from scheduler.solve.task import drafted
from tests.agreement.test_lineage import ended
from tests.solve.tiny import (
    NINE,
    customer,
    month,
    opening,
    prospect,
    schedule,
    timed,
    workday,
)

FREEZING = Temper(hot=1e-6, cold=1e-6, removed=2, longest_string=2, blink=0.0)


def one_of_two() -> Search:
    """A day with room for one: X is near and planned, Y far away and absent."""
    problem = month([workday(2, cap=1)], [customer("X"), customer("Y")], {"X": 10, "Y": 100})
    planned = schedule(problem, timed(problem, 2, "X1"))
    return Search(drafted(Board(problem), planned), Random(1))


def seen_in(search: Search, *, in_turns: bool) -> set[tuple[int, ...]]:
    """Who is planned after each of so many steps, by number."""
    found = set()
    for _ in range(60):
        search.run(1, (1e-6, 1e-6), FREEZING, in_turns=in_turns)
        found.add(tuple((search.month.day_of >= 0).nonzero()[0].tolist()))
    return found


def test_visits_take_turns_at_being_absent_whatever_it_costs():
    assert seen_in(one_of_two(), in_turns=False) == {(0,)}
    assert seen_in(one_of_two(), in_turns=True) == {(0,), (1,)}


def test_the_best_month_is_kept_meanwhile():
    search = one_of_two()
    before = search.best_cost
    seen_in(search, in_turns=True)
    assert search.best_cost == before
    assert search.best().routes == [(0,)]


@pytest.mark.parametrize("seed", range(20))
def test_the_first_turn_leaves_out_no_more_than_the_month_it_begins_with(seed):
    problem = month([workday(2, cap=2)], [customer("X"), customer("Y")], {"X": 10, "Y": 100})
    planned = schedule(problem, timed(problem, 2, "X1", "Y1"))
    search = Search(drafted(Board(problem), planned), Random(seed))
    search.run(1, (1e-6, 1e-6), FREEZING._replace(blink=0.9), in_turns=True)
    assert (search.month.day_of >= 0).all()


def test_a_visit_that_weighs_more_takes_no_turn():
    problem = month([workday(2, cap=1)], [customer("X"), prospect("Y", 1.0)], {"X": 10, "Y": 100})
    planned = schedule(problem, timed(problem, 2, "X1"))
    search = Search(drafted(Board(problem), planned), Random(1))
    assert seen_in(search, in_turns=True) == {(0,)}


def lineage_of(problem: MonthProblem, *planned: str) -> Lineage:
    lineage = Lineage(Board(problem), of_two=False)
    lineage.take(ended(drafted(Board(problem), schedule(problem, timed(problem, 2, *planned))), 0))
    return lineage


def test_a_month_leaves_out_too_many_where_no_bound_says_that_all_do():
    full = month([workday(2, cap=1)], [customer("X"), customer("Y")])
    assert not lineage_of(full, "X1").leaves_out_too_many(), "the cap is 1"
    hours = opening((NINE, NINE + 40))
    early = month([workday(2)], [customer("X", opening=hours), customer("Y", opening=hours)])
    assert lineage_of(early, "X1").leaves_out_too_many(), "hours are not counted"
    asked = month([workday(2)], [customer("X"), prospect("P", 1.0)])
    assert not lineage_of(asked, "X1").leaves_out_too_many(), "P is a prospect"
    assert not Lineage(Board(asked), of_two=False).leaves_out_too_many(), "there is no month yet"


@pytest.mark.parametrize(("visits", "removed"), [(30, 6), (66, 11), (117, 16), (300, 16)])
def test_a_packing_search_takes_out_more_than_the_usual_one(visits, removed):
    params = SolveParams()
    temper = params.packing_temper(visits, cap=5)
    assert (temper.removed, temper.in_turns) == (removed, params.packing)
    assert temper.hot == params.bred_heat * params.start_temperature
