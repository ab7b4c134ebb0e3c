"""Take customers out: neighbours of a customer, whole days, or anybody.

After the adjacent string removal of Christiaens & Vanden Berghe (2020): what lies together is taken
out together, so that it can come back together on another day.
"""

from random import Random

import numpy as np

from scheduler.solve.board import Board
from scheduler.solve.draft import ABSENT, Draft


class Neighbours:
    """Groups in order of nearness to each group.

    Parameters
    ----------
    board
        The problem; nearness is the mean of both directions in the matrix of the first rep who may
        serve both.
    """

    def __init__(self, board: Board, most: int = 60) -> None:
        self._board = board
        rows = [_row(board, group) for group in range(len(board.groups))]
        self._near: list[list[int]] = []
        sums = [np.asarray(m) + np.asarray(m).T for m in board.minutes]
        for own in rows:
            if own is None:
                self._near.append([])
                continue
            rep, row = own
            reach = [
                (float(sums[rep][row, other[1]]), g)
                for g, other in enumerate(rows)
                if other is not None and other[0] == rep
            ]
            self._near.append([g for _, g in sorted(reach)[:most]])

    def of(self, group: int) -> list[int]:
        """Return the groups nearest to one, itself first; itself alone when it has no place."""
        return self._near[group] or [group]


def _row(board: Board, group: int) -> tuple[int, int] | None:
    for v in board.visits_of[group]:
        if board.visits[v].row:
            return min(board.visits[v].row.items())
    return None


def ruin(draft: Draft, near: Neighbours, random: Random, most: int) -> list[int]:
    """Take some groups out and return them, together with those that were absent already."""
    board = draft.board
    seed = random.randrange(len(board.groups))
    if random.random() < 0.7:
        chosen = _around(near.of(seed), random, most)
    else:
        chosen = _days(draft, seed, random, most)
    chosen |= {board.group_of[v] for v in draft.absent()}
    for group in chosen:
        for v in board.visits_of[group]:
            draft.remove(v)
    return sorted(chosen)


def _around(near: list[int], random: Random, most: int) -> set[int]:
    wanted = random.randint(1, most)
    # Skipping a neighbour now and then lets the same corner be opened in many ways.
    chosen = [g for g in near if random.random() < 0.8][:wanted]
    return set(chosen or near[:1])


def _days(draft: Draft, seed: int, random: Random, most: int) -> set[int]:
    board = draft.board
    own = [draft.day_of[v] for v in board.visits_of[seed]]
    days = [day for day in own if day != ABSENT]
    others = [day for day, route in enumerate(draft.routes) if route]
    if others:
        days.append(random.choice(others))
    chosen = {seed}
    for day in days:
        chosen |= {board.group_of[v] for v in draft.routes[day]}
    return set(random.sample(sorted(chosen), min(len(chosen), 2 * most)))
