"""The constraint model of a month in two depths: days only, or days and orders."""

from ortools.sat.python import cp_model

from scheduler.solve.board import Board
from scheduler.solve.formulation import days, objective
from scheduler.solve.formulation.hours import relaxed_hours
from scheduler.solve.formulation.routes import RouteVariables
from scheduler.solve.formulation.variables import VisitVariables


class Formulation:
    """Variables, constraints and objective of one month.

    Parameters
    ----------
    board
        The problem.
    exact
        With the order and clock of every day: accepts exactly the schedules that the judge accepts.
        Without, hours are relaxed (every sound schedule is accepted, and some that cannot be
        driven), which is small enough for a rep's whole month.
    """

    def __init__(self, board: Board, *, exact: bool) -> None:
        self.model = cp_model.CpModel()
        self.visits = VisitVariables(self.model, board)
        for rule in (
            days.spacing,
            days.once_a_day,
            days.caps,
            days.loads,
            days.patterns,
            days.one_rep,
            days.history,
        ):
            rule(self.model, self.visits)
        self.routes: RouteVariables | None = None
        if exact:
            self.routes = RouteVariables(self.model, self.visits)
        else:
            relaxed_hours(self.model, self.visits)

    def minimise(self) -> None:
        """Set the objective: visits planned first, then short and even work on time."""
        terms = [*objective.unplanned(self.visits), *objective.rhythm(self.visits)]
        terms += objective.balance(self.model, self.visits)
        if self.routes is None:
            terms += objective.compact_days(self.model, self.visits)
        else:
            terms += objective.driving(self.visits, self.routes)
        self.model.minimize(sum(terms))
