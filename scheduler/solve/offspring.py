"""A month that takes after several months: where a search starts when others have ended.

Days of these months, each with a share that it is worth, are put together as far as they go together,
those with great shares first; whoever is left out is put in anew. The shares are those that the relaxation
of the set-partitioning problem over all days seen takes, or the same for all days of two months
(`scheduler.solve.lineage`).
"""

from collections import deque
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from scheduler.solve.between_days import keep_rules
from scheduler.solve.columns import Columns
from scheduler.solve.draft import ABSENT, Draft
from scheduler.solve.improve import with_absent
from scheduler.solve.kernel import Floats

_LEAST_SHARE = 0.02
"""Days of less are many, and each of them fits few others."""


class DayShare(NamedTuple):
    """A route, the workdays that may hold it, which are alike, and what it is worth beside others (0 … 1)."""

    days: tuple[int, ...]
    route: tuple[int, ...]
    share: float


def day_shares(columns: Columns, values: Floats) -> tuple[DayShare, ...]:
    """Return the routes of which the relaxation takes a share worth the name.

    Parameters
    ----------
    values
        [n] of the columns in the relaxation.
    """
    return tuple(
        DayShare(columns.days[int(columns.alike[c])], columns.seen[c].route, share)
        for c, share in enumerate(values.tolist())
        if share > _LEAST_SHARE
    )


def offspring(empty: Draft, shares: Sequence[DayShare], random: Random) -> Draft:
    """Return a month of days with great shares; chance decides between those that are alike.

    Parameters
    ----------
    empty
        A draft without visits; filled.
    """
    free = {of_route.days: deque(of_route.days) for of_route in shares}
    for _, k in sorted(
        ((of_route.share * random.uniform(0.5, 1.5), k) for k, of_route in enumerate(shares)),
        reverse=True,
    ):
        days, route, _ = shares[k]
        left = free[days]
        if left and _goes_with(empty, left[0], route) and empty.fill(left[0], route):
            left.popleft()
    return with_absent(empty, random)


def _goes_with(month: Draft, day: int, route: tuple[int, ...]) -> bool:
    """Whether a route may be added: none of its visits has a day, and the rules between days are kept."""
    board = month.board
    if any(month.day_of[v] != ABSENT for v in route):
        return False
    groups = {board.group_of[v] for v in route}
    return all(keep_rules(board, board.groups[g], _days_with(month, g, day, route)) for g in groups)


def _days_with(month: Draft, group: int, day: int, route: tuple[int, ...]) -> dict[int, int]:
    then = {v: day if v in route else month.day_of[v] for v in month.board.visits_of[group]}
    return {v: d for v, d in then.items() if d != ABSENT}
