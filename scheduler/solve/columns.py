"""Routes of a pool on every workday that can hold them: the columns of a set-partitioning problem."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.solve import kernel
from scheduler.solve.kernel import Floats, Ints, Tables
from scheduler.solve.pool import SeenDay

# What makes a route as long and as late on one day as on another, opening hours apart.
_HOURS = [
    *(kernel.START, kernel.END, kernel.LATEST, kernel.PAUSE_START, kernel.PAUSE_END, kernel.CAP),
    *(kernel.START_ROW, kernel.END_ROW, kernel.MATRIX, kernel.PLAIN),
]


class Columns(NamedTuple):
    """Each column is one route on one of several days that are alike.

    Parameters
    ----------
    seen, alike
        [n] the route of each column, and the number of its days in `days`.
    cost, work, prospecting
        [n] minutes: its costs beside evenness and reserve; driving and stops; stops at prospects.
    days
        Workdays that are alike, by number.
    """

    seen: tuple[SeenDay, ...]
    alike: Ints
    cost: Floats
    work: Floats
    prospecting: Floats
    days: tuple[tuple[int, ...], ...]

    def day(self, column: int) -> int:
        """Return the first of the days of a column."""
        return self.days[int(self.alike[column])][0]


def make_columns(t: Tables, seen: Sequence[SeenDay]) -> Columns:
    """Return the routes on all days that can hold them."""
    days = alike_days(t)
    first = np.array([members[0] for members in days], dtype=np.int64)
    hours = np.unique(_hours(t), axis=0, return_inverse=True)[1].reshape(-1)
    opening_then = t.span[:, :, kernel.SPAN_FIRST] * 1000 + t.span[:, :, kernel.SPAN_COUNT]
    opening, off_due = opening_then[:, first], t.off[:, first]
    off = np.full((len(seen), len(days)), np.inf)
    for members in _by_length(seen):
        visits = np.array([seen[k].route for k in members])
        then = np.array([seen[k].day for k in members])
        at_hours = opening_then[visits, then[:, None]]
        same = (opening[visits] == at_hours[:, :, None]).all(axis=1)
        same &= hours[first] == hours[then][:, None]
        off[members] = np.where(same, off_due[visits].sum(axis=1), np.inf)
    route, alike = np.nonzero(np.isfinite(off))
    service = t.visit_cost[:, kernel.SERVICE]
    at_prospects = service * t.visit[:, kernel.PROSPECT]
    own = [t.weight[kernel.TRAVEL] * x.driven + t.weight[kernel.OVERTIME] * x.over for x in seen]
    work = [x.driven + service[list(x.route)].sum() for x in seen]
    prospecting = [at_prospects[list(x.route)].sum() for x in seen]
    return Columns(
        tuple(seen[k] for k in route.tolist()),
        alike,
        np.array(own)[route] + off[route, alike],
        np.array(work)[route],
        np.array(prospecting)[route],
        days,
    )


def _by_length(seen: Sequence[SeenDay]) -> Iterable[list[int]]:
    """Return the numbers of the routes of each length."""
    members: dict[int, list[int]] = {}
    for k, day in enumerate(seen):
        members.setdefault(len(day.route), []).append(k)
    return members.values()


def _hours(t: Tables) -> Floats:
    return np.concatenate([t.day[:, _HOURS], np.nan_to_num(t.day_limit[:, :2], posinf=-1)], axis=1)


def alike_days(t: Tables) -> tuple[tuple[int, ...], ...]:
    """Return days that nothing tells apart: neither their visits nor a rule between days."""
    hours = _hours(t)
    even = t.weight[kernel.BALANCE] > 0 or t.weight[kernel.DAILY_BALANCE] > 0
    many = bool((np.bincount(t.visit[:, kernel.GROUP], minlength=1) > 1).any())
    by_rep = t.flag[kernel.ONE_REP] == 1 or even or t.weight[kernel.RESERVE] > 0
    members: dict[object, list[int]] = {}
    for d in range(len(t.day)):
        key = (
            hours[d].tobytes(),
            t.off[:, d].tobytes(),
            t.span[:, d].tobytes(),
            t.day[d, kernel.REP] if by_rep else -1,
            d if even else -1,
            t.day[d, kernel.ORDINAL] if many else -1,
        )
        members.setdefault(key, []).append(d)
    return tuple(tuple(alike) for alike in members.values())
