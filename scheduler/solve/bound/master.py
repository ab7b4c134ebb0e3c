"""The master problem: each visit once, each workday one route at most, of the routes known so far."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from ortools.linear_solver import pywraplp

from scheduler.solve.bound.evenness import Evenness
from scheduler.solve.bound.pricing import Floats, Ints


class Column(NamedTuple):
    """A day route: its kind of day, cost, visits and places in order, minutes of work."""

    kind: int
    cost: float
    visits: tuple[int, ...]
    places: tuple[int, ...]
    work: float


class Prices(NamedTuple):
    """Dual values: [V] visits, [K] kinds of days and [S] cuts (both <= 0), [W] weeks (either sign)."""

    visits: Floats
    kinds: Floats
    cuts: Floats
    weeks: Floats

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
    evenness
        Of the weeks, and the desk work in them.
    """

    def __init__(self, skip: Floats, count: Ints, evenness: Evenness) -> None:
        self.columns: list[Column] = []
        self._given = skip, count, evenness
        self._evenness = evenness
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
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
        self._weeks = [self._solver.Constraint(0.0, 0.0) for _ in evenness.share]
        for week in self._weeks:
            for sign in (-1.0, 1.0):
                off = self._solver.NumVar(0.0, self._solver.infinity(), "")
                self._objective.SetCoefficient(off, evenness.price)
                week.SetCoefficient(off, sign)
        for minutes, costs in zip(evenness.desk_minutes, evenness.desk, strict=True):
            self._add_desk(float(minutes), costs)

    def _add_desk(self, minutes: float, costs: Floats) -> None:
        """Add a desk task, which may be shared out among its weeks."""
        once = self._solver.Constraint(1.0, 1.0)
        for week in np.flatnonzero(np.isfinite(costs)):
            share = self._solver.NumVar(0.0, 1.0, "")
            once.SetCoefficient(share, 1.0)
            self._objective.SetCoefficient(share, float(costs[week]))
            self._work(share, int(week), minutes)

    def _work(self, variable: pywraplp.Variable, week: int, minutes: float) -> None:
        """Let a variable stand for minutes of work in a week, beyond the week's share of them."""
        for other, (row, share) in enumerate(zip(self._weeks, self._evenness.share, strict=True)):
            beyond = minutes * (float(other == week) - float(share))
            if beyond:
                row.SetCoefficient(variable, beyond)

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
        self._work(variable, int(self._evenness.week[column.kind]), column.work)
        for members, cut in self._cuts:
            _enter(cut, variable, members, column)
        return True

    def cut(self, members: frozenset[int], limit: int) -> None:
        """Add a cut: the routes make at most so many pairs of stops at these places."""
        cut = self._solver.Constraint(-self._solver.infinity(), float(limit))
        self._cuts.append((members, cut))
        for column, variable in zip(self.columns, self._variables, strict=True):
            _enter(cut, variable, members, column)

    def only(self, columns: Iterable[Column]) -> "Master":
        """Return the same problem with these routes and all cuts."""
        other = Master(*self._given)
        for column in columns:
            other.add(column)
        for members, cut in self._cuts:
            other.cut(members, round(cut.ub()))
        return other

    def solve(self) -> tuple[float, Prices] | None:
        """Return value and prices, or ``None`` where the solver fails."""
        # Without presolve GLOP goes on from the last basis; where that fails it begins anew.
        how = pywraplp.MPSolverParameters()
        how.SetIntegerParam(how.PRESOLVE, how.PRESOLVE_OFF)
        solved = self._solver.Solve(how) == pywraplp.Solver.OPTIMAL
        if not solved and self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        most = self._evenness.price
        return self._objective.Value(), Prices(
            visits=_duals(self._cover),
            kinds=np.minimum(_duals(self._days), 0.0),
            cuts=np.minimum(_duals([cut for _, cut in self._cuts]), 0.0),
            weeks=np.clip(_duals(self._weeks), -most, most),
        )

    def used(self) -> list[tuple[Column, float]]:
        """Return the routes in use, and how much of each."""
        values = [variable.solution_value() for variable in self._variables]
        return [(c, x) for c, x in zip(self.columns, values, strict=True) if x > 1e-6]


def _duals(rows: Iterable[pywraplp.Constraint]) -> Floats:
    return np.array([row.dual_value() for row in rows], dtype=np.float64)


def _enter(
    cut: pywraplp.Constraint, variable: pywraplp.Variable, members: frozenset[int], column: Column
) -> None:
    pairs = sum(place in members for place in column.places) // 2
    if pairs:
        cut.SetCoefficient(variable, float(pairs))
