"""One rep's month without spacing, as arrays for pricing.

A *place* is a requirement that meets: its visits take as long and open at the same hours. A *kind of
day* is a set of workdays that nothing tells apart; days are priced by kind. What is left out (spacing
beyond the days that it rules out for good, hours of desk work, times of pins, the reserve) can only
make plans dearer, so a bound of what is left is one of the month.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from models.schedule import Schedule
from scheduler.solve.board import Board
from scheduler.solve.bound.choice import Choice
from scheduler.solve.bound.evenness import Evenness, evenness, weeks_that_count
from scheduler.solve.bound.pricing import Days, Floats, Ints


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The month as column generation sees it: V visits, N places, K kinds of days.

    Parameters
    ----------
    place_of
        [V] place of each visit.
    skip
        [V] what leaving the visit out costs, in minutes; infinity where it must be made.
    off
        [V, K] cost of the visit on each kind of day beside driving; infinity where it may not lie.
    count
        [K] workdays of each kind.
    given
        Routes of the given schedule: kind of day, visits in order.
    weight
        What a minute of driving costs.
    """

    days: Days
    place_of: Ints
    skip: Floats
    off: Floats
    count: Ints
    given: tuple[tuple[int, tuple[int, ...]], ...]
    weight: float
    evenness: Evenness


def relax(board: Board, chosen: Choice, schedule: Schedule, *, travel_only: bool) -> Relaxation:
    """Return the arrays of a rep's month."""
    visits = list(chosen.off)
    requirement_of = {v: q for q, (_, own) in enumerate(board.requirements) for v in own}
    places = list(dict.fromkeys(requirement_of[v] for v in visits))
    weights = board.problem.weights
    weeks = weeks_that_count(board, counted=not travel_only and weights.balance > 0)
    kind_of, firsts = _kinds(board, chosen, places, weeks)
    off = [[chosen.off[v].get(d, np.inf) for d in firsts] for v in visits]
    return Relaxation(
        days=_tables(board, places, firsts, travel_only=travel_only),
        place_of=_ints([places.index(requirement_of[v]) for v in visits]),
        skip=np.array([chosen.skip[v] for v in visits], dtype=np.float64),
        off=np.array(off, dtype=np.float64).reshape(len(visits), len(firsts)),
        count=np.bincount(_ints(kind_of), minlength=len(firsts)),
        given=tuple(_given(board, schedule, visits, kind_of)),
        weight=1.0 if travel_only else weights.travel,
        evenness=evenness(board, chosen.desk, weeks, firsts),
    )


def _kinds(
    board: Board, chosen: Choice, places: Sequence[int], weeks: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Return the kind of each day, and the first day of each kind."""
    numbers: dict[Hashable, int] = {}
    kind_of: list[int] = []
    firsts: list[int] = []
    for d, day in enumerate(board.days):
        off = tuple(days.get(d) for days in chosen.off.values())
        spans = tuple(_spans(board, q, d) for q in places)
        hours = (day.start, day.end, day.latest, day.pause, day.cap, day.start_row, day.end_row)
        kind = numbers.setdefault((hours, off, spans, weeks[d]), len(numbers))
        if kind == len(firsts):
            firsts.append(d)
        kind_of.append(kind)
    return kind_of, firsts


def _spans(board: Board, requirement: int, day: int) -> tuple[tuple[int, int], ...] | None:
    """Return the opening intervals of a requirement's visits on a day; ``None``: no limit."""
    for v in board.requirements[requirement][1]:
        if day in board.visits[v].spans:
            spans = board.visits[v].spans[day]
            return None if spans is None else tuple((s.start_min, s.end_min) for s in spans)
    return ()


def _tables(
    board: Board, places: Sequence[int], firsts: Sequence[int], *, travel_only: bool
) -> Days:
    weights, ticks = board.problem.weights, board.problem.ticks_per_minute
    days = [board.days[d] for d in firsts]
    rep = days[0].rep
    minutes, clock = np.array(board.minutes[rep]), np.array(board.ticks[rep])
    sample = [board.visits[board.requirements[q][1][0]] for q in places]
    rows = _ints([visit.row[rep] for visit in sample])
    leave, home = _ints([day.start_row for day in days]), _ints([day.end_row for day in days])
    span, spans = _opening(board, places, firsts)
    return Days(
        minutes=np.ascontiguousarray(minutes[np.ix_(rows, rows)]),
        ticks=np.ascontiguousarray(clock[np.ix_(rows, rows)]),
        leave=np.ascontiguousarray(minutes[np.ix_(leave, rows)]),
        leave_ticks=np.ascontiguousarray(clock[np.ix_(leave, rows)]),
        home=np.ascontiguousarray(minutes[np.ix_(rows, home)].T),
        home_ticks=np.ascontiguousarray(clock[np.ix_(rows, home)].T),
        service=_ints([visit.length for visit in sample]),
        work=np.array([float(visit.minutes) for visit in sample]),
        hours=_ints([[d.start, d.end, d.latest, *(d.pause or (-1, -1)), d.cap] for d in days]),
        span=span,
        spans=spans,
        overtime=np.array([0.0 if travel_only else weights.overtime / ticks]),
    )


def _opening(board: Board, places: Sequence[int], firsts: Sequence[int]) -> tuple[Ints, Ints]:
    span = np.zeros((len(firsts), len(places), 2), dtype=np.int64)
    rows: list[tuple[int, int]] = []
    for k, d in enumerate(firsts):
        for i, q in enumerate(places):
            found = _spans(board, q, d)
            span[k, i] = len(rows), -1 if found is None else len(found)
            rows += found or ()
    return span, _ints(rows or [(0, 0)])


def _given(
    board: Board, schedule: Schedule, visits: Sequence[int], kind_of: Sequence[int]
) -> list[tuple[int, tuple[int, ...]]]:
    row_of = {board.visits[v].visit_id: row for row, v in enumerate(visits)}
    day_of = {day.workday.date: d for d, day in enumerate(board.days)}
    routes = [
        (kind_of[day_of[route.date]], tuple(row_of[v] for v in route.visit_ids if v in row_of))
        for route in schedule.routes
    ]
    return [(kind, stops) for kind, stops in routes if stops]


def _ints(values: Sequence[object]) -> Ints:
    return np.array(values, dtype=np.int64)
