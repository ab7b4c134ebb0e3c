"""The search's clock of a day; agrees with `models.timing` tick by tick, on plain integers."""

from typing import NamedTuple

from models.timing import drive, first_start
from scheduler.solve.board import Board


class DayCost(NamedTuple):
    """A day's figures.

    Parameters
    ----------
    travel
        Minutes of driving, unrounded.
    work
        Travel, visits and desk work in minutes.
    prospecting
        Minutes of visits to prospects.
    over
        Overtime in minutes.
    """

    travel: float
    work: float
    prospecting: float
    over: float


EMPTY_DAY = DayCost(0.0, 0.0, 0.0, 0.0)


class Clock:
    """Prices orders of visits, each once: an unchanged day is never priced again."""

    def __init__(self, board: Board, most_remembered: int = 300_000) -> None:
        self._board = board
        self._most = most_remembered
        self._known: dict[tuple[int, tuple[int, ...]], DayCost | None] = {}

    def price(self, day: int, route: tuple[int, ...]) -> DayCost | None:
        """Return the figures of a day's order, or ``None`` when it cannot be kept."""
        if not route:
            return EMPTY_DAY
        key = (day, route)
        if key not in self._known:
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[key] = price_day(self._board, day, route)
        return self._known[key]


def price_day(board: Board, day: int, route: tuple[int, ...]) -> DayCost | None:
    """Return a day's figures when every stop is as early as possible, or ``None``."""
    info = board.days[day]
    ticks, minutes = board.ticks[info.rep], board.minutes[info.rep]
    clock, row, travel, work, prospecting, load, meetings = (
        info.start,
        info.start_row,
        0.0,
        0,
        0,
        0.0,
        0,
    )
    desk = []
    for v in route:
        visit = board.visits[v]
        work += visit.minutes
        load += visit.load
        if visit.desk:
            desk.append(visit)
            continue
        meetings += 1
        prospecting += visit.minutes if visit.prospect else 0
        to = visit.row[info.rep]
        at = begin(board, day, v, drive(clock, ticks[row][to], info.pause))
        if at is None:
            return None
        clock = at + visit.length
        travel += minutes[row][to]
        row = to
    if meetings:
        clock = drive(clock, ticks[row][info.end_row], info.pause)
        travel += minutes[row][info.end_row]
    for visit in desk:
        at = begin(board, day, board.number[visit.visit_id], clock)
        if at is None:
            return None
        clock = at + visit.length
    if clock > info.latest or meetings > info.cap or _too_much(board, day, load, travel + work):
        return None
    over = max(0, clock - info.end) / board.problem.ticks_per_minute
    return DayCost(travel, travel + work, float(prospecting), over)


def _too_much(board: Board, day: int, load: float, duration: float) -> bool:
    workday = board.days[day].workday
    if workday.capacity is not None and load > workday.capacity + 1e-9:
        return True
    return workday.max_duration_min is not None and duration > workday.max_duration_min + 1e-6


def begin(board: Board, day: int, v: int, earliest: int) -> int | None:
    """Return the earliest tick at which a visit can begin on a day, or ``None``."""
    visit, pause = board.visits[v], board.days[day].pause
    spans = visit.spans.get(day)
    if visit.pinned_at >= 0:
        wanted = visit.pinned_at
        kept = wanted >= earliest and first_start(wanted, visit.length, spans, pause) == wanted
        return wanted if kept else None
    if spans is None and pause is None:
        return earliest
    return first_start(earliest, visit.length, spans, pause)
