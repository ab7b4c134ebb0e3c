"""The published plan as the first month of a re-plan."""

from scheduler.solve.board import Board
from scheduler.solve.draft import Draft
from scheduler.solve.insertion import best_position
from scheduler.solve.order import best_order


def put_in_published(draft: Draft, exact_stops: int) -> None:
    """Put every published visit on its day, wherever the problem still allows it.

    Parameters
    ----------
    draft
        Empty.
    exact_stops
        Days of at most so many meetings are ordered exactly; on longer ones, and where a day cannot
        be kept as a whole, one visit after the other takes its cheapest place.
    """
    board = draft.board
    days: dict[int, list[int]] = {}
    for v, visit in enumerate(board.visits):
        then = board.problem.published.get(visit.visit_id)
        for day in visit.days:
            workday = board.days[day].workday
            if then == (workday.rep_id, workday.date):
                days.setdefault(day, []).append(v)
    for day, visits in days.items():
        order = _order(board, day, visits, exact_stops)
        if order is None or not draft.fill(day, order):
            _one_by_one(draft, day, visits)


def _order(board: Board, day: int, visits: list[int], exact_stops: int) -> tuple[int, ...] | None:
    infos = {v: board.visits[v] for v in visits}
    by_time = tuple(sorted(visits, key=lambda v: (infos[v].desk, infos[v].pinned_at, v)))
    if all(info.pinned_at >= 0 for info in infos.values()):  # history, and days made by hand
        return by_time
    meetings = sum(not info.desk for info in infos.values())
    return best_order(board, day, by_time) if meetings <= exact_stops else None


def _one_by_one(draft: Draft, day: int, visits: list[int]) -> None:
    # Those with a time of their own first: the others find their places around them.
    pinned_at = {v: draft.board.visits[v].pinned_at for v in visits}
    for v in sorted(visits, key=lambda v: (pinned_at[v] < 0, pinned_at[v], v)):
        position = best_position(draft, v, day)
        if position is not None:
            draft.insert(v, day, position[1])
