"""The clock of a day: when each stop begins when everything is done as early as possible.

A drive that meets the break is interrupted by it; a visit lies wholly before or after it and wholly
within one opening interval. Earlier is never worse (the clock is first in, first out), so a day's
order is feasible exactly when its earliest times are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.problem import MonthProblem, Requirement, Workday, customer_key
from models.reps import Span
from models.schedule import DayRoute, Stop


@dataclass(frozen=True, slots=True)
class Clash:
    """The first stop of an order that cannot be kept, and the rule that forbids it."""

    visit_id: str
    rule: str


_Begin = Callable[[MonthProblem, Workday, str, int], Stop | Clash]
"""How a visit on a day gets its time, from the clock tick at which the rep is there."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Driving of a day, the way home included."""

    minutes: float = 0.0
    metres: float = 0.0


def drive(start: int, ticks: int, pause: Span | None) -> int:
    """Return the arrival of a drive that the break interrupts (all in clock ticks)."""
    arrival = start + ticks
    if pause is None or ticks == 0 or start >= pause.end_min or arrival <= pause.start_min:
        return arrival
    if start >= pause.start_min:
        return pause.end_min + ticks
    return arrival + pause.end_min - pause.start_min


def latest_departure(arrival: int, ticks: int, pause: Span | None) -> int:
    """Return the latest departure that still arrives by `arrival`; the inverse of `drive`."""
    if (
        pause is None
        or ticks == 0
        or arrival <= pause.start_min
        or arrival - ticks >= pause.end_min
    ):
        return arrival - ticks
    driven_after = max(0, arrival - pause.end_min)
    return pause.start_min - (ticks - driven_after)


def first_start(
    earliest: int, length: int, spans: Sequence[Span] | None, pause: Span | None
) -> int | None:
    """Return the earliest start of a visit within one interval and clear of the break, or ``None``."""
    for span in spans if spans is not None else (Span(0, 1 << 60),):
        start = max(earliest, span.start_min)
        if pause is not None and start < pause.end_min and start + length > pause.start_min:
            start = max(start, pause.end_min)
        if start + length <= span.end_min:
            return start
    return None


def scaled(span: Span | None, ticks_per_minute: int) -> Span | None:
    """Return a span in clock ticks."""
    if span is None or ticks_per_minute == 1:
        return span
    return Span(span.start_min * ticks_per_minute, span.end_min * ticks_per_minute)


def openings(problem: MonthProblem, req: Requirement, day: Workday) -> tuple[Span, ...] | None:
    """Return a requirement's opening intervals of a day in clock ticks; ``None``: no limit."""
    spans = req.opens_on(day.date)
    if spans is None or problem.ticks_per_minute == 1:
        return spans
    return tuple(
        Span(s.start_min * problem.ticks_per_minute, s.end_min * problem.ticks_per_minute)
        for s in spans
    )


def keys_of(problem: MonthProblem, day: Workday, visit_ids: Sequence[str]) -> list[str]:
    """Return the places of a day in order: start, meetings, end; empty without a meeting."""
    meetings = [req for v in visit_ids if not (req := problem.requirement_of[v]).is_desk]
    if not meetings:
        return []
    return [day.start, *(customer_key(req.customer_id) for req in meetings), day.end]


def travel_of(problem: MonthProblem, route: DayRoute) -> Travel:
    """Return the driving of a day route as float64 minutes and metres."""
    day = problem.workday_of[route.rep_id, route.date]
    matrix = problem.travel[route.rep_id]
    rows = [matrix.index[key] for key in keys_of(problem, day, route.visit_ids)]
    legs = list(pairwise(rows))
    minutes = sum(float(matrix.minutes[a, b]) for a, b in legs)
    return Travel(minutes, sum(float(matrix.metres[a, b]) for a, b in legs))


def legs_of(problem: MonthProblem, route: DayRoute) -> Iterator[tuple[int, float]]:
    """Yield clock ticks and metres of each leg, in order, the way home last."""
    day = problem.workday_of[route.rep_id, route.date]
    matrix = problem.travel[route.rep_id]
    ticks = matrix.ticks(problem.ticks_per_minute)
    rows = [matrix.index[key] for key in keys_of(problem, day, route.visit_ids)]
    yield from ((int(ticks[a, b]), float(matrix.metres[a, b])) for a, b in pairwise(rows))


def finish_of(route: DayRoute) -> int:
    """Return when the work of a day ends: at home, or with the last desk work after it."""
    return max([route.home, *(stop.depart for stop in route.stops)])


def time_route(problem: MonthProblem, day: Workday, visit_ids: Sequence[str]) -> DayRoute | Clash:
    """Give an order of visits its earliest times.

    Parameters
    ----------
    visit_ids
        Meetings in the order of driving; desk work among them is moved behind the way home.

    Returns
    -------
    DayRoute or Clash
        The end of the workday is *not* checked here; `finish_of` tells what to compare with it.
    """
    return _timed(problem, day, visit_ids, _begin)


def time_anyway(problem: MonthProblem, day: Workday, visit_ids: Sequence[str]) -> DayRoute:
    """Give an order of visits its earliest times, whatever they break; the judge tells what that is.

    Parameters
    ----------
    visit_ids
        As for `time_route`. A visit whose opening hours or pinned time cannot be kept begins when
        the rep is there, outside the break.
    """
    route = _timed(problem, day, visit_ids, _begin_anyway)
    assert isinstance(route, DayRoute), "every visit has begun"
    return route


def _timed(
    problem: MonthProblem, day: Workday, visit_ids: Sequence[str], begin: _Begin
) -> DayRoute | Clash:
    scale = problem.ticks_per_minute
    pause = scaled(day.break_span, scale)
    meetings = [v for v in visit_ids if not problem.requirement_of[v].is_desk]
    desk = [v for v in visit_ids if problem.requirement_of[v].is_desk]
    clock = leave = day.start_min * scale
    stops: list[Stop] = []
    keys = keys_of(problem, day, meetings)
    matrix = problem.travel[day.rep_id]
    ticks = matrix.ticks(scale)
    rows = [matrix.index[key] for key in keys]
    for k, visit_id in enumerate(meetings):
        leg = int(ticks[rows[k], rows[k + 1]])
        stop = begin(problem, day, visit_id, drive(clock, leg, pause))
        if isinstance(stop, Clash):
            return stop
        leave = latest_departure(stop.arrive, leg, pause) if k == 0 else leave
        clock = stop.depart
        stops.append(stop)
    if meetings:
        clock = drive(clock, int(ticks[rows[-2], rows[-1]]), pause)
    home = clock
    for visit_id in desk:
        stop = begin(problem, day, visit_id, clock)
        if isinstance(stop, Clash):
            return stop
        clock = stop.depart
        stops.append(stop)
    return DayRoute(day.rep_id, day.date, tuple(stops), leave, home)


def _begin_anyway(problem: MonthProblem, day: Workday, visit_id: str, earliest: int) -> Stop:
    stop = _begin(problem, day, visit_id, earliest)
    if not isinstance(stop, Clash):
        return stop
    scale, pin = problem.ticks_per_minute, problem.pin_of.get(visit_id)
    length = problem.requirement_of[visit_id].minutes * scale
    wanted = pin.time_min * scale if pin is not None and pin.time_min is not None else 0
    start = first_start(max(earliest, wanted), length, None, scaled(day.break_span, scale))
    assert start is not None, "there is time after the break"
    return Stop(visit_id, start, start + length)


def _begin(problem: MonthProblem, day: Workday, visit_id: str, earliest: int) -> Stop | Clash:
    scale = problem.ticks_per_minute
    req, pin = problem.requirement_of[visit_id], problem.pin_of.get(visit_id)
    pause = scaled(day.break_span, scale)
    spans = openings(problem, req, day)
    length = req.minutes * scale
    if pin is not None and pin.time_min is not None:
        wanted = pin.time_min * scale
        kept = wanted >= earliest and first_start(wanted, length, spans, pause) == wanted
        return Stop(visit_id, wanted, wanted + length) if kept else Clash(visit_id, "pins")
    start = first_start(earliest, length, spans, pause)
    return Clash(visit_id, "opening") if start is None else Stop(visit_id, start, start + length)
