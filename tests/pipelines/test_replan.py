"""A re-plan whose days are kept as they were published: what is said of it."""

from models.result import StopReason
from models.schedule import Schedule
from scheduler.pipelines.replan import with_days_kept
from scheduler.solve import MaxIterations, plan_month
from tests.solve.tiny import customer, line, month, timed, workday


def test_a_plan_that_costs_more_than_the_proven_best_is_not_called_the_best():
    # X, Y, Z and home: 60 minutes; Y first, then back to X: 80.
    travel = {"A": line({"X": 10, "Y": 20, "Z": 30})}
    problem = month([workday(2)], [customer(name) for name in "XYZ"], travel=travel)
    best = plan_month(problem, stop=MaxIterations(20))
    assert best.stop_reason is StopReason.PROVEN
    assert with_days_kept(problem, best, best.schedule) == best
    kept = with_days_kept(problem, best, Schedule((timed(problem, 2, "Y1", "X1", "Z1"),)))
    assert kept.score.cost_min == best.score.cost_min + 20
    assert kept.stop_reason is StopReason.NO_IMPROVEMENT
    assert kept.bound_min == best.bound_min
