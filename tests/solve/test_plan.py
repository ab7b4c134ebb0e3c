"""`plan_month` on months of all sizes: the same twice, sound, and never at a loss."""

from dataclasses import replace

import pytest

from models.judge import judge, score
from models.month import Month
from models.problem import MonthProblem, Weights
from models.result import Outcome
from models.schedule import Schedule
from models.travel import TravelMatrix
from scheduler.solve import MaxIterations, SolveParams, plan_month
from scheduler.solve.parts import merge, split
from tests.agreement.draws import draws
from tests.solve.months import rep_month, team_month
from tests.solve.tiny import (
    call,
    customer,
    days_of,
    line,
    month,
    need,
    on,
    plan,
    prospect,
    timed,
    workday,
)


def planned(problem: MonthProblem, seed: int = 1, **params: float) -> Schedule:
    given = SolveParams(**{"assign_seconds": 0.1, "proof_share": 0.0} | params)  # type: ignore[arg-type]
    return plan_month(problem, stop=MaxIterations(10), seed=seed, params=given).schedule


def test_the_same_seed_gives_the_same_plan_with_one_process_or_two():
    problem = team_month(6)
    once, again, twice = planned(problem), planned(problem), planned(problem, workers=2)
    assert once == again == twice
    assert len(once.routes) > 5


def test_another_seed_searches_elsewhere():
    problem = rep_month(30)
    assert planned(problem) != planned(problem, seed=2)


def test_a_full_month_of_57_customers_is_planned_and_sound():
    problem = rep_month(57)
    result = plan_month(
        problem,
        stop=MaxIterations(4),
        params=SolveParams(assign_seconds=1.0, proof_share=0),
        seed=1,
    )
    assert judge(problem, result.schedule).sound
    assert len(problem.need_of) >= 80
    assert result.outcome is Outcome.COMPLETE
    assert result.score == score(problem, result.schedule)


def test_an_empty_problem_has_an_empty_plan():
    result = plan(month([], [], travel={}))
    assert result.outcome is Outcome.COMPLETE
    assert result.schedule == Schedule(())
    assert result.score.key == (0, 0)


def test_workdays_without_work_are_left_out():
    result = plan(month([workday(2), workday(3)], []))
    assert result.schedule.routes == ()


def test_a_requirement_without_visits_asks_for_nothing():
    bare = replace(customer("X"), visits=())
    assert plan(month([workday(2)], [bare])).outcome is Outcome.COMPLETE
    assert days_of(plan(month([workday(2)], [bare, customer("Y")]))) == {"Y1": 2}


def test_a_month_without_workdays_plans_nothing_and_says_why():
    result = plan(month([], [customer("X"), call("C")]))
    assert result.outcome is Outcome.EMPTY
    assert [item.reasons[0].code for item in result.schedule.unplanned] == ["no_workday"] * 2


def test_a_rep_without_workdays_does_not_disturb_the_others():
    problem = month([workday(2)], [customer("X"), customer("Y", rep_ids=("B",))])
    result = plan(problem)
    assert days_of(result) == {"X1": 2}
    assert [item.visit_id for item in result.schedule.unplanned] == ["Y1"]


def test_a_month_of_caps_of_zero_keeps_its_desk_work():
    result = plan(month([workday(2, cap=0)], [customer("X"), call("C")]))
    assert days_of(result) == {"C1": 2}


def test_the_last_day_of_a_leap_february_is_planned():
    leap = Month(2028, 2)
    visit = replace(need("X1"), due=leap.last, earliest=leap.last, latest=leap.last)
    day = replace(workday(2), date=leap.last)
    problem = month([day], [replace(customer("X"), visits=(visit,))], month=leap)
    assert days_of(plan(problem)) == {"X1": 29}


def test_a_prospect_is_visited_when_its_prize_is_worth_the_way():
    # 20 minutes of driving against the prize.
    assert days_of(plan(month([workday(2)], [prospect("P", 21.0)]))) == {"P1": 2}
    assert days_of(plan(month([workday(2)], [prospect("P", 19.0)]))) == {}


def test_a_prospect_never_takes_the_place_of_a_customer():
    problem = month([workday(2, cap=1)], [prospect("P", 10_000.0), customer("X")])
    assert days_of(plan(problem)) == {"X1": 2}


def test_prospecting_at_a_customer_never_takes_the_day_of_its_visit():
    both = [replace(prospect("P", 1000.0), customer_id="X"), customer("X")]
    for order in (both, both[::-1]):
        assert days_of(plan(month([workday(2)], order))) == {"X1": 2}


def test_the_visit_of_more_priority_is_kept():
    dear = replace(customer("X"), visits=(need("X1", priority=2.0),))
    for order in ([dear, customer("Y")], [customer("Y"), dear]):
        assert days_of(plan(month([workday(2, cap=1)], order))) == {"X1": 2}


def test_a_published_visit_stays_until_moving_it_pays():
    # Due on the 6th, published on the 2nd: 4 days at 0.5 cost 2 minutes, a change costs 20.
    visits = [customer("X", due=[6])]
    days = [workday(2), workday(6)]
    old = {"X1": ("A", on(2))}
    assert days_of(plan(month(days, visits))) == {"X1": 6}
    assert days_of(plan(month(days, visits, published=old))) == {"X1": 2}
    light = Weights(changes=1.0)
    assert days_of(plan(month(days, visits, published=old, weights=light))) == {"X1": 6}


def test_a_day_that_no_part_of_it_could_keep_is_kept_as_a_whole():
    # The way home from X is long, from Y it is short: X alone is too far, X then Y is not.
    matrix = line({"X": 10, "Y": 20})
    minutes = matrix.minutes.copy()
    minutes[1, 0] = 300.0
    travel = {"A": TravelMatrix(matrix.places, minutes, matrix.metres)}
    day = workday(2, end_min=540 + 200)
    problem = month([day], [customer("X"), customer("Y")], travel=travel)
    assert judge(problem, Schedule((timed(problem, 2, "X1", "Y1"),))).sound
    assert days_of(plan(problem)) == {"X1": 2, "Y1": 2}


# --- parts ------------------------------------------------------------------------------------


def test_reps_who_share_no_customer_are_planned_apart():
    parts = split(team_month())
    assert [part.rep_ids for part in parts] == [("A",), ("B",)]
    assert sum(len(part.requirements) for part in parts) == len(team_month().requirements)
    assert [set(part.travel) for part in parts] == [{"A"}, {"B"}]


@pytest.mark.parametrize(
    "shared",
    [
        customer("Z", rep_ids=("A", "B")),
        replace(call("Z", rep_ids=("B",)), customer_id="X"),  # a call to the customer of A
    ],
)
def test_reps_who_share_a_customer_are_planned_together(shared):
    apart = [customer("X"), customer("Y", rep_ids=("B",))]
    days = [workday(2), workday(2, "B")]
    assert len(split(month(days, apart))) == 2
    assert len(split(month(days, [*apart, shared]))) == 1


def test_chains_of_reps_are_planned_together():
    pairs = [("A", "B"), ("C", "D"), ("B", "C")]
    visits = [customer(f"X{k}", rep_ids=pair) for k, pair in enumerate(pairs)]
    days = [workday(2, rep) for rep in "ABCDE"]
    assert [part.rep_ids for part in split(month(days, visits))] == [("A", "B", "C", "D")]


def test_costs_of_the_parts_add_up():
    several = 0
    for seed, problem in draws(1500, first_seed=130_000):
        parts = split(problem)
        if len(parts) < 2:
            continue
        made = [plan(part, 5).schedule for part in parts]
        whole = merge(made)
        assert judge(problem, whole).sound, f"seed {seed}"
        costs = [score(part, schedule) for part, schedule in zip(parts, made, strict=True)]
        together = score(problem, whole)
        assert together.cost_min == pytest.approx(sum(cost.cost_min for cost in costs))
        assert together.unplanned == pytest.approx(sum(cost.unplanned for cost in costs))
        several += 1
    assert several > 15


# --- periodic vehicle routing ------------------------------------------------------------------


def test_a_periodic_vehicle_routing_problem_is_planned():
    # Two vehicles of capacity 3 on two days, one matrix object; X and Y are visited on both days,
    # Z and W once on either. Loads 2: two customers a vehicle would be 4, so each has its own trip.
    both, either = (frozenset({on(2), on(3)}),), (frozenset({on(2)}), frozenset({on(3)}))
    names = ("A", "B")
    visits = [
        customer("X", 2, rep_ids=names, load=2.0, minutes=0, patterns=both),
        customer("Y", 2, rep_ids=names, load=1.0, minutes=0, patterns=both),
        customer("Z", rep_ids=names, load=1.0, minutes=0, patterns=either),
        customer("W", rep_ids=names, load=2.0, minutes=0, patterns=either),
    ]
    vehicles = [
        workday(day, rep, capacity=3.0, max_duration_min=80.5, end_min=1440, cap=99)
        for rep in names
        for day in (2, 3)
    ]
    at = {"X": 10.25, "Y": 11.25, "Z": 30.5, "W": 40.25}
    problem = month(
        vehicles,
        visits,
        at,
        one_rep_per_customer=False,
        weights=Weights.travel_only(),
        ticks_per_minute=100,
    )
    assert problem.travel["A"] is problem.travel["B"]
    result = plan(problem, 100)
    assert result.outcome is Outcome.COMPLETE
    # Each day X and Y in one trip of 2 × 11.25, on one day Z and W in another of 2 × 40.25.
    assert result.score.cost_min == pytest.approx(22.5 + 22.5 + 80.5)
    tight = replace(problem, workdays=tuple(replace(v, max_duration_min=80.4) for v in vehicles))
    assert len(plan(tight, 100).schedule.unplanned) == 1
