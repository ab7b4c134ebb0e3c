"""The published plan as the first month of a re-plan."""

from scheduler.solve.between_days import keep_rules
from scheduler.solve.board import Board
from scheduler.solve.draft import Draft
from scheduler.solve.insertion import best_position
from scheduler.solve.order import best_order


def put_in_published(draft: Draft, exact_stops: int) -> None:
    """Put every published visit on its day, wherever the problem still allows it.

    A customer whose published days break a rule between them (moved by hand) is left to be put in anew,
    but for what is history.

    Parameters
    ----------
    draft
        Empty.
    exact_stops
        Days of at most so many meetings are ordered exactly; on longer ones, and where a day cannot
        be kept as a whole, one visit after the other takes its cheapest place.
    """
    board = draft.board
    day_of = _published_days(board)
    broken = {
        v
        for members, visits in zip(board.groups, board.visits_of, strict=True)
        if not keep_rules(board, members, day_of)
        for v in visits
        if board.visits[v].visit_id not in board.problem.history
    }
    days: dict[int, list[int]] = {}
    for v, day in day_of.items():
        if v not in broken:
            days.setdefault(day, []).append(v)
    for day, visits in days.items():
        order = _order(board, day, visits, exact_stops)
        if order is None or not draft.fill(day, order):
            _one_by_one(draft, day, visits)


def _published_days(board: Board) -> dict[int, int]:
    """Return the workday of every visit that may still lie where it was published."""
    number = {(day.workday.rep_id, day.workday.date): k for k, day in enumerate(board.days)}
    found = {}
    for v, visit in enumerate(board.visits):
        published = board.problem.published.get(visit.visit_id)
        day = None if published is None else number.get(published)
        if day is not None and day in visit.days:
            found[v] = day
    return found


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
