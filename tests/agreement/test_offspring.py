"""Offspring of several months keep every rule, whatever days they are made of."""

from collections.abc import Sequence
from random import Random

from models.judge import judge
from models.problem import MonthProblem
from scheduler.solve.draft import Draft
from scheduler.solve.improve import with_absent
from scheduler.solve.offspring import DayShare, offspring
from scheduler.solve.pool import SeenDay
from scheduler.solve.recombine import days_of, recombine
from scheduler.solve.to_schedule import to_schedule
from tests.agreement.counting import Tally
from tests.agreement.test_draft import assert_costs_agree, empty_draft
from tests.agreement.test_history import published_months
from tests.agreement.test_recombine import months_and_days, seen_days
from tests.solve.months import rep_month


def filled(month: Draft) -> set[tuple[int, tuple[int, ...]]]:
    return {(day, route) for day, route in enumerate(month.routes) if route}


def month_of(problem: MonthProblem, seed: int) -> Draft:
    """Return a month that keeps the rules and is far from the best: visits on any of their days."""
    random, empty = Random(seed), empty_draft(problem)
    anywhere = [
        DayShare((random.choice(sorted(visit.days)),), (v,), 1.0)
        for v, visit in enumerate(empty.board.visits)
        if visit.days
    ]
    return offspring(empty, anywhere, random)


def whole(month: Draft) -> list[DayShare]:
    """Return all days of a month, none worth more than another."""
    return [DayShare((day,), route, 1.0) for day, route in filled(month)]


def of_any_share(problem: MonthProblem, seen: Sequence[SeenDay], random: Random) -> Draft:
    shares = [DayShare((day.day,), day.route, random.random()) for day in seen]
    return offspring(empty_draft(problem), shares, random)


def test_offspring_of_any_shares_keep_every_rule():
    tally = Tally()
    for seed, draft, seen in months_and_days(tally, 250, 110_000):
        made = of_any_share(draft.board.problem, seen, Random(seed))
        verdict = judge(draft.board.problem, to_schedule(made))
        assert verdict.sound, f"seed {seed}: {verdict.violations}"
        assert_costs_agree(made)
        sets_seen = {frozenset(day.route) for day in seen}
        routes = [route for _, route in filled(made)]
        tally.count("of days seen", int(any(frozenset(route) in sets_seen for route in routes)))
        tally.count("several days", int(len(routes) > 1))
    tally.saw(of_days_seen=100, several_days=50)


def test_history_is_in_every_offspring():
    tally = Tally()
    for seed, _, problem in published_months(120, 115_000):
        random = Random(seed)
        if not all(req.patterns is None for req in problem.requirements):
            continue
        made = of_any_share(problem, seen_days(problem, random), random)
        verdict = judge(problem, to_schedule(made))
        assert verdict.sound, f"seed {seed}: {verdict.violations}"
        tally.count("months")
    tally.saw(months=30)


def test_days_with_the_whole_share_come_through():
    draft = with_absent(empty_draft(rep_month(12)), Random(1))
    made = offspring(empty_draft(rep_month(12)), whole(draft), Random(2))
    assert filled(draft) <= filled(made)


def test_chance_decides_and_the_same_chance_decides_alike():
    problem = rep_month(12)
    draft = empty_draft(problem)
    seen = [day for seed in range(4) for day in days_of(month_of(problem, seed))]
    _, shares = recombine(draft, seen)
    assert shares is not None
    halves = [DayShare(days, route, 0.5) for days, route, _ in shares]
    made = [tuple(offspring(empty_draft(problem), halves, Random(k % 4)).routes) for k in range(8)]
    assert made[:4] == made[4:]
    assert len(set(made)) > 1
