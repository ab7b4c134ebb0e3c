"""The evenness of weeks in the relaxation, and desk work, which counts for nothing else there.

Unevenness is half the sum of what each week's minutes are off its share of the month's, so it is
linear in the routes: a row for each week, with a surplus and a want that cost half the weight each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.month import week_of
from scheduler.solve.board import Board
from scheduler.solve.bound.pricing import Floats, Ints


@dataclass(frozen=True, slots=True)
class Evenness:
    """Weeks and what they hold beside routes: W weeks, K kinds of days, D desk tasks.

    Parameters
    ----------
    price
        Of a minute above or below the share of a week.
    share
        [W] of each week in the time of the month; one week where evenness does not count.
    week
        [K] of each kind of day.
    desk
        [D, W] least cost of each desk task in each week; infinity where it may not lie.
    desk_minutes
        [D].
    """

    price: float
    share: Floats
    week: Ints
    desk: Floats
    desk_minutes: Floats

    def earned(self, prices: Floats) -> Floats:
        """Return what a minute of work in each week earns at prices of the weeks' rows."""
        worth: Floats = prices - float(prices @ self.share)
        return worth

    def least_desk(self, prices: Floats) -> float:
        """Return the least cost of the desk work at prices of the weeks' rows."""
        cost = self.desk - np.outer(self.desk_minutes, self.earned(prices))
        return float(cost.min(axis=1).sum()) if len(cost) else 0.0


def weeks_that_count(board: Board, *, counted: bool) -> tuple[int, ...]:
    """Return the week of each day, by number; all days in one week where evenness does not count."""
    numbers: dict[object, int] = {}
    start = board.problem.week_start
    return tuple(
        numbers.setdefault(week_of(day.workday.date, start) if counted else None, len(numbers))
        for day in board.days
    )


def evenness(
    board: Board,
    desk: Mapping[int, Mapping[int, float]],
    weeks: Sequence[int],
    firsts: Sequence[int],
) -> Evenness:
    """Return the evenness of a rep's month.

    Parameters
    ----------
    desk
        For each desk task its days with their cost.
    weeks
        Of each day.
    firsts
        The first day of each kind.
    """
    time = np.zeros(max(weeks) + 1)
    for day, week in zip(board.days, weeks, strict=True):
        time[week] += day.workday.minutes
    cost = np.full((len(desk), len(time)), np.inf)
    for row, days in enumerate(desk.values()):
        for d, price in days.items():
            cost[row, weeks[d]] = min(cost[row, weeks[d]], price)
    counted = len(time) > 1 and time.sum() > 0
    return Evenness(
        price=board.problem.weights.balance / 2 if counted else 0.0,
        share=time / time.sum() if counted else np.full(len(time), 1 / len(time)),
        week=np.array([weeks[d] for d in firsts], dtype=np.int64),
        desk=cost,
        desk_minutes=np.array([float(board.visits[v].minutes) for v in desk]),
    )
