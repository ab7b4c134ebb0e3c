"""Days that were seen make the best month that enumeration finds among them."""

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest

from models.judge import judge
from models.problem import MonthProblem
from scheduler.solve import recombine as module
from scheduler.solve.columns import make_columns
from scheduler.solve.draft import Draft
from scheduler.solve.improve import improve, with_absent
from scheduler.solve.params import SolveParams
from scheduler.solve.pool import RoutePool, SeenDay
from scheduler.solve.recombine import Limit, days_of, may_recombine, recombine
from scheduler.solve.stop import Budget
from scheduler.solve.tables import make_tables
from scheduler.solve.to_schedule import to_schedule
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.test_draft import assert_costs_agree, empty_draft
from tests.solve.months import rep_month

MOST_MONTHS = 3_000


def seen_days(problem: MonthProblem, random: Random) -> Sequence[SeenDay]:
    """Return days of months that differ: each search starts anew and stops early."""
    params = SolveParams()
    pool = RoutePool(empty_draft(problem).board, params.pool)
    for turn in range(4):
        draft = with_absent(empty_draft(problem), random)
        for v in range(turn, len(draft.board.visits), 3):
            draft.remove(v)
        improved, _ = improve(
            draft, Budget(iterations=2), params.temper(turn, 1.0, visits=10, cap=9), random
        )
        for month in (draft, improved):
            pool.add(days_of(month))
    return pool.latest()


def enumerated(draft: Draft, seen: Sequence[SeenDay]) -> float | None:
    """Return the cost of the best month of the days; ``None`` where there are too many."""
    board = draft.board
    columns = make_columns(make_tables(board), seen)
    routes: list[list[tuple[int, ...]]] = [[()] for _ in board.days]
    for day, alike in zip(columns.seen, columns.alike.tolist(), strict=True):
        for d in columns.days[alike]:
            routes[d].append(day.route)
    months = 1
    for choice in routes:
        months *= len(choice)
    if months > MOST_MONTHS:
        return None
    best = draft.cost()
    for month in product(*routes):
        visits = [v for route in month for v in route]
        if len(set(visits)) < len(visits):
            continue
        made = Draft(board, draft.clock, draft.sums)
        if not all(made.fill(d, route) for d, route in enumerate(month) if route):
            continue
        if made.cost() < best and judge(board.problem, to_schedule(made)).sound:
            best = made.cost()
    return best


def months_and_days(tally: Tally, count: int, first_seed: int):
    """Yield draws with days that were seen; months with explicit patterns are left as they are."""
    for seed, problem in draws(count, first_seed=first_seed):
        draft = empty_draft(problem)
        if not draft.board.days:
            continue
        seen = seen_days(problem, Random(seed))
        if not may_recombine(problem):
            assert recombine(draft, seen).month is draft
            tally.count("patterns left alone")
            continue
        tally.month(problem)
        yield seed, draft, seen


def assert_is_the_best(found: Draft, draft: Draft, seen: Sequence[SeenDay], seed: int) -> bool:
    problem = draft.board.problem
    verdict = judge(problem, to_schedule(found))
    assert verdict.sound, f"seed {seed}: {verdict.violations}"
    assert found.cost() <= draft.cost()
    assert_costs_agree(found)
    best = enumerated(draft, seen)
    # A month that lacks more than its whole reserve is taken for dearer than it is.
    if best is None or problem.reserve_min:
        return False
    assert found.cost() == pytest.approx(best, abs=2e-3), f"seed {seed}"
    return True


def test_no_month_of_the_seen_days_is_better():
    tally = Tally()
    for seed, draft, seen in months_and_days(tally, 250, 90_000):
        found = recombine(draft, seen).month
        tally.count("compared", int(assert_is_the_best(found, draft, seen, seed)))
        tally.count("better", int(found.cost() < draft.cost()))
    tally.saw(compared=100, better=100, patterns_left_alone=5)


def test_few_routes_at_a_time_lead_from_a_good_month_to_the_same(monkeypatch):
    monkeypatch.setattr(module, "_FIRST_COLUMNS", 2)
    tally = Tally()
    for seed, empty, seen in months_and_days(tally, 120, 95_000):
        draft = with_absent(empty, Random(seed))
        found = recombine(draft, seen, Limit(seconds=600)).month
        tally.count("compared", int(assert_is_the_best(found, draft, seen, seed)))
        tally.count("better", int(found.cost() < draft.cost()))
    tally.saw(compared=50, better=5)


def test_nothing_is_begun_when_somebody_has_cancelled_or_the_time_is_up():
    problem = rep_month(12)
    draft = empty_draft(problem)
    seen = days_of(with_absent(draft, Random(1)))
    assert recombine(draft, seen).month.cost() < draft.cost()
    assert recombine(draft, seen, Limit(counted=True, cancelled=lambda: True)).month is draft
    assert recombine(draft, seen, Limit(seconds=0.0)).month is draft
