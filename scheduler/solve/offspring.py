"""A month that takes after several months: where a search starts when others have ended.

The relaxation of the set-partitioning problem over all days seen takes of each day the share that it
is worth beside all others. Days with great shares are put together as far as they go together;
whoever is left out is put in anew.
"""

from collections import deque
from random import Random
from typing import NamedTuple

from scheduler.solve.between_days import keep_rules
from scheduler.solve.columns import Columns
from scheduler.solve.draft import Draft
from scheduler.solve.improve import with_absent
from scheduler.solve.kernel import Floats

_LEAST_SHARE = 0.02


class Shares(NamedTuple):
    """How much of each column the relaxation takes, [n] between 0 and 1."""

    columns: Columns
    values: Floats


def offspring(empty: Draft, shares: Shares, random: Random) -> Draft:
    """Return a month of days with great shares; chance decides between those that are alike.

    Parameters
    ----------
    empty
        A draft without visits; filled.
    """
    columns, values = shares.columns, shares.values
    free = [deque(days) for days in columns.days]
    for c in _in_turn(values, random):
        days, route = free[columns.alike[c]], columns.seen[c].route
        if days and _goes_with(empty, days[0], route) and empty.fill(days[0], route):
            days.popleft()
    return with_absent(empty, random)


def _in_turn(values: Floats, random: Random) -> list[int]:
    """Return columns with a share worth the name: great shares come sooner, not always first."""
    taken = [
        (float(x) * random.uniform(0.5, 1.5), c) for c, x in enumerate(values) if x > _LEAST_SHARE
    ]
    return [c for _, c in sorted(taken, reverse=True)]


def _goes_with(month: Draft, day: int, route: tuple[int, ...]) -> bool:
    """Whether a route may be added: none of its visits has a day, and the rules between days are kept."""
    board = month.board
    if month.routes[day] or any(month.day_of[v] >= 0 for v in route):
        return False
    groups = {board.group_of[v] for v in route}
    return all(keep_rules(board, board.groups[g], _days_with(month, g, day, route)) for g in groups)


def _days_with(month: Draft, group: int, day: int, route: tuple[int, ...]) -> dict[int, int]:
    visits = month.board.visits_of[group]
    return {
        v: day if v in route else month.day_of[v]
        for v in visits
        if v in route or month.day_of[v] >= 0
    }
