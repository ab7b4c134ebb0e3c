"""What a visit costs on its cheapest day and on the next, by which visits are sorted, is what the clock of the model says."""

from math import inf
from random import Random

import pytest

from scheduler.solve import kernel
from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import ABSENT, Draft
from scheduler.solve.improve import Search, with_absent
from scheduler.solve.sums import RepSums
from scheduler.solve.tables import make_tables
from tests.agreement.counting import Tally
from tests.agreement.draws import draws


def half_empty(board: Board, random: Random) -> Draft:
    """A month that some visits were taken from."""
    draft = with_absent(Draft(board, Clock(board), RepSums(board)), random)
    for v in range(len(board.visits)):
        if random.random() < 0.4:
            draft.remove(v)
    return draft


def cost_on(draft: Draft, v: int, day: int) -> float:
    """What one more visit costs a day beside the evenness of the month, by trying every place; infinity where none is."""
    board, route = draft.board, draft.routes[day]
    visit, meetings = board.visits[v], sum(not board.visits[u].desk for u in route)
    if not visit.desk and meetings >= board.days[day].cap:
        return inf
    places = [len(route)] if visit.desk else range(meetings + 1)
    tried = [draft.clock.price(day, (*route[:k], v, *route[k:])) for k in places]
    before, weight = draft.figures[day].travel, board.problem.weights.travel
    extra = [weight * (after.travel - before) for after in tried if after is not None]
    return min(extra, default=inf) + visit.off_cost[day]


def test_the_two_cheapest_days_cost_what_the_model_says():
    tally = Tally()
    for seed, problem in draws(400, first_seed=98_000):
        tally.month(problem)
        board = Board(problem)
        # Under a limit of duration a stop that shortens a full day (no triangle inequality) is not looked for.
        if not board.days or any(day.workday.max_duration_min for day in board.days):
            continue
        draft = half_empty(board, Random(seed))
        state, tables = Search(draft, Random(seed)).month, make_tables(board)
        for v in (v for v, day in enumerate(draft.day_of) if day == ABSENT):
            costs = sorted(cost_on(draft, v, day) for day in board.visits[v].days)
            best, second = (*costs, inf, inf)[:2]
            found = kernel.two_cheapest(tables, state, v)
            assert found == pytest.approx((best, second), abs=1e-6), f"seed {seed}, visit {v}"
            tally.count("no day" if best == inf else "one day" if second == inf else "several")
    tally.saw(months=400, no_day=40, one_day=100, several=100)
    tally.saw_every_feature(5)
