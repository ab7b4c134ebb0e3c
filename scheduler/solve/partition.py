"""The rules between days, as linear rows over routes: what `scheduler.solve.recombine` solves.

All soft rules are in it; what a reserve lacks counts in full, without the cap at the whole reserve, so that a month that
lacks more than its whole reserve is taken for dearer than it is.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from scheduler.solve import kernel
from scheduler.solve.board import UNPLANNED_MIN
from scheduler.solve.columns import Columns
from scheduler.solve.draft import Draft
from scheduler.solve.kernel import Bools, Floats, Tables

_SCALED = 0.01
"""Share of the penalties of required visits that counts here; prizes of prospects count in full."""


class Partition(NamedTuple):
    """Minimise cost · x with rows · x <= most, equal_rows · x = equal, 0 <= x <= upper.

    Parameters
    ----------
    cost, upper, integer
        [n] of the variables: the columns first, then absent visits and what the soft rules need.
    rows, most, equal_rows, equal
        The constraints.
    """

    cost: Floats
    upper: Floats
    integer: Bools
    rows: csr_array
    most: Floats
    equal_rows: csr_array
    equal: Floats

    def of(self, month: Draft) -> float:
        """Return what a month costs here, in minutes."""
        visits = month.board.visits
        return month.cost() - sum(
            visits[v].penalty - _absence(visits[v].penalty) for v in month.absent()
        )


class _Builder:
    """Variables and rows, one after the other."""

    def __init__(self, columns: Columns) -> None:
        n = len(columns.seen)
        self.cost = columns.cost.tolist()
        self.upper, self.whole = [1.0] * n, [True] * n
        self._rows: list[tuple[list[int], list[float], float]] = []
        self._equal: list[tuple[list[int], list[float], float]] = []

    def variable(self, cost: float = 0.0, upper: float = 1.0, *, whole: bool = True) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def at_most(self, indices: Sequence[int], most: float, values: Sequence[float] = ()) -> None:
        self._rows.append((list(indices), list(values) or [1.0] * len(indices), most))

    def equals(self, indices: Sequence[int], equal: float, values: Sequence[float] = ()) -> None:
        self._equal.append((list(indices), list(values) or [1.0] * len(indices), equal))

    def _matrix(self, rows: list[tuple[list[int], list[float], float]]) -> tuple[csr_array, Floats]:
        start = np.cumsum([0, *(len(indices) for indices, _, _ in rows)])
        indices = [k for row, _, _ in rows for k in row]
        values = [x for _, row, _ in rows for x in row]
        shape = (len(rows), len(self.cost))
        matrix = csr_array(
            (np.array(values), np.array(indices, dtype=np.int64), start), shape=shape
        )
        return matrix, np.array([side for _, _, side in rows])

    def build(self) -> Partition:
        cost, upper, whole = np.array(self.cost), np.array(self.upper), np.array(self.whole)
        return Partition(cost, upper, whole, *self._matrix(self._rows), *self._matrix(self._equal))


def partition(t: Tables, columns: Columns) -> Partition:
    """Return the problem of choosing among the columns."""
    builder = _Builder(columns)
    places = _Places(t, columns)
    _cover(t, builder, places)
    for alike, days in enumerate(columns.days):
        builder.at_most(np.flatnonzero(columns.alike == alike).tolist(), len(days))
    for g in range(len(t.group)):
        _one_contact_a_day(t, builder, places, g)
        if t.flag[kernel.ONE_REP] == 1:
            _one_rep(t, builder, places, g)
    for q in range(len(t.requirement)):
        _gaps(t, builder, places, q)
    for rep in range(len(t.rep)):
        _even(t, builder, columns, rep)
    return builder.build()


def _absence(penalty: float) -> float:
    """Return what an absent visit costs here: more than any detour, and small enough for the solver's digits."""
    return penalty if penalty < UNPLANNED_MIN * _SCALED else penalty * _SCALED


class _Places:
    """Which columns hold a visit, by date."""

    def __init__(self, t: Tables, columns: Columns) -> None:
        self.at: list[dict[int, list[int]]] = [{} for _ in t.visit]
        self.rep = [int(t.day[columns.day(c), kernel.REP]) for c in range(len(columns.seen))]
        for c, day in enumerate(columns.seen):
            date = int(t.day[columns.day(c), kernel.ORDINAL])
            for v in day.route:
                self.at[v].setdefault(date, []).append(c)

    def of(self, visits: Iterable[int]) -> list[int]:
        """Return all columns that hold one of the visits."""
        return [c for v in visits for held in self.at[v].values() for c in held]

    def on(self, visits: Iterable[int], date: int) -> list[int]:
        """Return the columns of a date that hold one of the visits."""
        return [c for v in visits for c in self.at[v].get(date, ())]

    def dates(self, visits: Iterable[int]) -> list[int]:
        """Return the dates on which a column holds one of the visits."""
        return sorted({date for v in visits for date in self.at[v]})


def _cover(t: Tables, builder: _Builder, places: _Places) -> None:
    for v in range(len(t.visit)):
        absent = builder.variable(_absence(float(t.visit_cost[v, kernel.PENALTY])))
        builder.equals([*places.of([v]), absent], 1)


def _one_contact_a_day(t: Tables, builder: _Builder, places: _Places, g: int) -> None:
    visits = range(kernel.first_visit(t, g), kernel.last_visit(t, g))
    if len(visits) > 1:
        for date in places.dates(visits):
            builder.at_most(places.on(visits, date), 1)


def _one_rep(t: Tables, builder: _Builder, places: _Places, g: int) -> None:
    visits = range(kernel.first_visit(t, g), kernel.last_visit(t, g))
    reps = np.flatnonzero(t.serves[g]).tolist()
    if len(visits) < 2 or len(reps) < 2:
        return
    own = {rep: builder.variable() for rep in reps}
    builder.at_most(list(own.values()), 1)
    for v in visits:
        for rep in reps:
            held = [c for c in places.of([v]) if places.rep[c] == rep]
            builder.at_most([*held, own[rep]], 0, [*[1.0] * len(held), -1.0])


def _gaps(t: Tables, builder: _Builder, places: _Places, q: int) -> None:
    """Forbid each pair of days of two visits that are too near, or too far where none is between."""
    first, last, least, greatest = t.requirement[q, :4].tolist()
    if last - first == 1:
        return
    # By date first: else each row would repeat all columns of the later visit.
    on = {
        (v, date): _on(builder, places, v, date)
        for v in range(first, last)
        for date in places.dates([v])
    }
    for i, j in combinations(range(first, last), 2):
        most = greatest if j == i + 1 else np.inf
        later = places.dates([j])
        for date in places.dates([i]):
            wrong = [on[j, e] for e in later if not least <= e - date <= most]
            if wrong:
                builder.at_most([on[i, date], *wrong], 1)


def _on(builder: _Builder, places: _Places, v: int, date: int) -> int:
    """Return the variable that a visit lies on a date."""
    held, on = places.on([v], date), builder.variable(whole=False)
    builder.equals([*held, on], 0, [*[1.0] * len(held), -1.0])
    return on


def _even(t: Tables, builder: _Builder, columns: Columns, rep: int) -> None:
    """Add what weeks and days are off their share of a rep's work, and what lacks of the reserve."""
    time = float(t.month_time[rep])
    weekly, daily, reserve = t.weight[[kernel.BALANCE, kernel.DAILY_BALANCE, kernel.RESERVE]]
    if time == 0 or not (weekly or daily or (reserve and t.reserve[rep])):
        return
    first_day = np.array([days[0] for days in columns.days])[columns.alike]
    own = np.flatnonzero(t.day[first_day, kernel.REP] == rep)
    total = builder.variable(0.0, np.inf, whole=False)
    builder.equals([*own.tolist(), total], 0, [*columns.work[own], -1.0])
    parts = []
    if weekly:
        week = t.day[first_day[own], kernel.WEEK]
        parts += [
            (own[week == k], t.week_time[rep, k] / time, weekly)
            for k in range(t.week_time.shape[1])
        ]
    if daily:
        parts += [
            (own[first_day[own] == d], t.day_limit[d, kernel.WORKTIME] / time, daily)
            for d in range(t.rep[rep, 0], t.rep[rep, 1])
        ]
    for held, share, weight in parts:
        off = builder.variable(float(weight) / 2, np.inf, whole=False)
        work = columns.work[held]
        indices = [*held.tolist(), total, off]
        builder.at_most(indices, 0, [*work, -float(share), -1.0])
        builder.at_most(indices, 0, [*-work, float(share), -1.0])
    if reserve and t.reserve[rep]:
        lacks = builder.variable(float(reserve), np.inf, whole=False)
        net = columns.work[own] - columns.prospecting[own]
        builder.at_most([*own.tolist(), lacks], time - float(t.reserve[rep]), [*net, -1.0])
