"""History in tiny months: no schedule that the judge accepts touches it, and no plan does."""

from dataclasses import replace
from random import Random

from models.judge import judge
from models.problem import MonthProblem
from models.schedule import Schedule
from scheduler.events import Published, apply_events
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.enumeration import schedules
from tests.agreement.literals import accepts_another, exact
from tests.agreement.test_formulation import sound_orders
from tests.solve.tiny import plan


def published_months(count: int, first_seed: int):
    """Yield drawn months with a published plan and a day in between on which it is planned again."""
    for seed, problem in draws(count, first_seed):
        # One clock for people and search; what is published now is all that is published.
        month = replace(problem, ticks_per_minute=1, published={})
        made = plan(month, 30).schedule
        dates = sorted({route.date for route in made.routes})
        if len(dates) > 1:
            first = Random(seed).choice(dates[1:])
            published = Published(month, made, first)
            yield seed, published, apply_events(published, []).problem


def history_of(problem: MonthProblem, made: Schedule) -> list[tuple[str, str, object, int]]:
    first = problem.history_before
    assert first is not None
    return sorted(
        (stop.visit_id, route.rep_id, route.date, stop.arrive)
        for route in made.routes
        if route.date < first
        for stop in route.stops
    )


def test_a_replan_leaves_every_stop_of_history_where_and_when_it_was():
    tally = Tally()
    for seed, published, problem in published_months(160, 200_000):
        made = plan(problem, 30)
        assert judge(problem, made.schedule).sound, f"seed {seed}"
        before = history_of(problem, published.schedule)
        assert history_of(problem, made.schedule) == before, f"seed {seed}"
        as_published = judge(problem, published.schedule).score
        assert as_published is not None
        assert made.score.key <= as_published.key, f"seed {seed}"
        tally.count("stops", len(before))
        tally.count("months")
    tally.saw(months=40, stops=50)


def test_every_schedule_that_the_judge_accepts_keeps_history_and_the_model_agrees():
    tally = Tally()
    for seed, published, problem in published_months(80, 210_000):
        before = history_of(problem, published.schedule)
        for judged in schedules(problem):
            if judged.sound:
                assert history_of(problem, judged.schedule) == before, f"seed {seed}"
                tally.count("sound")
        assert accepts_another(problem, exact(problem), sound_orders(problem, Tally())) is None
        tally.count("months")
    tally.saw(months=18, sound=70)
