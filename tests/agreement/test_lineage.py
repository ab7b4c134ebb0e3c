"""Offspring of two months keep every rule, explicit patterns and history included, and hold days of both."""

from random import Random

from models.judge import judge, score
from models.problem import MonthProblem
from models.result import StopReason
from scheduler.solve.draft import Draft
from scheduler.solve.improve import improve, with_absent
from scheduler.solve.lineage import Lineage
from scheduler.solve.offspring import DayShare, offspring
from scheduler.solve.params import SolveParams
from scheduler.solve.published import put_in_published
from scheduler.solve.stop import Budget
from scheduler.solve.task import Done
from scheduler.solve.to_schedule import to_schedule
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.test_draft import assert_costs_agree, empty_draft
from tests.agreement.test_history import published_months
from tests.agreement.test_offspring import month_of, whole
from tests.solve.months import rep_month, with_patterns


def ended(draft: Draft, search: int) -> Done:
    """Return a search that ended with this month."""
    problem, schedule = draft.board.problem, to_schedule(draft)
    return Done(0, search, schedule, score(problem, schedule), 3, StopReason.ITERATIONS, ())


def lineage_of(*months: Draft, of_two: bool = True) -> Lineage:
    """Return the lineage after one search each ended with these months."""
    lineage = Lineage(months[0].board, of_two=of_two)
    for search, month in enumerate(months):
        lineage.take(ended(month, search))
    return lineage


def routes(month: Draft) -> set[frozenset[int]]:
    return {frozenset(route) for route in month.routes if route}


def parents_of(lineage: Lineage, seed: int) -> tuple[DayShare, ...]:
    found = lineage.parents(Random(seed))
    assert found is not None
    return found


def made_of_two(problem: MonthProblem, seed: int) -> tuple[Draft, Draft, Draft] | None:
    """Return two months and an offspring of both; ``None`` where they cost the same."""
    first, second = (month_of(problem, seed + k) for k in (0, 500))
    shares = lineage_of(first, second).parents(Random(seed))
    if shares is None:
        assert ended(first, 0).score.key == ended(second, 1).score.key
        return None
    return first, second, offspring(empty_draft(problem), shares, Random(seed))


def test_offspring_of_two_months_keep_every_rule():
    tally = Tally()
    for seed, problem in draws(800, first_seed=120_000):
        if len(problem.need_of) < 2 or not problem.workdays:
            continue
        if (made := made_of_two(problem, seed)) is None:
            continue
        verdict = judge(problem, to_schedule(made[2]))
        assert verdict.sound, f"seed {seed}: {verdict.violations}"
        assert_costs_agree(made[2])
        tally.count("months")
        tally.count("patterns", int(any(req.patterns for req in problem.requirements)))
    tally.saw(months=80, patterns=10)


def test_history_is_in_every_offspring_of_two_months():
    tally = Tally()
    for seed, _, problem in published_months(160, 125_000):
        first = empty_draft(problem)
        put_in_published(first, exact_stops=5)
        first = with_absent(first, Random(seed))
        temper = SolveParams().temper(0, 1.0, visits=10, cap=9)
        second, _ = improve(first, Budget(iterations=9), temper, Random(seed))
        child = offspring(empty_draft(problem), whole(first) + whole(second), Random(seed))
        verdict = judge(problem, to_schedule(child))
        assert verdict.sound, f"seed {seed}: {verdict.violations}"
        tally.count("months")
        tally.count("patterns", int(any(req.patterns for req in problem.requirements)))
    tally.saw(months=40, patterns=5)


def test_offspring_of_two_months_of_a_usual_size_hold_days_of_both():
    for problem in (rep_month(30), with_patterns(rep_month(30))):
        made = made_of_two(problem, 1)
        assert made is not None
        first, second, child = made
        assert judge(problem, to_schedule(child)).sound
        of_first, of_second = routes(child) & routes(first), routes(child) & routes(second)
        assert of_first - of_second
        assert of_second - of_first


def test_there_are_no_parents_without_two_different_months():
    draft = month_of(rep_month(12), 1)
    assert Lineage(draft.board, of_two=True).best is None
    assert Lineage(draft.board, of_two=True).parents(Random(1)) is None
    lineage = lineage_of(draft, draft)
    assert lineage.best == ended(draft, 0)
    assert lineage.parents(Random(1)) is None


def test_a_month_that_is_worse_is_a_parent_but_never_the_best():
    better, worse = sorted((month_of(rep_month(12), seed) for seed in range(2)), key=Draft.cost)
    assert better.cost() < worse.cost()
    lineage = Lineage(better.board, of_two=True)
    lineage.take_best(ended(better, 1))
    lineage.take_best(ended(worse, 0))
    assert lineage.parents(Random(1)) is None
    lineage.take(ended(worse, 0))
    assert lineage.best == ended(better, 1)
    assert {frozenset(day.route) for day in parents_of(lineage, 1)} == routes(better) | routes(
        worse
    )


def test_of_a_search_its_latest_month_counts():
    best, middle, worst = sorted(
        (month_of(rep_month(12), seed) for seed in range(3)), key=Draft.cost
    )
    lineage = lineage_of(best, middle)
    lineage.take(ended(worst, 1))
    assert {frozenset(day.route) for day in parents_of(lineage, 1)} == routes(best) | routes(worst)


def test_chance_takes_the_second_parent_from_the_best_three_others():
    months = sorted((month_of(rep_month(12), seed) for seed in range(6)), key=Draft.cost)
    assert len({month.cost() for month in months}) == len(months)
    lineage = lineage_of(*reversed(months))
    seen = [{frozenset(day.route) for day in parents_of(lineage, seed)} for seed in range(60)]
    expected = [routes(months[0]) | routes(other) for other in months[1:4]]
    assert all(pair in seen for pair in expected)
    assert all(pair in expected for pair in seen)


def test_shares_of_the_relaxation_come_first_and_stay_until_there_are_others():
    first, second = month_of(rep_month(12), 1), month_of(rep_month(12), 2)
    lineage = lineage_of(first, second)
    shares = (DayShare((0,), (0,), 0.5),)
    lineage.take_shares(shares)
    assert lineage.parents(Random(1)) == shares
    lineage.take_shares(None)
    assert lineage.parents(Random(1)) == shares
    others = (DayShare((0,), (0,), 0.25),)
    lineage.take_shares(others)
    assert lineage.parents(Random(1)) == others


def test_with_few_steps_only_shares_make_an_offspring():
    first, second = month_of(rep_month(12), 1), month_of(rep_month(12), 2)
    lineage = lineage_of(first, second, of_two=False)
    assert lineage.parents(Random(1)) is None
    shares = (DayShare((0,), (0,), 0.5),)
    lineage.take_shares(shares)
    assert lineage.parents(Random(1)) == shares
