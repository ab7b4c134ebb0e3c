"""The judge takes any schedule, also one that makes no sense."""

import pytest

from models.judge import judge
from models.proof import Bounded, Proof
from models.result import Outcome, Result, StopReason
from models.schedule import DayRoute, Schedule, Score, ScoreLine, Stop
from tests.solve.tiny import NINE, TEN, customer, line, month, on, timed, workday


def test_a_visit_given_to_a_rep_who_does_not_know_the_way_is_judged_and_not_priced():
    travel = {"A": line({"X": 10}), "B": line({"Y": 10})}
    visits = [customer("X"), customer("Y", rep_ids=("B",))]
    problem = month([workday(2), workday(2, "B", cap=1)], visits, travel=travel)
    own, other = timed(problem, 2, "X1"), timed(problem, 2, "Y1", rep="B")
    assert judge(problem, Schedule((own, other))).sound
    stops = (Stop("Y1", NINE + 10, NINE + 40), Stop("X1", TEN, TEN + 30))
    moved = judge(problem, Schedule((DayRoute("B", on(2), stops, NINE, TEN + 40),)))
    assert [v.rule for v in moved.violations] == ["allowed_reps", "caps"]
    assert moved.score is None


def test_an_unknown_visit_or_day_is_judged_and_not_priced():
    problem = month([workday(2)], [customer("X")])
    unknown = DayRoute("A", on(2), (Stop("Q1", TEN, TEN + 30), Stop("P1", 0, 1)), NINE, TEN + 40)
    found = judge(problem, Schedule((unknown,)))
    assert [str(v) for v in found.violations] == [
        "accounting: visit P1 is not asked for",
        "accounting: visit Q1 is not asked for",
        "accounting: visit X1 of Customer X is neither planned nor explained",
    ]
    assert found.score is None
    elsewhere = judge(problem, Schedule((DayRoute("Z", on(2), (), NINE, NINE),)))
    assert [v.rule for v in elsewhere.violations] == ["accounting", "workdays"]


def test_an_empty_month_is_sound_and_costs_nothing():
    found = judge(month([], [], travel={}), Schedule(()))
    assert found.sound
    assert found.score is not None
    assert found.score.key == (0, 0)


@pytest.mark.parametrize(("bound", "gap"), [(None, None), (75.0, 0.25), (100.0, 0.0)])
def test_the_gap_is_what_is_not_proven_of_the_cost(bound, gap):
    score = Score(0.0, (ScoreLine("travel", 100.0, 100.0),))
    cost = Bounded(100.0, bound, "all soft rules")
    result = Result(
        schedule=Schedule(()),
        score=score,
        outcome=Outcome.COMPLETE,
        stop_reason=StopReason.TIME,
        seed=1,
        proof=Proof(cost=cost, travel=cost, unplanned=Bounded(0, 0, "all plans")),
    )
    assert result.gap == gap
