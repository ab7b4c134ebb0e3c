"""Two days change places exactly where the judge allows it."""

from itertools import product
from random import Random

import pytest

from models.judge import judge, score
from models.schedule import Schedule
from models.timing import Clash, time_route
from scheduler.solve import kernel
from scheduler.solve.board import UNPLANNED_MIN, Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.improve import Search, improve
from scheduler.solve.memory import empty_room
from scheduler.solve.params import SolveParams
from scheduler.solve.stop import Budget
from scheduler.solve.sums import RepSums
from scheduler.solve.tables import make_tables
from scheduler.solve.to_schedule import to_schedule
from tests.agreement.counting import Tally
from tests.agreement.draws import draws


def improved(board: Board, random: Random) -> Draft:
    """A month that keeps all rules."""
    draft = Draft(board, Clock(board), RepSums(board))
    return improve(
        draft, Budget(iterations=8), SolveParams().temper(0, 1.0, visits=10, cap=9), random
    )[0]


def exchanged(draft: Draft, d: int, e: int) -> Schedule | None:
    """The month with the stops of two days exchanged, in their order; ``None`` if the hours do not allow it."""
    board, schedule = draft.board, to_schedule(draft)
    changed = [(d, draft.routes[e]), (e, draft.routes[d])]
    places = [(board.days[day].workday.rep_id, board.days[day].workday.date) for day in (d, e)]
    routes = [route for route in schedule.routes if (route.rep_id, route.date) not in places]
    for day, visits in changed:
        if visits:
            ids = [board.visits[v].visit_id for v in visits]
            timed = time_route(board.problem, board.days[day].workday, ids)
            if isinstance(timed, Clash):
                return None
            routes.append(timed)
    return Schedule(tuple(routes), schedule.unplanned)


def with_patterns(draft: Draft, *days: int) -> bool:
    """Whether somebody visited on one of the days has explicit sets of days."""
    board = draft.board
    customers = {
        board.problem.requirement_of[board.visits[v].visit_id].customer_id
        for day in days
        for v in draft.routes[day]
    }
    return any(
        req.patterns is not None
        for req in board.problem.requirements
        if req.customer_id in customers
    )


def test_two_days_change_places_where_all_rules_allow_it_and_nowhere_else():
    tally = Tally()
    for seed, problem in draws(600, first_seed=95_000):
        tally.month(problem)
        board = Board(problem)
        draft = improved(board, Random(seed))
        if not board.groups or not board.days:
            continue
        tables, search = make_tables(board), Search(draft, Random(seed))
        state, room = search.month, empty_room(make_tables(board), search.month)
        for d, e in product(range(len(board.days)), repeat=2):
            if d == e or board.days[d].rep != board.days[e].rep or with_patterns(draft, d, e):
                continue
            wanted = exchanged(draft, d, e)
            allowed = wanted is not None and judge(problem, wanted).sound
            before = kernel.cost_of(tables, state)
            done = kernel.exchange_days(tables, state, room, d, e)
            assert done == allowed, f"seed {seed}, days {d} and {e}"
            if done and wanted is not None:
                found = score(problem, wanted)
                cost = found.cost_min + UNPLANNED_MIN * found.unplanned
                assert kernel.cost_of(tables, state) == pytest.approx(cost, abs=1e-5)
                kernel.undo(tables, state, room)
            assert kernel.cost_of(tables, state) == pytest.approx(before, abs=1e-5)
            some = draft.routes[d] or draft.routes[e]
            tally.count(("exchanged" if done else "refused") if some else "empty")
    tally.saw(months=600, exchanged=300, refused=300)
    tally.saw_every_feature(15)
