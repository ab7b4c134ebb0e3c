"""Days that were seen make the best month that enumeration finds among them."""

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest

from models.judge import judge
from models.problem import MonthProblem
from scheduler.solve.columns import make_columns
from scheduler.solve.draft import Draft
from scheduler.solve.improve import improve, with_absent
from scheduler.solve.params import SolveParams
from scheduler.solve.pool import RoutePool, SeenDay
from scheduler.solve.recombine import days_of, recombine
from scheduler.solve.stop import Budget
from scheduler.solve.tables import make_tables
from scheduler.solve.to_schedule import to_schedule
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.test_draft import assert_costs_agree, empty_draft

MOST_MONTHS = 3_000


def seen_days(problem: MonthProblem, random: Random) -> Sequence[SeenDay]:
    """Return days of months that differ: each search starts anew and stops early."""
    params = SolveParams()
    pool = RoutePool(empty_draft(problem).board, params.pool)
    for turn in range(4):
        draft = with_absent(empty_draft(problem), random)
        for v in range(turn, len(draft.board.visits), 3):
            draft.remove(v)
        improved, _ = improve(draft, Budget(iterations=2), params.temper(turn, 0), random)
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


def test_no_month_of_the_seen_days_is_better():
    tally = Tally()
    for seed, problem in draws(250, first_seed=90_000):
        random = Random(seed)
        draft = empty_draft(problem)
        seen: Sequence[SeenDay] = ()
        if draft.board.days:
            seen = seen_days(problem, random)
        found = recombine(draft, seen)
        verdict = judge(problem, to_schedule(found))
        assert verdict.sound, f"seed {seed}: {verdict.violations}"
        assert found.cost() <= draft.cost()
        assert_costs_agree(found)
        best = enumerated(draft, seen)
        if best is None:
            continue
        tally.month(problem)
        # A month that lacks more than its whole reserve is taken for dearer than it is.
        if problem.reserve_min:
            continue
        assert found.cost() == pytest.approx(best, abs=2e-3), f"seed {seed}"
        tally.count("better", int(found.cost() < draft.cost()))
    tally.saw(months=100, better=100)
    tally.saw_every_feature(2)
