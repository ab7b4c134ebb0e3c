"""The first month: CP-SAT gives every visit a day, then every day gets an order."""

from random import Random

from ortools.sat.python import cp_model

from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.formulation import Formulation
from scheduler.solve.params import SolveParams
from scheduler.solve.recreate import best_position, put_back
from scheduler.solve.sums import RepSums


def first_draft(
    board: Board, params: SolveParams, seed: int, seconds: float | None = None
) -> Draft:
    """Return a month that keeps every hard rule; visits that found no place are absent.

    Parameters
    ----------
    seconds
        Wall time at most; without it only CP-SAT's deterministic time counts, so that the same seed
        gives the same month.
    """
    draft = Draft(board, Clock(board), RepSums(board))
    exact = len(board.visits) <= params.exact_visits
    for v, day in sorted(_days(board, params, seed, seconds, exact=exact)):
        position = best_position(draft, v, day)
        if position is not None:
            draft.insert(v, day, position[1])
    _repair(draft, Random(seed))
    return draft


def _days(
    board: Board, params: SolveParams, seed: int, seconds: float | None, *, exact: bool
) -> list[tuple[int, int]]:
    formulation = Formulation(board, exact=exact)
    formulation.minimise()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = params.assign_seconds
    # Else Ctrl-C would only end this step, and kill the process without a word ever after.
    solver.parameters.catch_sigint_signal = False
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(formulation.model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return []
    visits = formulation.visits
    return [
        (v, day)
        for v in range(len(board.visits))
        for day in visits.days(v)
        if solver.boolean_value(visits.on(v, day))
    ]


def _repair(draft: Draft, random: Random) -> None:
    """Put back whole customers of whom a visit found no place in its day's order."""
    board = draft.board
    for group in sorted({board.group_of[v] for v in draft.absent()}):
        for v in board.visits_of[group]:
            draft.remove(v)
        put_back(draft, group, random, 0.0)
