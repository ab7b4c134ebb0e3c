"""How hot the search is (multiples of the driving that a meeting costs), and how much it takes out."""

from random import Random

import pytest

from models.problem import MonthProblem
from models.schedule import Schedule
from scheduler.solve.board import Board
from scheduler.solve.improve import Annealing, Search
from scheduler.solve.params import SolveParams
from scheduler.solve.task import drafted
from tests.solve.tiny import call, customer, month, schedule, timed, workday


def driving_per_stop(problem: MonthProblem, planned: Schedule) -> float:
    return Search(drafted(Board(problem), planned), Random(1)).driving_per_stop


def three_at(*minutes: float) -> MonthProblem:
    """Return the month of three customers so far from home, one after another, and of two days."""
    at = dict(zip("XYZ", minutes, strict=True))
    return month([workday(2), workday(3)], [customer(name) for name in at], at)


def test_it_is_the_way_to_the_neighbours_and_a_share_of_the_way_out_and_back():
    problem = three_at(20, 30, 50)
    one_day = schedule(problem, timed(problem, 2, "X1", "Y1", "Z1"))
    # Neighbours are (10, 30), (10, 20) and (20, 30) minutes away; out and back it is 40, 60 and 100.
    assert driving_per_stop(problem, one_day) == pytest.approx(20 + 200 / 3 / 3)


def test_a_day_with_fewer_meetings_costs_each_of_them_more():
    problem = three_at(20, 30, 50)
    two_days = schedule(problem, timed(problem, 2, "X1", "Y1"), timed(problem, 3, "Z1"))
    assert driving_per_stop(problem, two_days) == pytest.approx(20 + 200 / 3 / 1.5)


def test_far_from_home_it_is_more_though_the_neighbours_are_as_near():
    near, far = (
        driving_per_stop(problem, schedule(problem, timed(problem, 2, "X1", "Y1", "Z1")))
        for problem in (three_at(20, 30, 50), three_at(60, 70, 90))
    )
    assert far - near == pytest.approx(2 * 40 / 3)


def test_where_nobody_is_planned_only_the_neighbours_count():
    problem = three_at(20, 30, 50)
    assert driving_per_stop(problem, schedule(problem)) == pytest.approx(20)


def test_desk_work_has_no_way_and_the_temperature_stays_above_zero():
    problem = month([workday(2)], [call("X"), call("Y")])
    assert driving_per_stop(problem, schedule(problem, timed(problem, 2, "X1"))) == 1.0
    assert driving_per_stop(problem, schedule(problem)) == 1.0


def test_the_temperature_falls_by_equal_ratios():
    temper = SolveParams().temper(0, 1.0, visits=60, cap=5)
    annealing = Annealing(temper, 40.0)
    assert annealing.at(0.0) == pytest.approx(40 * temper.hot)
    assert annealing.at(1.0) == annealing.at(1.3) == pytest.approx(40 * temper.cold)
    assert annealing.at(0.5) ** 2 == pytest.approx(annealing.at(0.0) * annealing.at(1.0))


@pytest.mark.parametrize(
    ("visits", "cap", "few", "many"),
    [(60, 2, 6, 10), (117, 5, 6, 12), (117, 8, 9, 12), (400, 20, 10, 25), (20, 5, 6, 10)],
)
def test_one_search_takes_out_about_a_day_and_the_other_a_share_of_the_month(
    visits, cap, few, many
):
    params = SolveParams()
    assert params.temper(0, 1.0, visits, cap).removed == few
    assert params.temper(1, 1.0, visits, cap).removed == many
    assert params.temper(2, 1.0, visits, cap).removed == few


def test_searches_that_all_take_out_as_many_all_take_out_few():
    params = SolveParams(removed=(10,))
    assert [params.temper(k, 1.0, 60, 5).removed for k in (0, 1)] == [6, 6]
