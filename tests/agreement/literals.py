"""Schedules as decisions of the constraint model, and the questions asked of it."""

from itertools import pairwise

from ortools.sat.python import cp_model

from models.problem import MonthProblem
from scheduler.solve.board import Board
from scheduler.solve.formulation import Formulation
from tests.agreement.enumeration import Orders, meetings_only

Literals = list[cp_model.IntVar]


def days_of(problem: MonthProblem, board: Board) -> list[int]:
    """Return the board's number of each workday of the problem."""
    number = {(day.workday.rep_id, day.workday.date): k for k, day in enumerate(board.days)}
    return [number[day.rep_id, day.date] for day in problem.workdays]


def decided(
    problem: MonthProblem, formulation: Formulation, orders: Orders
) -> tuple[Literals, Literals] | None:
    """Return the literals that a schedule makes true and false; ``None`` when the model has no such day."""
    board = formulation.visits.board
    number = days_of(problem, board)
    day_of = {board.number[v]: number[k] for k, order in enumerate(orders) for v in order}
    if any(day not in board.visits[v].days for v, day in day_of.items()):
        return None
    true: Literals = []
    false: Literals = []
    for v in range(len(board.visits)):
        for day in formulation.visits.days(v):
            (true if day_of.get(v) == day else false).append(formulation.visits.on(v, day))
    if formulation.routes is not None:
        for k, order in enumerate(meetings_only(problem, orders)):
            day = number[k]
            stops = [-1, *(board.number[v] for v in order), -1] if order else []
            used = set(pairwise(stops))
            for arc, literal in formulation.routes.arcs(day).items():
                (true if arc in used else false).append(literal)
    return true, false


def accepts(problem: MonthProblem, formulation: Formulation, orders: Orders) -> bool:
    """Whether the model accepts a schedule."""
    literals = decided(problem, formulation, orders)
    if literals is None:
        return False
    model = formulation.model.clone()
    for literal in literals[0]:
        model.add(model.get_bool_var_from_proto_index(literal.index) == 1)
    for literal in literals[1]:
        model.add(model.get_bool_var_from_proto_index(literal.index) == 0)
    return feasible(model)


def accepts_another(
    problem: MonthProblem, formulation: Formulation, known: list[Orders]
) -> str | None:
    """Return a schedule that the model accepts and that is not among the known, in words."""
    model = formulation.model.clone()
    for orders in known:
        literals = decided(problem, formulation, orders)
        if literals is not None:
            true = [model.get_bool_var_from_proto_index(x.index) for x in literals[0]]
            false = [model.get_bool_var_from_proto_index(x.index) for x in literals[1]]
            model.add_bool_or([*[x.negated() for x in true], *false])
    solver = _solver()
    if solver.solve(model) == cp_model.INFEASIBLE:
        return None
    board = formulation.visits.board
    found = [
        f"{visit.visit_id} on day {day}"
        for v, visit in enumerate(board.visits)
        for day in visit.days
        if solver.boolean_value(formulation.visits.on(v, day))
    ]
    return ", ".join(found) or "nothing planned"


def exact(problem: MonthProblem) -> Formulation:
    """Return the formulation with orders and clocks."""
    return Formulation(Board(problem), exact=True)


def relaxed(problem: MonthProblem) -> Formulation:
    """Return the formulation with relaxed hours."""
    return Formulation(Board(problem), exact=False)


def feasible(model: cp_model.CpModel) -> bool:
    """Whether a model has a solution."""
    status = _solver().solve(model)
    assert status in {cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE}, status
    return bool(status != cp_model.INFEASIBLE)


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    return solver
