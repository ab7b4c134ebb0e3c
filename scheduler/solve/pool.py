"""Days that a search has seen, to be put together anew.

A search forgets a good day as soon as another part of its month gets worse. The pool remembers the
days of its months; `scheduler.solve.recombine` finds the best month that can be made of them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scheduler.solve import kernel
from scheduler.solve.board import Board
from scheduler.solve.kernel import State


class SeenDay(NamedTuple):
    """A day of a month that a search went through.

    Parameters
    ----------
    day
        Number of the workday.
    route
        Visits in their order.
    driven, over
        Minutes of driving, and minutes past the rep's hours.
    """

    day: int
    route: tuple[int, ...]
    driven: float
    over: float


class RoutePool:
    """The latest days that were seen: each set of visits once for days alike, by its shortest way.

    Parameters
    ----------
    board
        The problem.
    most
        How many are kept.
    """

    def __init__(self, board: Board, most: int) -> None:
        self._most = most
        self._seen: dict[tuple[object, ...], SeenDay] = {}
        self._stamps = [-1] * len(board.days)
        self._ticks_per_minute = board.problem.ticks_per_minute
        self._end = [day.end for day in board.days]
        self._spans = [visit.spans for visit in board.visits]
        self._like = _numbers(_hours_of(board))

    def look(self, s: State) -> None:
        """Take in the days of a search's month that changed since the last look."""
        stamps = s.day[:, kernel.STAMP].tolist()
        for d in (k for k, stamp in enumerate(stamps) if stamp != self._stamps[k]):
            route = tuple(s.route[d, : s.day[d, kernel.COUNT]].tolist())
            if route:
                over = max(0, int(s.day[d, kernel.FINISH]) - self._end[d]) / self._ticks_per_minute
                self._take(SeenDay(d, route, float(s.figure[d, kernel.DRIVEN]), over))
        self._stamps = stamps

    def add(self, days: Iterable[SeenDay]) -> None:
        """Take in days that others have seen."""
        for day in days:
            self._take(day)

    def latest(self) -> tuple[SeenDay, ...]:
        """Return the days, the latest last."""
        return tuple(self._seen.values())

    def _take(self, day: SeenDay) -> None:
        # The shortest way of a long day is none for a short one, or for one with other opening hours.
        visits = sorted(day.route)
        opening = tuple(self._spans[v].get(day.day) for v in visits)
        key = (self._like[day.day], opening, *visits)
        before = self._seen.pop(key, day)
        self._seen[key] = min(before, day, key=lambda seen: (seen.driven, seen.over, seen.day))
        if len(self._seen) > self._most:
            del self._seen[next(iter(self._seen))]


def _hours_of(board: Board) -> list[tuple[object, ...]]:
    """Return what makes a way as long and as late on one day as on another, opening hours apart."""
    return [
        (
            id(board.problem.travel[board.reps[day.rep]]),
            *(day.start, day.end, day.latest, day.pause, day.cap, day.start_row, day.end_row),
            *(day.workday.capacity, day.workday.max_duration_min),
        )
        for day in board.days
    ]


def _numbers(keys: Sequence[tuple[object, ...]]) -> list[int]:
    """Return a number for each key, the same for the same, in order of appearance."""
    number = {key: k for k, key in enumerate(dict.fromkeys(keys))}
    return [number[key] for key in keys]
