"""The least number of required visits that any plan leaves out, as far as a linear programme sees."""

from collections import defaultdict
from math import ceil

from ortools.linear_solver import pywraplp

from models.problem import MonthProblem
from scheduler.solve.board import Board
from scheduler.solve.formulation.hours import least_legs

_MARGIN = 1e-3
"""Safety below what binary arithmetic says; visits are whole."""


def least_unplanned(problem: MonthProblem) -> int:
    """Return how many required visits every plan of the month leaves out at least.

    Visits may be shared out among their days in fractions. A day holds no more meetings than its
    cap, and no more ticks than from its start to its latest end: each meeting takes its length and
    the shortest leg to it, and one leg leads home. A customer is contacted once a day. Other rules
    are left aside, so that every plan is among those counted, whoever visits whom.

    Parameters
    ----------
    problem
        The month of a whole team; reps may share customers.

    Returns
    -------
    int
        0 where nothing is proven.
    """
    board = Board(problem)
    solver = pywraplp.Solver.CreateSolver("GLOP")
    required = [v for v, visit in enumerate(board.visits) if not visit.prospect]
    legs = [least_legs(board, rep) for rep in range(len(board.reps))]
    on_day: dict[int, list[tuple[int, pywraplp.Variable]]] = defaultdict(list)
    once_a_day: dict[tuple[int, int], pywraplp.Constraint] = {}
    for v in required:
        once = solver.Constraint(0.0, 1.0)
        for d in board.visits[v].days:
            share = solver.NumVar(0.0, 1.0, "")
            once.SetCoefficient(share, 1.0)
            date = (board.group_of[v], board.days[d].ordinal)
            if date not in once_a_day:
                once_a_day[date] = solver.Constraint(0.0, 1.0)
            once_a_day[date].SetCoefficient(share, 1.0)
            solver.Objective().SetCoefficient(share, 1.0)
            if not board.visits[v].desk:
                on_day[d].append((v, share))
    for d, shares in on_day.items():
        _fill_day(solver, board, d, shares, legs[board.days[d].rep])
    solver.Objective().SetMaximization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return 0
    planned = float(solver.Objective().Value())
    return max(0, ceil(len(required) - planned - _MARGIN))


def _fill_day(
    solver: pywraplp.Solver,
    board: Board,
    d: int,
    shares: list[tuple[int, pywraplp.Variable]],
    legs: list[int],
) -> None:
    day = board.days[d]
    rows = {v: board.visits[v].row[day.rep] for v, _ in shares}
    home = min(float(board.ticks[day.rep][row][day.end_row]) for row in rows.values())
    meetings = solver.Constraint(0.0, float(day.cap))
    time = solver.Constraint(0.0, max(0.0, day.latest - day.start - home))
    for v, share in shares:
        meetings.SetCoefficient(share, 1.0)
        time.SetCoefficient(share, board.visits[v].length + float(legs[rows[v]]))
