"""Costs that belong to a rep's whole month: evenness, overtime and the reserve for prospecting."""

from collections.abc import Hashable, Sequence

from models.month import week_of
from models.rules.soft import taken, unevenness
from scheduler.solve.board import Board
from scheduler.solve.clock import DayCost


class RepSums:
    """Prices the months of single reps from the figures of their days.

    Parameters
    ----------
    board
        The problem.
    """

    def __init__(self, board: Board) -> None:
        problem = board.problem
        self._weights = problem.weights
        self._days = board.days_by_rep
        self.week = [week_of(d.workday.date, problem.week_start) for d in board.days]
        self._room = [float(day.workday.minutes) for day in board.days]
        self._reserve = [float(problem.reserve_min.get(rep, 0.0)) for rep in board.reps]

    def cost(self, rep: int, figures: Sequence[DayCost]) -> float:
        """Return what a rep's month costs beside driving, rhythm and prizes, in minutes."""
        days, weights = self._days[rep], self._weights
        cost = weights.overtime * sum(figures[d].over for d in days)
        if weights.balance:
            cost += weights.balance * self._uneven(days, figures, [self.week[d] for d in days])
        if weights.daily_balance:
            cost += weights.daily_balance * self._uneven(days, figures, days)
        kept = self._reserve[rep]
        if weights.reserve and kept:
            used = sum(figures[d].work - figures[d].prospecting for d in days)
            cost += weights.reserve * taken(kept, used, sum(self._room[d] for d in days))
        return cost

    def _uneven(
        self, days: Sequence[int], figures: Sequence[DayCost], periods: Sequence[Hashable]
    ) -> float:
        work: dict[Hashable, float] = {}
        room: dict[Hashable, float] = {}
        for d, period in zip(days, periods, strict=True):
            work[period] = work.get(period, 0.0) + figures[d].work
            room[period] = room.get(period, 0.0) + self._room[d]
        return unevenness(work, room)
