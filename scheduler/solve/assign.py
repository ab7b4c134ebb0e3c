"""The first month: CP-SAT gives every visit a day, then every day gets an order.

Where the model would be too large to find a month soon, visits are put in one by one instead.
"""

from random import Random

from ortools.sat.python import cp_model

from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.formulation import Formulation
from scheduler.solve.improve import with_absent
from scheduler.solve.insertion import best_position
from scheduler.solve.params import SolveParams
from scheduler.solve.published import put_in_published
from scheduler.solve.sums import RepSums


def first_draft(
    board: Board,
    params: SolveParams,
    seed: int,
    seconds: float | None = None,
    *,
    days_by_model: bool = True,
) -> Draft:
    """Return a month that keeps every hard rule; visits that found no place are absent.

    Where a plan is published, the first month is that plan, as far as it can still be kept.

    Parameters
    ----------
    seconds
        Wall time at most; without it only CP-SAT's deterministic time counts, so that the same seed
        gives the same month.
    days_by_model
        Whether the constraint model chooses days; otherwise visits are put in one by one.
    """
    draft = Draft(board, Clock(board), RepSums(board))
    exact = len(board.visits) <= params.exact_visits
    choices = sum(len(visit.days) for visit in board.visits)
    if board.problem.published and not exact:
        put_in_published(draft, params.exact_stops)
    elif days_by_model and choices <= params.assign_choices:
        for v, day in sorted(_days(board, params, seed, seconds, exact=exact)):
            position = best_position(draft, v, day)
            if position is not None:
                draft.insert(v, day, position[1])
    return with_absent(draft, Random(seed))


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
