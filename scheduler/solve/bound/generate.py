"""Column generation: master and pricing in turns, with a valid bound after every turn.

The bound is Lagrange's: at *any* prices of visits, days and cuts, the sum of the prices plus, for each
workday, the least cost of a route after what its stops earn is at most the cost of every plan. The
best one found is kept, so stopping early loses quality and nothing else; the value of a master whose
columns are not complete is never reported. Prices are smoothed towards those of the best bound, which
calms their jumps (A. Pessoa, R. Sadykov, E. Uchoa, F. Vanderbeck, INFORMS Journal on Computing 30
(2018) 339-360, doi 10.1287/ijoc.2017.0784).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from scheduler.solve.bound.cuts import SubsetRows
from scheduler.solve.bound.master import Column, Master, Prices
from scheduler.solve.bound.near import NearSets
from scheduler.solve.bound.pricing import Cuts, Floats, Ints, Labels, price_day, room_for
from scheduler.solve.bound.relaxation import Relaxation
from scheduler.solve.bound.routes import column_of, first_prices, start_columns

CLOSE = 1e-7
"""Relative distance of bound and master at which the relaxation counts as solved."""
SMOOTHING = 0.5
"""Share of the best prices so far in those that are tried."""
HASTY_TURNS = 8
"""Turns in a row that add routes without proving anything: a bound should come early as well."""
LABELS = 600_000
ROUTES = 5
"""Routes of each kind of day that a turn may add."""


class _Priced(NamedTuple):
    """A round of pricing: a bound (minus infinity where it was not finished) and routes found."""

    bound: float
    columns: list[Column]


class _Day(NamedTuple):
    """A kind of day at some prices: what its stops earn and what a minute of driving costs."""

    kind: int
    reward: Floats
    weight: float


class Generation:
    """A bound in the making.

    Parameters
    ----------
    relaxation
        What is bounded.
    go_on
        Asked before each day is priced; ``False`` ends the run with what is proven by then.
    """

    def __init__(self, relaxation: Relaxation, go_on: Callable[[], bool]) -> None:
        self._relaxation, self._go_on = relaxation, go_on
        self._master = Master(relaxation.skip, relaxation.count, relaxation.evenness)
        self._labels: Labels = room_for(LABELS)
        self._cuts = SubsetRows(relaxation)
        self._near = NearSets(relaxation.days.minutes)
        self._hasty = HASTY_TURNS
        self._share = SMOOTHING
        self.best = 0.0
        """No cost is negative."""
        self.history: list[float] = []
        self.converged = False
        for column in start_columns(relaxation):
            self._master.add(column)
        self._center = first_prices(relaxation)

    def run(self, turns: int | None = None) -> None:
        """Work until nothing can be improved, nobody wants to go on or the turns are used up."""
        done = 0
        while (turns is None or done < turns) and self._go_on() and self.step():
            done += 1

    def step(self) -> bool:
        """Do one turn; whether another may help."""
        solved = self._master.solve()
        if solved is None:
            return False
        value, prices = solved
        if self._reaches(value):
            self.converged = True
            return self._tighten()
        if self._hasty and self._turn(prices, prices, hasty=True):
            self._hasty -= 1
            return True
        tried = prices.towards(self._center, self._share)
        added = self._turn(tried, prices, hasty=False)
        # Prices between two points may hide every useful route: then those of the master are tried.
        stuck = not added and self._share == 0.0
        self._share = SMOOTHING if added else 0.0
        self._hasty = HASTY_TURNS if added else 0
        return self._reaches(value) or not stuck

    def _turn(self, tried: Prices, prices: Prices, *, hasty: bool) -> int:
        """Price once and add the routes that pay at the master's prices; return how many."""
        found = self._price(tried, hasty=hasty)
        if not hasty:
            self.history.append(found.bound)
            if found.bound > self.best:
                self.best, self._center = found.bound, tried
        return sum(
            self._master.add(column)
            for column in found.columns
            if self._reduced(column, prices) < -1e-9
        )

    def _reaches(self, value: float) -> bool:
        return value - self.best <= CLOSE * max(1.0, abs(value))

    def _tighten(self) -> bool:
        """Make impossible what the master's routes do and no plan can; whether there is any such."""
        self._hasty = HASTY_TURNS
        used = self._master.used()
        if self._near.grow(column.places for column, _ in used):
            allowed = [c for c in self._master.columns if self._near.allow(c.places)]
            self._master = self._master.only(allowed)
            self.converged = False
            return True
        new = self._cuts.broken_by(used)
        for cut in new:
            self._master.cut(cut.places, cut.limit)
        # Prices of other cuts than before: the old ones count as 0 there, which keeps their bound.
        zeros = np.zeros(len(self._cuts.all))
        zeros[: len(self._center.cuts)] = self._center.cuts
        self._center = self._center._replace(cuts=zeros)
        return bool(new)

    def _price(self, prices: Prices, *, hasty: bool) -> _Priced:
        """Price all kinds of days at given prices."""
        r = self._relaxation
        bound = float(prices.visits.sum()) + float(prices.cuts @ self._cuts.limits())
        bound += float(np.minimum(0.0, r.skip - prices.visits).sum())
        bound += r.evenness.least_desk(prices.weeks)
        worth = r.evenness.earned(prices.weeks)[r.evenness.week]
        earned = prices.visits[:, None] - r.off + np.outer(r.days.work[r.place_of], worth)
        cuts = self._cuts.priced(prices.cuts)
        columns: list[Column] = []
        for k, days in enumerate(r.count):
            if not self._go_on():
                return _Priced(-np.inf, columns)
            reward = np.full(len(r.days.service), -np.inf)
            np.maximum.at(reward, r.place_of, earned[:, k])
            limit = min(0.0, float(prices.kinds[k]))
            day = _Day(k, reward, r.weight - float(worth[k]))
            least, routes, _ = self._price_day(day, cuts, limit, hasty=True)
            columns += self._columns(k, earned[:, k], routes)
            if not hasty:
                # What haste has found spares the exact search all that is not better.
                least, routes, exact = self._price_day(day, cuts, least, hasty=False)
                columns += self._columns(k, earned[:, k], routes)
                bound = bound + float(days) * least if exact else -np.inf
        return _Priced(bound, columns)

    def _price_day(
        self, day: _Day, cuts: Cuts, limit: float, *, hasty: bool
    ) -> tuple[float, Ints, bool]:
        days, near, labels = self._relaxation.days, self._near.tables, self._labels
        found: tuple[float, Ints, bool] = price_day(
            days, day.kind, near, day.reward, day.weight, cuts, labels, limit, ROUTES, hasty
        )
        return found

    def _columns(self, kind: int, earned: Floats, routes: Ints) -> list[Column]:
        dearest_first = np.argsort(earned, kind="stable")
        visit_at = np.full(len(self._relaxation.days.service), -1)
        visit_at[self._relaxation.place_of[dearest_first]] = dearest_first
        found = [tuple(int(visit_at[i]) for i in route if i >= 0) for route in routes]
        return [column_of(self._relaxation, kind, visits) for visits in found if visits]

    def _reduced(self, column: Column, prices: Prices) -> float:
        earned = sum(float(prices.visits[v]) for v in column.visits)
        paid = float(prices.kinds[column.kind]) + self._cuts.value_of(column, prices.cuts)
        even = self._relaxation.evenness
        paid += column.work * float(even.earned(prices.weeks)[even.week[column.kind]])
        return column.cost - earned - paid
