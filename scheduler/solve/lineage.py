"""Which months the offspring of a part take after.

Where days are put together anew, the shares that the relaxation takes of all days seen decide
(`scheduler.solve.offspring`). Elsewhere, as in the public problems, whose days are given by patterns, an
offspring takes after two months: the best so far, and one of the best three among the latest of all
searches that cost something else. Genetic searches for periodic routing take two months as well, both drawn by
tournament (Vidal, Crainic, Gendreau, Lahrichi & Rei 2012, doi 10.1287/opre.1120.1048).
"""

from collections.abc import Mapping
from functools import cached_property
from random import Random

from scheduler.solve.board import Board
from scheduler.solve.bound import least_unplanned
from scheduler.solve.columns import alike_days
from scheduler.solve.offspring import DayShare
from scheduler.solve.tables import make_tables
from scheduler.solve.task import Done, drafted

_CANDIDATES = 3
"""Of so many months, the best that cost something else than the best of all, chance takes the second parent."""


class Lineage:
    """The months of a part that later searches start from.

    Parameters
    ----------
    board
        Of the part.
    of_two
        Whether months are good enough that an offspring of two is worth its time.
    """

    def __init__(self, board: Board, *, of_two: bool) -> None:
        self._board, self._of_two = board, of_two
        self._best: Done | None = None
        self._latest: dict[int, Done] = {}
        self._shares: tuple[DayShare, ...] | None = None

    @property
    def best(self) -> Done | None:
        """The best month so far."""
        return self._best

    def leaves_out_too_many(self) -> bool:
        """Whether the best month leaves out more required visits than every month must, as far as is known."""
        if self._best is None:
            return False
        required = {visit.visit_id for visit in self._board.visits if not visit.prospect}
        missing = sum(item.visit_id in required for item in self._best.schedule.unplanned)
        return missing > 0 and missing > self._least

    @cached_property
    def _least(self) -> int:
        """How many visits every month of the part leaves out."""
        return least_unplanned(self._board.problem)

    def take(self, done: Done) -> None:
        """Take in the month that a search ended with."""
        self._latest[done.search] = done
        self.take_best(done)

    def take_best(self, done: Done) -> None:
        """Take in a month that is kept only if it is the best so far."""
        # Threads end in any order: equal months are told apart by the search that made them.
        if self._best is None or _rank(done) < _rank(self._best):
            self._best = done

    def take_shares(self, shares: tuple[DayShare, ...] | None) -> None:
        """Take in the shares of the relaxation; where it was not solved or took none, earlier ones are good enough."""
        self._shares = shares or self._shares

    def parents(self, random: Random) -> tuple[DayShare, ...] | None:
        """Return the days that an offspring is made of; ``None`` where there is nothing to make it of."""
        best = self._best
        if self._shares or best is None or not self._of_two:
            return self._shares
        others = sorted(
            (done for done in self._latest.values() if done.score.key != best.score.key), key=_rank
        )
        if not others:
            return None
        return self._whole(best) + self._whole(random.choice(others[:_CANDIDATES]))

    def _whole(self, done: Done) -> tuple[DayShare, ...]:
        """Return all days of a month, none worth more than another."""
        days = enumerate(drafted(self._board, done.schedule).routes)
        return tuple(DayShare(self._alike[day], route, 1.0) for day, route in days if route)

    @cached_property
    def _alike(self) -> Mapping[int, tuple[int, ...]]:
        return {d: alike for alike in alike_days(make_tables(self._board)) for d in alike}


def _rank(done: Done) -> tuple[object, ...]:
    return done.score.key, done.search
