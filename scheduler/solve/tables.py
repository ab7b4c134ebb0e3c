"""From the board to the kernel's tables."""

from collections.abc import Sequence

import numpy as np

from models.month import week_of
from models.reps import Span
from models.requirement import Requirement
from models.travel import TravelMatrix
from scheduler.solve import kernel
from scheduler.solve.board import Board, DayInfo
from scheduler.solve.kernel import Floats, Ints, Tables

_NEAREST = 100
"""Neighbours of a customer that a step may take out."""
_NO_LIMIT = 1 << 40
_NOBODY = -2
"""Stands in a pattern for a date on which nobody works."""


class _Matrices:
    """The different matrices of the reps; reps may share one."""

    def __init__(self, board: Board) -> None:
        travel = [board.problem.travel[rep] for rep in board.reps]
        different = list({id(matrix): matrix for matrix in travel}.values())
        self.number = [next(k for k, m in enumerate(different) if m is matrix) for matrix in travel]
        most = max((len(matrix.places) for matrix in different), default=1)
        self.minutes = np.zeros((len(different), most, most))
        self.ticks = np.zeros((len(different), most, most), dtype=np.int64)
        for k, matrix in enumerate(different):
            self._fill(k, matrix, board.problem.ticks_per_minute)

    def _fill(self, k: int, matrix: TravelMatrix, ticks_per_minute: int) -> None:
        n = len(matrix.places)
        self.minutes[k, :n, :n] = matrix.minutes
        self.ticks[k, :n, :n] = matrix.ticks(ticks_per_minute)


def make_tables(board: Board) -> Tables:
    """Return the tables of a board whose days are sorted by rep and whose requirements by customer."""
    matrices = _Matrices(board)
    span, spans = _spans(board)
    row = _rows(board, matrices)
    weeks, week_time = _weeks(board)
    weights = board.problem.weights
    flags = (int(board.problem.one_rep_per_customer), board.problem.ticks_per_minute)
    kept = [float(board.problem.reserve_min.get(rep, 0.0)) for rep in board.reps]
    requirement, patterns = _requirements(board)
    return Tables(
        minutes=matrices.minutes,
        back=np.ascontiguousarray(matrices.minutes.transpose(0, 2, 1)),
        ticks=matrices.ticks,
        day=_days(board, matrices, weeks, span),
        day_limit=_array([_limits(day) for day in board.days], 3),
        visit=_visits(board),
        visit_cost=_array([(v.minutes, v.load, v.penalty) for v in board.visits], 3),
        row=row,
        off=_off(board),
        span=span,
        spans=spans,
        requirement=requirement,
        patterns=patterns,
        group=_whole([(members[0], members[-1] + 1) for members in board.groups], 2),
        serves=_serves(board),
        near=_near(board, matrices, row),
        rep=_whole([(min(d, default=0), max(d, default=-1) + 1) for d in board.days_by_rep], 2),
        reserve=np.minimum(np.array(kept), week_time.sum(axis=1)),
        week_time=week_time,
        month_time=week_time.sum(axis=1),
        weight=np.array(
            [
                weights.travel,
                weights.balance,
                weights.daily_balance,
                weights.overtime,
                weights.reserve,
            ]
        ),
        flag=np.array(flags, dtype=np.int64),
    )


def _array(rows: Sequence[Sequence[float]], width: int) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(-1, width)


def _whole(rows: Sequence[Sequence[int]], width: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _limits(day: DayInfo) -> tuple[float, float, float]:
    work = day.workday
    capacity = np.inf if work.capacity is None else work.capacity
    longest = np.inf if work.max_duration_min is None else work.max_duration_min
    return float(capacity), float(longest), float(work.minutes)


def _days(board: Board, matrices: _Matrices, weeks: Sequence[int], span: Ints) -> Ints:
    first = min((day.ordinal for day in board.days), default=0)
    timed = _timed_days(board, span)
    twins: dict[object, int] = {}
    rows = []
    for k, day in enumerate(board.days):
        pause = (-1, -1) if day.pause is None else day.pause
        work, m = day.workday, matrices.number[day.rep]
        same = (day.ordinal, m, day.start, day.end, day.latest, day.pause, day.cap, day.start_row)
        key = (*same, day.end_row, work.capacity, work.max_duration_min)
        twin = -1 if board.problem.one_rep_per_customer else twins.get(key, -1)
        twins[key] = k
        hours = (day.start, day.end, day.latest, *pause, day.cap, day.start_row, day.end_row)
        plain = day.pause is None and not timed[k]
        rows.append((day.rep, day.ordinal - first, weeks[k], *hours, m, twin, int(plain)))
    return _whole(rows, 14)


def _timed_days(board: Board, span: Ints) -> list[bool]:
    """Whether opening hours or the time of a pin can matter on each day."""
    timed = [bool((span[:, k, kernel.SPAN_COUNT] >= 0).any()) for k in range(len(board.days))]
    for visit in board.visits:
        if visit.pinned_at >= 0:
            for day in visit.days:
                timed[day] = True
    return timed


def _weeks(board: Board) -> tuple[list[int], Floats]:
    """Return the week of each day, numbered for its rep, and the minutes of each rep's weeks."""
    numbers: list[dict[object, int]] = [{} for _ in board.reps]
    weeks = []
    for day in board.days:
        week = week_of(day.workday.date, board.problem.week_start)
        weeks.append(numbers[day.rep].setdefault(week, len(numbers[day.rep])))
    time = np.zeros((len(board.reps), max((len(own) for own in numbers), default=0) or 1))
    for day, number in zip(board.days, weeks, strict=True):
        time[day.rep, number] += day.workday.minutes
    return weeks, time


def _visits(board: Board) -> Ints:
    kinds = {}
    for r, (_, members) in enumerate(board.requirements):
        for v in members:
            # A time of its own sets a pinned visit apart; the others of a customer cost the same.
            kinds[v] = (r, v if board.visits[v].pinned_at >= 0 else -1)
    number = {kind: k for k, kind in enumerate(dict.fromkeys(kinds.values()))}
    rows = [
        (x.length, int(x.desk), int(x.prospect), x.pinned_at, board.group_of[v], number[kinds[v]])
        for v, x in enumerate(board.visits)
    ]
    return _whole(rows, 6)


def _rows(board: Board, matrices: _Matrices) -> Ints:
    row = np.full((len(board.visits), len(matrices.minutes)), -1, dtype=np.int64)
    for v, visit in enumerate(board.visits):
        for rep, k in visit.row.items():
            row[v, matrices.number[rep]] = k
    return row


def _off(board: Board) -> Floats:
    off = np.full((len(board.visits), len(board.days)), np.inf)
    for v, visit in enumerate(board.visits):
        for day, cost in visit.off_cost.items():
            off[v, day] = cost
    return off


def _spans(board: Board) -> tuple[Ints, Ints]:
    span = np.full((len(board.visits), len(board.days), 2), -1, dtype=np.int64)
    first: dict[tuple[Span, ...], int] = {}
    rows: list[Span] = []
    for v, visit in enumerate(board.visits):
        for day, spans in visit.spans.items():
            if spans is None:
                continue
            if spans not in first:
                first[spans] = len(rows)
                rows += spans
            span[v, day] = first[spans], len(spans)
    return span, _whole(rows or [(0, 0)], 2)


def _requirements(board: Board) -> tuple[Ints, Ints]:
    base = min((day.ordinal for day in board.days), default=0)
    dates = {day.ordinal for day in board.days}
    given = [pattern for req, _ in board.requirements for pattern in req.patterns or ()]
    width = max((len(pattern) for pattern in given), default=0) or 1
    rows: list[tuple[int, ...]] = []
    patterns: list[list[int]] = []
    for req, members in board.requirements:
        begin = len(patterns)
        for pattern in req.patterns or ():
            # A date on which nobody works is no day to choose.
            days = [
                o - base if o in dates else _NOBODY for o in sorted(d.toordinal() for d in pattern)
            ]
            patterns.append([*days, *[-1] * (width - len(days))])
        greatest = _NO_LIMIT if req.max_gap_days is None else req.max_gap_days
        span = (begin, len(patterns)) if req.patterns is not None else (-1, -1)
        worked = all(_NOBODY not in pattern for pattern in patterns[begin:])
        alike = int(worked and _alike(board, req, members))
        rows.append((members[0], members[-1] + 1, req.min_gap_days, greatest, *span, alike))
    return _whole(rows, 7), _whole(patterns or [[-1] * width], width)


def _alike(board: Board, req: Requirement, members: Sequence[int]) -> bool:
    """Whether a pattern alone settles the days of a requirement."""
    if req.patterns is None or any(len(pattern) != len(members) for pattern in req.patterns):
        return False
    visits = [board.visits[v] for v in members]
    first = visits[0]
    same = all((v.off_cost, v.penalty) == (first.off_cost, first.penalty) for v in visits)
    free = req.min_gap_days == 1 and req.max_gap_days is None
    return same and free and all(visit.pinned_at < 0 for visit in visits)


def _serves(board: Board) -> "kernel.Bools":
    serves = np.zeros((len(board.groups), len(board.reps)), dtype=np.bool_)
    for g, members in enumerate(board.visits_of):
        for v in members:
            for day in board.visits[v].days:
                serves[g, board.days[day].rep] = True
    return serves


def _near(board: Board, matrices: _Matrices, row: Ints) -> Ints:
    """Return groups in order of nearness, both directions together, in the first matrix they share."""
    near = np.full(
        (len(board.groups), min(_NEAREST, max(1, len(board.groups)))), -1, dtype=np.int64
    )
    own = np.array([row[members[0]] for members in board.visits_of]).reshape(len(board.groups), -1)
    both = matrices.minutes + matrices.minutes.transpose(0, 2, 1)
    for g in range(len(board.groups)):
        reach = np.full(len(board.groups), np.inf)
        for m in np.flatnonzero(own[g] >= 0)[::-1]:
            there = own[:, m] >= 0
            reach[there] = both[m, own[g, m], own[there, m]]
        if not np.isfinite(reach).any():
            continue
        reach[g] = -1.0
        order = np.argsort(reach, kind="stable")[: near.shape[1]]
        order = order[np.isfinite(reach[order])]
        near[g, : len(order)] = order
    return near
