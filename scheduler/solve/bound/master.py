"""The master problem: each visit once, each workday one route at most, of the routes known so far."""

from typing import NamedTuple

import numpy as np
from ortools.linear_solver import pywraplp

from scheduler.solve.bound.pricing import Floats, Ints


class Column(NamedTuple):
    """A day route: its kind of day, cost in minutes, visits and places in order."""

    kind: int
    cost: float
    visits: tuple[int, ...]
    places: tuple[int, ...]


class Prices(NamedTuple):
    """Dual values: [V] of the visits, [K] of the kinds of days, [S] of the cuts; the last two <= 0."""

    visits: Floats
    kinds: Floats
    cuts: Floats

    def towards(self, other: "Prices", share: float) -> "Prices":
        """Return these prices moved towards others."""
        return Prices(*((1 - share) * a + share * b for a, b in zip(self, other, strict=True)))


class Master:
    """A linear programme that grows by columns and cuts.

    Parameters
    ----------
    skip
        [V] what leaving a visit out costs; infinity where it must be made.
    count
        [K] workdays of each kind.
    """

    def __init__(self, skip: Floats, count: Ints) -> None:
        self.columns: list[Column] = []
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self._solver = pywraplp.Solver.CreateSolver("CLP")
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self._cover = [self._solver.Constraint(1.0, 1.0) for _ in skip]
        self._days = [
            self._solver.Constraint(-self._solver.infinity(), float(days)) for days in count
        ]
        self._cuts: list[tuple[frozenset[int], pywraplp.Constraint]] = []
        self._variables: list[pywraplp.Variable] = []
        for row, price in enumerate(skip):
            if np.isfinite(price):
                left_out = self._solver.NumVar(0.0, self._solver.infinity(), "")
                self._objective.SetCoefficient(left_out, float(price))
                self._cover[row].SetCoefficient(left_out, 1.0)

    def add(self, column: Column) -> bool:
        """Add a route; whether it is new."""
        key = (column.kind, column.visits)
        if key in self._known:
            return False
        self._known.add(key)
        self.columns.append(column)
        variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._variables.append(variable)
        self._objective.SetCoefficient(variable, column.cost)
        for visit in set(column.visits):
            self._cover[visit].SetCoefficient(variable, float(column.visits.count(visit)))
        self._days[column.kind].SetCoefficient(variable, 1.0)
        for members, cut in self._cuts:
            _enter(cut, variable, members, column)
        return True

    def cut(self, members: frozenset[int], limit: int) -> None:
        """Add a cut: the routes make at most so many pairs of stops at these places."""
        cut = self._solver.Constraint(-self._solver.infinity(), float(limit))
        self._cuts.append((members, cut))
        for column, variable in zip(self.columns, self._variables, strict=True):
            _enter(cut, variable, members, column)

    def solve(self) -> tuple[float, Prices] | None:
        """Return value and prices, or ``None`` where the solver fails."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return self._objective.Value(), Prices(
            np.array([row.dual_value() for row in self._cover], dtype=np.float64),
            np.minimum(np.array([row.dual_value() for row in self._days], dtype=np.float64), 0.0),
            np.minimum(
                np.array([cut.dual_value() for _, cut in self._cuts], dtype=np.float64), 0.0
            ),
        )

    def used(self) -> list[tuple[Column, float]]:
        """Return the routes in use, and how much of each."""
        values = [variable.solution_value() for variable in self._variables]
        return [(c, x) for c, x in zip(self.columns, values, strict=True) if x > 1e-6]


def _enter(
    cut: pywraplp.Constraint, variable: pywraplp.Variable, members: frozenset[int], column: Column
) -> None:
    pairs = sum(place in members for place in column.places) // 2
    if pairs:
        cut.SetCoefficient(variable, float(pairs))
