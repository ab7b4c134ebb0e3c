"""The order of a day that holds one visit more with the least overtime."""

import copy
from dataclasses import replace

from scheduler.solve.board import Board
from scheduler.solve.draft import Draft
from scheduler.solve.order import best_order

_EXACT_STOPS = 7
"""Days of at most so many meetings are ordered exactly; many such orders are asked for."""


def least_overtime(draft: Draft, v: int, day: int) -> tuple[int, ...] | None:
    """Return the day's order with a visit where it takes least overtime, then least driving.

    The other stops keep their order, unless there is no such place and the day is short.
    """
    route = draft.routes[day]
    found = []
    for position in range(len(route) + 1):
        order = (*route[:position], v, *route[position:])
        figures = draft.clock.price(day, order)
        if figures is not None:
            found.append((figures.over, figures.travel, order))
    if found:
        return min(found)[2]
    # The visit alone tells most of the days apart that no order helps.
    if not _is_short(draft.board, (*route, v)) or draft.clock.price(day, (v,)) is None:
        return None
    best = best_order(draft.board, day, (*route, v))
    return best if best is not None and draft.clock.price(day, best) is not None else None


def shortened(draft: Draft, day: int, order: tuple[int, ...]) -> tuple[int, ...]:
    """Return the order of a day's visits with the least overtime, then the least driving."""
    board = draft.board
    figures = draft.clock.price(day, order)
    if figures is None or not _is_short(board, order):
        return order
    end, over = board.days[day].end, round(figures.over * board.problem.ticks_per_minute)
    # The greatest overtime known to be too little, and the least known to be enough, in ticks.
    too_little, enough = -1, over
    while enough - too_little > 1:
        tried = 0 if too_little < 0 else (too_little + enough) // 2
        shorter = best_order(_ending(board, day, end + tried), day, order)
        if shorter is None:
            too_little = tried
        else:
            order, enough = shorter, tried
    return order


def _ending(board: Board, day: int, latest: int) -> Board:
    """Return the board with another latest end of one day."""
    twin = copy.copy(board)
    days = list(board.days)
    days[day] = replace(days[day], latest=latest)
    twin.days = tuple(days)
    return twin


def _is_short(board: Board, route: tuple[int, ...]) -> bool:
    return sum(not board.visits[v].desk for v in route) <= _EXACT_STOPS
