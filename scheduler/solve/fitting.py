"""Whether a visit fits a day of the plan as it stands, and what keeps it out."""

from datetime import date

from models.problem import MonthProblem, Requirement
from models.schedule import Reason, ReasonCode, Schedule
from models.timing import drive, first_start
from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import ABSENT, Draft
from scheduler.solve.order import best_order
from scheduler.solve.sums import RepSums
from scheduler.solve.to_schedule import from_schedule

_EXACT_STOPS = 9


def draft_of(problem: MonthProblem, schedule: Schedule) -> Draft:
    """Return the draft of a schedule under a problem that allows it."""
    board = Board(problem)
    draft = Draft(board, Clock(board), RepSums(board))
    from_schedule(draft, schedule)
    return draft


def order_with(draft: Draft, v: int, day: int) -> tuple[int, ...] | None:
    """Return an order of the day that holds the visit as well, or ``None`` when none was found."""
    route = (*draft.routes[day], v)
    if is_ordered_exactly(draft, v, day):
        order = best_order(draft.board, day, route)
        return order if order is not None and draft.clock.price(day, order) is not None else None
    for position in range(len(route)):
        order = (*route[:position], v, *route[position:-1])
        if draft.clock.price(day, order) is not None:
            return order
    return None


def is_ordered_exactly(draft: Draft, v: int, day: int) -> bool:
    """Whether all orders of a day with one more visit are looked at, not only places in its own."""
    meetings = sum(not draft.board.visits[u].desk for u in (*draft.routes[day], v))
    return meetings <= _EXACT_STOPS


def blocked(draft: Draft, v: int, day: int) -> Reason | None:
    """Return why the rest of the plan keeps a visit from a day, its hours apart."""
    board = draft.board
    info = board.days[day]
    for u in board.visits_of[board.group_of[v]]:
        if u != v and draft.day_of[u] != ABSENT:
            reason = _kept_apart(draft, v, u, day)
            if reason is not None:
                return reason
    if not _matches_a_pattern(draft, v, day):
        text = f"{day_text(info.workday.date)}: no pattern holds this day and the others"
        return Reason(ReasonCode.SPACING, text, info.workday.date)
    meetings = sum(not board.visits[u].desk for u in draft.routes[day])
    if not board.visits[v].desk and meetings >= info.cap:
        text = f"{day_text(info.workday.date)}: {meetings} of {info.cap} meetings taken"
        return Reason(ReasonCode.CAP_REACHED, text, info.workday.date)
    return None


def _kept_apart(draft: Draft, v: int, u: int, day: int) -> Reason | None:
    """Return why a visit may not lie on a day beside a planned one of the same customer."""
    board = draft.board
    req, same = _requirement(board, v), _requirement(board, v) is _requirement(board, u)
    info, other = board.days[day], board.days[draft.day_of[u]]
    when = info.workday.date
    if board.problem.one_rep_per_customer and other.rep != info.rep:
        text = f"{day_text(when)}: this customer's month belongs to {other.workday.rep_id}"
        return Reason(ReasonCode.OTHER_REP, text, when)
    gap = info.ordinal - other.ordinal
    if gap != 0 and (not same or spaced(req, (v, u), gap)):
        return None
    text = f"{day_text(when)}: too close to or too far from the visit on {day_text(other.workday.date)}"
    return Reason(ReasonCode.SPACING, text, when)


def spaced(req: Requirement, pair: tuple[int, int], days_between: int) -> bool:
    """Whether visits with two numbers of a requirement may lie so many days apart, the first minus the second."""
    v, u = pair
    gap = days_between * (1 if v > u else -1)
    most = req.max_gap_days if abs(v - u) == 1 else None
    return gap >= req.min_gap_days and (most is None or gap <= most)


def _requirement(board: Board, v: int) -> Requirement:
    return board.problem.requirement_of[board.visits[v].visit_id]


def _matches_a_pattern(draft: Draft, v: int, day: int) -> bool:
    board = draft.board
    req = _requirement(board, v)
    if req.patterns is None:
        return True
    own = [draft.day_of[board.number[need.visit_id]] for need in req.visits]
    dates = {board.days[d].workday.date for d in (*own, day) if d != ABSENT}
    return any(dates <= pattern for pattern in req.patterns)


def does_not_fit(draft: Draft, v: int, day: int) -> Reason:
    """Return why a visit that nothing else blocks finds no time on a day."""
    when = draft.board.days[day].workday.date
    if draft.clock.price(day, (v,)) is None:
        return _alone(draft, v, day)
    if is_ordered_exactly(draft, v, day):
        text = f"{day_text(when)}: no room left beside the day's other stops"
        return Reason(ReasonCode.DAY_FULL, text, when)
    stops = len(draft.routes[day])
    text = f"{day_text(when)}: no place found between its {stops} stops; not every order was tried"
    return Reason(ReasonCode.SEARCH_LIMIT, text, when)


def _alone(draft: Draft, v: int, day: int) -> Reason:
    """Return why a day cannot even hold this visit alone."""
    board, info = draft.board, draft.board.days[day]
    when, visit = info.workday.date, board.visits[v]
    if not _in_time(board, v, day):
        text = f"{day_text(when)}: there and back does not fit into opening and working hours"
        return Reason(ReasonCode.TOO_FAR, text, when)
    if visit.pinned_at >= 0:
        text = f"{day_text(when)}: the time it is pinned to cannot be kept"
        return Reason(ReasonCode.PIN, text, when)
    text = f"{day_text(when)}: the visit alone is more than the day's limit of load or duration"
    return Reason(ReasonCode.DAY_FULL, text, when)


def _in_time(board: Board, v: int, day: int) -> bool:
    """Whether a rep who makes this visit alone, at whatever time, is home before the day ends."""
    info, visit = board.days[day], board.visits[v]
    ticks, row = board.ticks[info.rep], visit.row.get(info.rep)
    there = 0 if row is None else ticks[info.start_row][row]
    back = 0 if row is None else ticks[row][info.end_row]
    ready = drive(info.start, there, info.pause)
    at = first_start(ready, visit.length, visit.spans[day], info.pause)
    return at is not None and drive(at + visit.length, back, info.pause) <= info.latest


def day_text(day: date) -> str:
    """Return a day as people write it, e.g. ``3 Mar``."""
    return f"{day.day} {day:%b}"
