"""The best month that can be put together from days that searches have seen.

A set-partitioning problem: every visit on one day, every workday one route at most, under all rules
between days. The linear relaxation prices the routes; those that its prices rule out beside the best
month so far are dropped (reduced costs above the gap), and the rest is solved in whole numbers: few
routes first, then twice as many, while there is time.
"""

from collections import deque
from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from scheduler.solve.columns import Columns, make_columns
from scheduler.solve.draft import Draft
from scheduler.solve.kernel import Bools, Floats, Ints
from scheduler.solve.partition import Partition, partition
from scheduler.solve.pool import SeenDay
from scheduler.solve.stop import Stopwatch
from scheduler.solve.tables import make_tables

_FIRST_WAYS, _MOST_WAYS = 500, 8000
"""Routes that the first whole-number problem chooses from, and the last one: those priced best."""
_NODES = 50
"""Nodes of the branching tree where no time is given."""
_SOLVED = 0
_LEAST_GAIN = 1e-3
"""Minutes; a month that is better by less is not."""


def recombine(draft: Draft, seen: Sequence[SeenDay], seconds: float | None = None) -> Draft:
    """Return the best month that was found among the days, or the draft where none is better.

    Parameters
    ----------
    draft
        The best month so far; its days belong to those seen.
    seen
        Days of other months.
    seconds
        Wall time; without it one problem is solved within a limit of nodes, so that the same days
        make the same month.
    """
    watch = Stopwatch()
    tables = make_tables(draft.board)
    own = days_of(draft)
    columns = make_columns(tables, [*own, *seen])
    if not columns.seen:
        return draft
    problem = partition(tables, columns)
    relaxed = _relaxation(problem, None if seconds is None else seconds - watch.seconds())
    if relaxed.status != _SOLVED:
        return draft
    price, ways = relaxed.lower.marginals, len(columns.seen)
    from_draft = np.isin(np.arange(ways), [c for c, day in enumerate(columns.seen) if day in own])
    best, most = draft, _FIRST_WAYS
    while (room := problem.of(best) - relaxed.fun) >= _LEAST_GAIN and most <= _MOST_WAYS:
        worth = price < room
        keep = _cheapest(worth, price, ways, most)
        whole = bool(keep[:ways].sum() == worth[:ways].sum())
        keep[:ways] |= from_draft
        found = _in_whole_numbers(problem, keep, _limit(seconds, watch))
        chosen = np.flatnonzero(found[:ways] > 0.5)
        best = _better(best, _put_together(draft, columns, problem.kind_of, chosen))
        if whole or seconds is None or watch.seconds() >= seconds:
            break
        most *= 2
    return best


def days_of(draft: Draft) -> set[SeenDay]:
    """Return the days of a month."""
    return {
        SeenDay(d, route, draft.figures[d].travel, draft.figures[d].over)
        for d, route in enumerate(draft.routes)
        if route
    }


def _limit(seconds: float | None, watch: Stopwatch) -> dict[str, float]:
    if seconds is None:
        return {"node_limit": _NODES}
    return {"time_limit": max(0.0, seconds - watch.seconds())}


def _better(best: Draft, other: Draft | None) -> Draft:
    return other if other is not None and other.cost() < best.cost() - _LEAST_GAIN else best


def _relaxation(problem: Partition, seconds: float | None) -> OptimizeResult:
    return linprog(
        problem.cost,
        A_ub=problem.rows,
        b_ub=problem.most,
        A_eq=problem.equal_rows,
        b_eq=problem.equal,
        bounds=np.stack([np.zeros_like(problem.upper), problem.upper], axis=1),
        method="highs",
        options={} if seconds is None else {"time_limit": max(0.0, seconds)},
    )


def _cheapest(worth: Bools, price: Floats, ways: int, most: int) -> Bools:
    """Keep so many of the routes that are worth it, the best priced, and all other variables."""
    keep = worth.copy()
    if keep[:ways].sum() > most:
        order = np.argsort(np.where(worth[:ways], price[:ways], np.inf), kind="stable")
        keep[:ways] = False
        keep[order[:most]] = True
    keep[ways:] = True
    return keep


def _in_whole_numbers(problem: Partition, keep: Bools, limit: dict[str, float]) -> Floats:
    """Solve with what is kept; the rest is zero, and so is everything where nothing was found."""
    result = milp(
        problem.cost[keep],
        integrality=problem.whole[keep],
        bounds=Bounds(0, problem.upper[keep]),
        constraints=[
            LinearConstraint(problem.rows[:, keep], -np.inf, problem.most),
            LinearConstraint(problem.equal_rows[:, keep], problem.equal, problem.equal),
        ],
        options={"mip_rel_gap": 1e-7, **limit},
    )
    found = np.zeros(len(keep))
    found[keep] = 0.0 if result.x is None else result.x
    return found


def _put_together(draft: Draft, columns: Columns, kind_of: Ints, chosen: Ints) -> Draft | None:
    """Put routes on days; visits of one kind follow each other. ``None`` if a day does not hold."""
    free = [deque(days) for days in columns.days]
    visits: dict[int, deque[int]] = {}
    for v, kind in enumerate(kind_of.tolist()):
        visits.setdefault(kind, deque()).append(v)
    month = Draft(draft.board, draft.clock, draft.sums)
    dates = [draft.board.days[columns.day(c)].ordinal for c in chosen]
    for c in chosen[np.argsort(dates, kind="stable")].tolist():
        route = tuple(visits[kind_of[v]].popleft() for v in columns.seen[c].route)
        if not month.fill(free[columns.alike[c]].popleft(), route):
            return None
    return month
