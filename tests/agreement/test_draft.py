"""A draft costs what the judge says, whatever was done to it."""

from random import Random

import pytest

from models.judge import judge, score
from models.problem import MonthProblem
from scheduler.solve.board import UNPLANNED_MIN, Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.improve import improve, with_absent
from scheduler.solve.params import SolveParams
from scheduler.solve.stop import Budget
from scheduler.solve.sums import RepSums
from scheduler.solve.to_schedule import from_schedule, to_schedule
from tests.agreement.counting import Tally
from tests.agreement.draws import draws


def empty_draft(problem: MonthProblem) -> Draft:
    board = Board(problem)
    return Draft(board, Clock(board), RepSums(board))


def assert_costs_agree(draft: Draft) -> None:
    found = score(draft.board.problem, to_schedule(draft))
    wanted = found.cost_min + UNPLANNED_MIN * found.unplanned
    assert draft.cost() == pytest.approx(wanted, abs=1e-5)


def something(draft: Draft, random: Random, tally: Tally) -> Draft:
    """Insert or remove a visit, or put everybody in who is absent."""
    board = draft.board
    v = random.randrange(len(board.visits))
    group = board.group_of[v]
    if all(draft.day_of[u] < 0 for u in board.visits_of[group]) and random.random() < 0.5:
        draft = with_absent(draft, random)
        tally.count("put back", int(any(draft.day_of[u] >= 0 for u in board.visits_of[group])))
    elif draft.day_of[v] >= 0:
        draft.remove(v)
        tally.count("removed")
    elif board.visits[v].days:
        day = random.choice(board.visits[v].days)
        meetings = sum(not board.visits[u].desk for u in draft.routes[day])
        last = len(draft.routes[day])
        place = last if board.visits[v].desk else random.randint(0, meetings)
        tally.count("inserted" if draft.insert(v, day, place) else "did not fit")
    return draft


def test_the_cost_of_a_draft_is_the_judges_after_every_step():
    tally = Tally()
    for seed, problem in draws(500, first_seed=30_000):
        tally.month(problem)
        draft, random = empty_draft(problem), Random(seed)
        for _ in range(12):
            before = draft.copy()
            before_cost = before.cost()
            draft = something(draft, random, tally)
            assert_costs_agree(draft)
            assert before.cost() == pytest.approx(before_cost), "a copy changed with its twin"
    tally.saw(months=500, put_back=400, removed=600, inserted=600, did_not_fit=200)
    tally.saw_every_feature(6)


def test_an_improved_month_breaks_no_rule_and_costs_no_more():
    tally = Tally()
    params = SolveParams()
    for seed, problem in draws(250, first_seed=40_000):
        tally.month(problem)
        draft, random = empty_draft(problem), Random(seed)
        temper = params.temper(0, 1.0, visits=10, cap=9)._replace(in_turns=seed % 2)
        for _ in range(3):
            before = draft.cost()
            draft, steps = improve(draft, Budget(iterations=8), temper, random)
            assert steps == (8 if draft.board.days else 0)
            assert draft.cost() <= before + 1e-6
            found = judge(problem, to_schedule(draft))
            assert found.sound, f"seed {seed}: {found.violations}"
            assert_costs_agree(draft)
        tally.count("planned", sum(day >= 0 for day in draft.day_of))
    tally.saw(months=250, planned=250)
    tally.saw_every_feature(6)


def test_a_schedule_becomes_a_draft_and_a_schedule_again():
    moved = 0
    for seed, problem in draws(150, first_seed=60_000):
        draft, random = empty_draft(problem), Random(seed)
        draft = with_absent(draft, random)
        made = to_schedule(draft)
        again = empty_draft(problem)
        from_schedule(again, made)
        assert to_schedule(again) == made
        assert again.cost() == pytest.approx(draft.cost())
        moved += len(made.routes)
    assert moved > 150
