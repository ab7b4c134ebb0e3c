"""`plan_month` on tiny months: always sound, nearly always the best of all schedules."""

from models.judge import judge
from models.problem import MonthProblem
from models.result import Outcome
from models.schedule import Score
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.enumeration import schedules
from tests.solve.tiny import plan

SHARE_OF_BEST = 0.98
"""Measured over 1,200 months: 99.7 %. What is missed has two visits of one customer whose days are
cheap together only (evenness), while the search prices the days of a customer one by one."""


def best_of_all(problem: MonthProblem) -> Score:
    found = [item.score for item in schedules(problem) if item.sound and item.score is not None]
    return min(found, key=lambda score: score.key)


def test_the_plan_of_a_tiny_month_is_nearly_always_the_best_of_all_schedules():
    tally = Tally()
    missed = []
    for seed, problem in draws(120, first_seed=100_000):
        tally.month(problem)
        best, made = best_of_all(problem), plan(problem, 200)
        assert judge(problem, made.schedule).sound
        assert made.score.key >= (best.unplanned - 1e-9, 0)
        same_level = abs(made.score.unplanned - best.unplanned) < 1e-9
        assert not same_level or made.score.cost_min >= best.cost_min - 1e-6, f"seed {seed}"
        if not same_level or made.score.cost_min > best.cost_min + 1e-6:
            missed.append((seed, made.score.key, best.key))
        tally.count(str(made.outcome))
    assert len(missed) <= (1 - SHARE_OF_BEST) * tally.seen["months"], missed
    tally.saw(months=120, complete=25, partial=20)
    tally.saw_every_feature(2)


def test_every_plan_is_sound_and_every_visit_left_out_has_a_reason():
    tally = Tally()
    for seed, problem in draws(150, first_seed=110_000):
        tally.month(problem)
        made = plan(problem, 10)
        assert judge(problem, made.schedule).sound, f"seed {seed}"
        assert (made.outcome is Outcome.COMPLETE) == (not made.schedule.unplanned)
        for item in made.schedule.unplanned:
            assert item.reasons, f"seed {seed}: {item.visit_id}"
            tally.count("reasons", len(item.reasons))
            tally.count("proposals", len(item.what_would_help))
    tally.saw(months=150, reasons=100, proposals=10)
    tally.saw_every_feature(3)
