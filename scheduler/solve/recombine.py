"""The best month that can be put together from days that searches have seen.

A set-partitioning problem: every visit on one day, every workday one route at most, under all rules
between days. The linear relaxation prices the routes; those that its prices rule out beside the best
month so far are dropped (reduced costs above the gap), and the rest is solved in whole numbers: few
routes first, then twice as many, while there is time.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from models.problem import MonthProblem
from scheduler.solve.columns import Columns, make_columns
from scheduler.solve.draft import Draft
from scheduler.solve.kernel import Bools, Floats, Ints
from scheduler.solve.offspring import DayShare, day_shares
from scheduler.solve.partition import Partition, partition
from scheduler.solve.pool import SeenDay
from scheduler.solve.stop import Stopwatch
from scheduler.solve.tables import make_tables

_FIRST_COLUMNS, _MOST_COLUMNS = 500, 8000
"""Routes that the first whole-number problem chooses from, and the last one: those priced best."""
_PIVOTS, _NODES = 50_000, 50
"""Steps of the relaxation, and nodes of the branching tree, where steps are counted."""
_LONGEST_CALL = 20.0
"""Seconds of one call of the solver, which nobody can interrupt."""
_SOLVED = 0
_LEAST_GAIN = 1e-3
"""Minutes; a month that is better by less is not."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What may be spent on putting days together.

    Parameters
    ----------
    seconds
        Wall time, about; a call of the solver cannot be interrupted.
    counted
        Whether counted steps end the solver, so that the same days make the same month.
    cancelled
        Asked between the calls.
    """

    seconds: float = inf
    counted: bool = False
    cancelled: Callable[[], bool] = lambda: False

    def is_over(self, watch: Stopwatch) -> bool:
        """Return whether nothing more may be begun."""
        return self.cancelled() or watch.seconds() >= self.seconds

    def of_call(self, watch: Stopwatch, counted: dict[str, float]) -> dict[str, float]:
        """Return the solver's options: the time that is left, and what counts steps where that is asked."""
        options = dict(counted) if self.counted else {}
        if self.seconds < inf:
            left = max(0.0, self.seconds - watch.seconds())
            options["time_limit"] = left if self.counted else min(_LONGEST_CALL, left)
        return options


def may_recombine(problem: MonthProblem) -> bool:
    """Return whether days of a month are put together anew.

    With explicit patterns (the public routing problems) the relaxation takes longer than it is worth.
    """
    return bool(problem.workdays) and all(req.patterns is None for req in problem.requirements)


class Recombined(NamedTuple):
    """The best month among the days, and what the relaxation takes of each; ``None`` where it was not solved."""

    month: Draft
    shares: tuple[DayShare, ...] | None = None


def recombine(draft: Draft, seen: Sequence[SeenDay], limit: Limit | None = None) -> Recombined:
    """Return the best month that was found among the days, or the draft where none is better.

    Parameters
    ----------
    draft
        The best month so far; its days belong to those seen.
    seen
        Days of other months.
    """
    limit, watch = limit or Limit(counted=True), Stopwatch()
    if not draft.board.groups or not may_recombine(draft.board.problem):
        return Recombined(draft)
    tables, own = make_tables(draft.board), days_of(draft)
    columns = make_columns(tables, [*own, *seen])
    if not columns.seen or limit.is_over(watch):
        return Recombined(draft)
    problem = partition(tables, columns)
    if limit.is_over(watch):
        return Recombined(draft)
    relaxed = _relaxation(problem, limit.of_call(watch, {"maxiter": _PIVOTS}))
    if relaxed.status != _SOLVED:
        return Recombined(draft)
    prices, known = relaxed.lower.marginals, set(own)
    from_draft = np.array([day in known for day in columns.seen])
    best, most, count = draft, _FIRST_COLUMNS, len(columns.seen)
    while most <= _MOST_COLUMNS and not limit.is_over(watch):
        gap = problem.of(best) - relaxed.fun
        if gap < _LEAST_GAIN:
            break
        worth = prices < gap
        keep = _cheapest(worth, prices, count, most)
        all_kept = bool(keep[:count].sum() == worth[:count].sum())
        keep[:count] |= from_draft
        found = _in_whole_numbers(problem, keep, limit.of_call(watch, {"node_limit": _NODES}))
        chosen = np.flatnonzero(found[:count] > 0.5)
        best = _better(best, _put_together(draft, columns, chosen))
        if all_kept or limit.counted:
            break
        most *= 2
    return Recombined(best, day_shares(columns, relaxed.x[:count]))


def days_of(draft: Draft) -> list[SeenDay]:
    """Return the days of a month."""
    return [
        SeenDay(d, route, draft.figures[d].travel, draft.figures[d].over)
        for d, route in enumerate(draft.routes)
        if route
    ]


def _better(best: Draft, other: Draft | None) -> Draft:
    return other if other is not None and other.cost() < best.cost() - _LEAST_GAIN else best


def _relaxation(problem: Partition, options: dict[str, float]) -> OptimizeResult:
    return linprog(
        problem.cost,
        A_ub=problem.rows,
        b_ub=problem.most,
        A_eq=problem.equal_rows,
        b_eq=problem.equal,
        bounds=np.stack([np.zeros_like(problem.upper), problem.upper], axis=1),
        method="highs-ds",
        options=options,
    )


def _cheapest(worth: Bools, prices: Floats, count: int, most: int) -> Bools:
    """Keep so many of the routes that are worth it, the best priced, and all other variables."""
    keep = worth.copy()
    if keep[:count].sum() > most:
        order = np.argsort(np.where(worth[:count], prices[:count], np.inf), kind="stable")
        keep[:count] = False
        keep[order[:most]] = True
    keep[count:] = True
    return keep


def _in_whole_numbers(problem: Partition, keep: Bools, limit: dict[str, float]) -> Floats:
    """Solve with what is kept; the rest is zero, and so is everything where nothing was found."""
    result = milp(
        problem.cost[keep],
        integrality=problem.integer[keep],
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


def _put_together(draft: Draft, columns: Columns, chosen: Ints) -> Draft | None:
    """Put routes on days; ``None`` if a day does not hold its route."""
    free = [deque(days) for days in columns.days]
    month = Draft(draft.board, draft.clock, draft.sums)
    for c in chosen.tolist():
        if not month.fill(free[columns.alike[c]].popleft(), columns.seen[c].route):
            return None
    return month
