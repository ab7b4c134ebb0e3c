"""Bounds of months with round numbers, and what holds for every bound however early it ends."""

from dataclasses import replace

import numpy as np
import pytest

from models.problem import Weights
from models.schedule import Schedule
from scheduler.solve.board import Board
from scheduler.solve.bound import Bound, Effort, lower_bound
from scheduler.solve.bound.choice import choose
from scheduler.solve.bound.generate import Generation
from scheduler.solve.bound.near import NearSets
from scheduler.solve.bound.relaxation import relax
from scheduler.solve.stop import Stopwatch
from tests.solve.tiny import (
    NINE,
    call,
    customer,
    month,
    need,
    on,
    opening,
    plan,
    prospect,
    schedule,
    timed,
    workday,
)

NEARLY = 2e-4
"""A bound keeps a margin of one millionth."""


class Ticks:
    """A watch that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def seconds(self) -> float:
        self.asked += 1
        return float(self.asked)


def bound_of(problem, made: Schedule | None = None, *, travel_only: bool = True) -> Bound:
    made = plan(problem).schedule if made is None else made
    return lower_bound(problem, made, effort=Effort(), watch=Stopwatch(), travel_only=travel_only)


def generation(problem) -> Generation:
    board, made = Board(problem), plan(problem).schedule
    chosen = choose(board, made, travel_only=True)
    assert chosen is not None
    return Generation(relax(board, chosen, made, travel_only=True), lambda: True)


def star(cap: int = 2, visits: int = 1):
    """Six customers on a line, three on each side of the home, 10, 20 and 30 minutes away."""
    at = {"E1": 10, "E2": 20, "E3": 30, "W1": -10, "W2": -20, "W3": -30}
    days = [workday(day, cap=cap) for day in (2, 3, 4, 5, 6, 9, 10, 11, 12)]
    return month(days, [customer(name, visits) for name in at], at, weights=Weights.travel_only())


def test_two_far_customers_on_one_side_share_a_day():
    # Caps of 2: 30 and 20 east (60), 30 and 20 west (60), 10 east and 10 west (40).
    found = bound_of(star())
    assert found.minutes == pytest.approx(160, abs=NEARLY)
    assert found.converged
    assert found.covers == (
        "minutes of driving, soft rules off; all visits planned;"
        " spacing counts only where it rules out days"
    )


def test_each_visit_is_driven_to():
    # Every customer twice: twice the days of the month above.
    assert bound_of(star(visits=2)).minutes == pytest.approx(320, abs=2 * NEARLY)


def test_a_short_day_holds_fewer_visits():
    # 20 minutes away, 30 of visit: 09:00 to 10:10 is one visit, to 10:40 two.
    at = {"X": 20, "Y": 20}
    for end, minutes in ((NINE + 70, 80), (NINE + 100, 40)):
        days = [workday(day, end_min=end) for day in (2, 3)]
        problem = month(days, [customer("X"), customer("Y")], at)
        assert bound_of(problem).minutes == pytest.approx(minutes, abs=NEARLY)


def test_customers_open_on_different_days_share_no_way():
    days = [workday(2), workday(3)]
    for open_on, minutes in ((3, 80), (2, 40)):
        visits = [
            customer("X", opening=opening((NINE, 1000), days=[2])),
            customer("Y", opening=opening((NINE, 1000), days=[open_on])),
        ]
        found = bound_of(month(days, visits, {"X": 20, "Y": 20}))
        assert found.minutes == pytest.approx(minutes, abs=NEARLY)


def test_spacing_counts_where_it_rules_out_days():
    # Visits at least 5 days apart in a week: the first on Monday, the second on Saturday. X is
    # open on Wednesday only: two ways to Y (40), and one more to X (40).
    days = [workday(day) for day in (2, 4, 7)]
    x = customer("X", opening=opening((NINE, 1000), days=[4]))
    near = {"X": 20, "Y": 20}
    apart = month(days, [x, customer("Y", 2, min_gap_days=5)], near)
    assert bound_of(apart).minutes == pytest.approx(120, abs=NEARLY)
    assert bound_of(month(days, [x, customer("Y", 2)], near)).minutes == pytest.approx(
        80, abs=NEARLY
    )


def test_days_off_the_due_date_and_changes_are_in_the_full_bound():
    # Due on the 2nd, the only day is the 4th: 2 days of 0.5, a change of 20, driving of 20.
    problem = month([workday(4)], [customer("X")], published={"X1": ("A", on(3))})
    assert bound_of(problem).minutes == pytest.approx(20, abs=NEARLY)
    assert bound_of(problem, travel_only=False).minutes == pytest.approx(41, abs=NEARLY)


def test_a_prospect_is_visited_or_costs_its_prize():
    for prize, cost in ((15.0, 15), (25.0, 20)):
        problem = month([workday(2)], [prospect("P", prize)], weights=Weights(balance=0))
        assert bound_of(problem, travel_only=False).minutes == pytest.approx(cost, abs=NEARLY)


def test_overtime_of_a_meeting_is_in_the_full_bound():
    # 10 out, 30 of visit, 10 home: 20 minutes after the end of the day, at 2 each.
    problem = month([workday(2, end_min=NINE + 30)], [customer("X")], max_overtime_min=60)
    assert bound_of(problem, travel_only=False).minutes == pytest.approx(60, abs=NEARLY)


def test_an_uneven_month_is_in_the_full_bound():
    # On the 6th, a Friday: 20 of driving, 30 of visit. Half of the 50 would have to move to Monday,
    # 25 at 0.2 each; 50 minutes of calls on Monday make it even.
    problem = month([workday(6), workday(9)], [pinned_to(6)])
    assert bound_of(problem, travel_only=False).minutes == pytest.approx(25, abs=NEARLY)
    monday = replace(call("Y", 50), visits=(need("Y1", due=9, earliest=on(9)),))
    even = month([workday(6), workday(9)], [pinned_to(6), monday])
    assert bound_of(even, travel_only=False).minutes == pytest.approx(20, abs=NEARLY)


def pinned_to(day: int):
    return replace(customer("X"), visits=(need("X1", due=day, earliest=on(day), latest=on(day)),))


def test_desk_work_costs_no_driving_but_its_days_off():
    problem = month([workday(4), workday(5)], [call("X")])
    assert bound_of(problem).minutes == 0
    assert bound_of(problem, travel_only=False).minutes == pytest.approx(1, abs=NEARLY)


def test_a_month_without_visits_costs_nothing():
    for problem in (month([workday(2)], []), month([], [customer("X")])):
        found = bound_of(problem, schedule(problem))
        assert (found.minutes, found.converged) == (0, True)


def test_visits_without_a_day_are_named_as_a_condition():
    # X fits on no day (its window ends before the workday), Y does.
    x = replace(customer("X"), visits=(need("X1", latest=on(2)),))
    found = bound_of(month([workday(3)], [x, customer("Y")]))
    assert found.minutes == pytest.approx(20, abs=NEARLY)
    assert "leaving out the 1 visit without a day, and no others" in found.covers


def test_an_unsound_plan_has_no_bound():
    problem = month([workday(2), workday(3)], [customer("X")])
    closed = replace(
        problem,
        requirements=(replace(problem.requirements[0], forbidden=frozenset({on(2), on(3)})),),
    )
    found = bound_of(closed, schedule(problem, timed(problem, 2, "X1")))
    assert (found.minutes, found.covers[:9]) == (None, "no bound:")


@pytest.mark.parametrize(
    ("day", "visit", "words"),
    [
        ({"capacity": 5.0}, {}, "load limit"),
        ({"max_duration_min": 300.0}, {}, "limit of duration"),
        ({}, {"patterns": (frozenset({on(2)}),)}, "day patterns"),
    ],
)
def test_a_periodic_routing_problem_has_no_bound_yet(day, visit, words):
    found = bound_of(month([workday(2, **day)], [customer("X", **visit)]))
    assert found.minutes is None
    assert words in found.covers


def test_reps_who_share_a_customer_have_no_bound():
    problem = month([workday(2), workday(2, "B")], [customer("X", rep_ids=("A", "B"))])
    found = bound_of(problem)
    assert found.minutes is None
    assert "share customers" in found.covers


def test_a_place_is_remembered_where_routes_in_use_go_in_circles():
    # Places a minute apart; each remembers the two nearest, so 0 1 2 3 0 is a route at first.
    sets = NearSets(np.abs(np.subtract.outer(np.arange(5.0), np.arange(5.0))))
    assert not sets.allow([0, 1, 0])
    assert sets.allow([0, 1, 2, 3, 0])
    assert sets.grow([[0, 1, 2, 3, 0]])
    assert not sets.allow([0, 1, 2, 3, 0])
    assert sets.allow([0, 4, 0]), "4 is far away: it remembers 3 and 2 only"
    assert not sets.grow([[0, 1, 2]])


def test_a_bound_is_valid_after_every_turn_and_never_falls():
    best, work = [], generation(star(visits=2))
    while work.step():
        best.append(work.best)
    assert len(best) > 3
    assert best == sorted(best)
    assert best[0] >= 0
    assert max(best) <= 320 + 1e-9
    assert all(bound <= 320 + 1e-9 for bound in work.history)


@pytest.mark.parametrize("seconds", [0, 1, 2, 5, 10, 20, 40, 80, 160])
def test_a_bound_is_valid_whenever_the_time_is_up(seconds):
    problem = star(visits=2)
    made = plan(problem).schedule
    found = lower_bound(
        problem, made, effort=Effort(seconds=seconds), watch=Ticks(), travel_only=True
    )
    assert found.minutes is not None
    assert 0 <= found.minutes <= 320


def test_the_same_month_has_the_same_bound_twice():
    problem = star(cap=3, visits=2)
    assert bound_of(problem) == bound_of(problem)
