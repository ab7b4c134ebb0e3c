"""What each soft rule counts, with the sum in a comment."""

from dataclasses import replace

import pytest

from models.judge import score
from models.policy import CostPolicy
from models.problem import Weights
from models.rules.registry import SOFT_RULES
from models.rules.soft import unevenness
from tests.solve.tiny import (
    FIVE,
    NINE,
    call,
    customer,
    month,
    on,
    prospect,
    schedule,
    timed,
    workday,
)


def amount(problem, rule, *routes):
    return score(problem, schedule(problem, *routes)).amount(rule)


def test_travel_counts_the_minutes_unrounded_and_the_way_home():
    # 10.4 there, 2.2 on, 12.6 back: 25.2, though the clock counts 11 + 3 + 13 = 27.
    problem = month([workday(2)], [customer("X"), customer("Y")], {"X": 10.4, "Y": 12.6})
    route = timed(problem, 2, "X1", "Y1")
    assert amount(problem, "travel", route) == pytest.approx(25.2)
    assert route.home - route.leave == 27 + 60


def test_rhythm_counts_days_off_the_due_date_early_or_late():
    # Due on the 4th and the 9th, made on the 3rd and the 11th: 1 + 2 days. Prospects have no rhythm.
    days = [workday(3), workday(11)]
    problem = month(days, [customer("X", 2, due=[4, 9]), prospect("P", 10)])
    routes = timed(problem, 3, "X1", "P1"), timed(problem, 11, "X2")
    assert amount(problem, "rhythm", *routes) == 3.0


def test_rhythm_counts_an_overdue_visit_from_the_first_of_the_month():
    # Due on 20 February, made on 2 March: one day after the 1st, not ten days after the 20th.
    problem = month([workday(2)], [customer("X")])
    late = replace(problem.requirements[0].visits[0], due=on(1).replace(month=2, day=20))
    overdue = replace(problem, requirements=(replace(problem.requirements[0], visits=(late,)),))
    assert amount(overdue, "rhythm", timed(overdue, 2, "X1")) == 1.0


def test_balance_counts_the_minutes_that_would_have_to_move_to_another_week():
    # Two weeks with one equal day each; 20 + 60 minutes of work in the first, none in the second:
    # 40 would have to move.
    problem = month([workday(6), workday(9)], [customer("X", minutes=60)])
    assert amount(problem, "balance", timed(problem, 6, "X1")) == 40.0


def test_balance_asks_a_short_week_for_less():
    # 4 + 4 hours in the first week, 4 in the second: of 90 minutes 60 belong to the first.
    half = [workday(k, end_min=NINE + 240) for k in (5, 6, 9)]
    problem = month(half, [call("X", 60), call("Y", 30)])
    fair = timed(problem, 5, "X1"), timed(problem, 9, "Y1")
    assert amount(problem, "balance", *fair) == 0.0
    assert amount(problem, "balance", timed(problem, 9, "X1", "Y1")) == 60.0


def test_balance_of_a_team_adds_up_over_its_reps():
    # A works 60 minutes in one of two weeks (30 to move), B works evenly.
    days = [workday(6), workday(9), workday(6, "B"), workday(9, "B")]
    calls = [call("X", 60), call("Y", 20, rep_ids=("B",)), call("Z", 20, rep_ids=("B",))]
    problem = month(days, calls)
    routes = (
        timed(problem, 6, "X1"),
        timed(problem, 6, "Y1", rep="B"),
        timed(problem, 9, "Z1", rep="B"),
    )
    assert amount(problem, "balance", *routes) == 30.0


def test_balance_begins_the_week_where_the_problem_says():
    # Saturday the 7th and Sunday the 8th: one week from Monday, two weeks from Sunday.
    days = [workday(7), workday(8)]
    problem = month(days, [call("X", 60)])
    assert amount(problem, "balance", timed(problem, 7, "X1")) == 0.0
    assert amount(replace(problem, week_start=6), "balance", timed(problem, 7, "X1")) == 30.0


def test_unevenness_of_nothing_is_nothing():
    assert unevenness({}, {}) == 0.0


def test_daily_balance_counts_the_minutes_that_would_have_to_move_to_another_day():
    # 60 minutes on one of two days of one week: 30 to move. It is counted only where it is asked for.
    problem = month([workday(2), workday(3)], [call("X", 60)])
    route = timed(problem, 2, "X1")
    assert amount(problem, "daily_balance", route) == 0.0
    asked = replace(problem, weights=Weights(daily_balance=0.5))
    assert amount(asked, "daily_balance", route) == 30.0
    assert amount(asked, "balance", route) == 0.0


def test_overtime_counts_to_the_end_of_the_desk_work():
    # Home at 09:50, desk work until 10:20; the day ends at 10:00.
    days = [workday(2, end_min=NINE + 60)]
    problem = month(days, [customer("X"), call("C")], max_overtime_min=30)
    assert amount(problem, "overtime", timed(problem, 2, "X1")) == 0.0
    assert amount(problem, "overtime", timed(problem, 2, "X1", "C1")) == 20.0


def test_changes_count_moved_and_dropped_visits():
    # X1 stays, X2 moves, Y1 is dropped, Z1 was not published: 2 changes.
    days = [workday(2), workday(4), workday(5)]
    published = {"X1": ("A", on(2)), "X2": ("A", on(4)), "Y1": ("A", on(2)), "gone": ("A", on(2))}
    problem = month(days, [customer("X", 2), customer("Y"), customer("Z")], published=published)
    routes = timed(problem, 2, "X1", "Z1"), timed(problem, 5, "X2")
    assert amount(problem, "changes", *routes) == 2.0


def test_changes_count_another_rep_on_the_same_day():
    days = [workday(2), workday(2, "B")]
    published = {"X1": ("A", on(2))}
    problem = month(days, [customer("X", rep_ids=("A", "B"))], published=published)
    assert amount(problem, "changes", timed(problem, 2, "X1")) == 0.0
    assert amount(problem, "changes", timed(problem, 2, "X1", rep="B")) == 1.0


def test_reserve_counts_what_required_work_takes_of_it():
    # 480 minutes, 450 of them kept: 30 are free, the call of 50 takes 20.
    problem = month([workday(2)], [call("X", 50)], reserve_min={"A": 450.0})
    assert workday(2).minutes == FIVE - NINE == 480
    assert amount(problem, "reserve", timed(problem, 2, "X1")) == 20.0


def test_reserve_is_used_and_not_taken_by_prospects():
    # 480 minutes, 460 kept; the prospect's 40 minutes count as prospecting, its 20 of driving as work.
    problem = month([workday(2)], [prospect("P", 10, minutes=40)], reserve_min={"A": 461.0})
    assert amount(problem, "reserve", timed(problem, 2, "P1")) == 1.0


def test_reserve_is_never_more_than_the_rep_works():
    # 600 minutes are wanted, 480 can be kept: the call of 50 takes 50, nothing planned takes nothing.
    problem = month([workday(2)], [call("X", 50)], reserve_min={"A": 600.0, "B": 60.0})
    assert amount(problem, "reserve") == 0.0
    assert amount(problem, "reserve", timed(problem, 2, "X1")) == 50.0


def test_prize_counts_the_prospects_that_are_not_visited():
    problem = month([workday(2)], [prospect("P", 10), prospect("Q", 25), customer("X")])
    assert amount(problem, "prize") == 35.0
    assert amount(problem, "prize", timed(problem, 2, "P1")) == 25.0


def test_the_cost_is_the_sum_of_amounts_times_weights():
    # Travel 20 × 1, rhythm 1 day × 0.5; one week, so nothing to balance.
    problem = month([workday(3)], [customer("X")])
    found = score(problem, schedule(problem, timed(problem, 3, "X1")))
    assert found.cost_min == pytest.approx(20.5)
    assert found.key == (0.0, found.cost_min)
    assert [line.rule for line in found.lines] == [rule.name for rule in SOFT_RULES]


def test_an_unplanned_visit_weighs_its_priority_and_comes_before_every_cost():
    problem = month([workday(3)], [customer("X"), prospect("P", 10)])
    assert score(problem, schedule(problem)).unplanned == 1.0
    assert (
        score(problem, schedule(problem)).key
        > score(problem, schedule(problem, timed(problem, 3, "X1"))).key
    )


def test_weights_of_a_policy_are_its_costs():
    assert Weights.of(CostPolicy()) == Weights()
    assert Weights.of(CostPolicy(rhythm=7.0)) == Weights(rhythm=7.0)


def test_travel_alone_can_be_weighed():
    problem = month([workday(3)], [customer("X")], weights=Weights.travel_only())
    assert score(problem, schedule(problem, timed(problem, 3, "X1"))).cost_min == 20.0
