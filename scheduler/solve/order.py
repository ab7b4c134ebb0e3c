"""The best order of one day: exact for short days, by dynamic programming over sets of stops.

Labels carry (driving, clock); one that is neither cheaper nor earlier than another with the same
stops and the same last stop can never become better (the clock is first in, first out).
"""

from itertools import product

from models.timing import drive
from scheduler.solve.board import Board
from scheduler.solve.clock import begin

Label = tuple[float, int, tuple[int, ...]]
"""Minutes driven, clock after the last stop, stops in order."""
_MOST_DESK = 6


def best_order(board: Board, day: int, route: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return the order with the least driving that can be kept, or ``None`` when there is none.

    Parameters
    ----------
    route
        Visits of the day in any order; at most about ten meetings.
    """
    meetings = [v for v in route if not board.visits[v].desk]
    desk = tuple(v for v in route if board.visits[v].desk)
    info = board.days[day]
    layer: dict[tuple[frozenset[int], int], list[Label]] = {
        (frozenset(), info.start_row): [(0.0, info.start, ())]
    }
    for _ in meetings:
        layer = _extend(board, day, meetings, layer)
    minutes, ticks = board.minutes[info.rep], board.ticks[info.rep]
    ends: list[Label] = []
    for (_, row), labels in layer.items():
        for travel, clock, order in labels:
            home = drive(clock, ticks[row][info.end_row], info.pause) if order else clock
            done = after_desk(board, day, home, desk)
            if done is not None and done[0] <= info.latest:
                ends.append((travel + minutes[row][info.end_row], done[0], (*order, *done[1])))
    return min(ends)[2] if ends else None


def after_desk(
    board: Board, day: int, home: int, desk: tuple[int, ...]
) -> tuple[int, tuple[int, ...]] | None:
    """Return when desk work begun at `home` is done at the earliest, and its order, or ``None``.

    Up to six pieces are ordered exactly: an earlier end with the same pieces done is never worse.
    """
    free = len(desk) <= _MOST_DESK
    states: dict[frozenset[int], tuple[int, tuple[int, ...]]] = {frozenset(): (home, ())}
    for k in range(len(desk)):
        longer: dict[frozenset[int], tuple[int, tuple[int, ...]]] = {}
        for (done, (clock, order)), v in product(states.items(), desk if free else desk[k : k + 1]):
            at = begin(board, day, v, clock) if v not in done else None
            if at is not None:
                label = (at + board.visits[v].length, (*order, v))
                longer[done | {v}] = min(label, longer.get(done | {v}, label))
        states = longer
    return states.get(frozenset(desk))


def _extend(
    board: Board,
    day: int,
    meetings: list[int],
    layer: dict[tuple[frozenset[int], int], list[Label]],
) -> dict[tuple[frozenset[int], int], list[Label]]:
    info = board.days[day]
    minutes, ticks = board.minutes[info.rep], board.ticks[info.rep]
    longer: dict[tuple[frozenset[int], int], list[Label]] = {}
    for (done, row), labels in layer.items():
        for v, (travel, clock, order) in product(meetings, labels):
            if v in done:
                continue
            to, length = board.visits[v].row[info.rep], board.visits[v].length
            at = begin(board, day, v, drive(clock, ticks[row][to], info.pause))
            if at is not None and at + length <= info.latest:
                label = (travel + minutes[row][to], at + length, (*order, v))
                _add(longer.setdefault((done | {v}, to), []), label)
    return longer


def _add(labels: list[Label], label: Label) -> None:
    if any(other[0] <= label[0] and other[1] <= label[1] for other in labels):
        return
    labels[:] = [o for o in labels if not (label[0] <= o[0] and label[1] <= o[1])]
    labels.append(label)
