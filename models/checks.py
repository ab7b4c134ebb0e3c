"""The checks that a planning problem passes once, when it is made."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.errors import ProblemError
from models.problem import customer_key
from models.units import clock_text

if TYPE_CHECKING:
    from models.problem import MonthProblem, Requirement


def check_problem(problem: "MonthProblem") -> None:
    """Raise `ProblemError` with every contradiction of a problem."""
    checks: tuple[Callable[[MonthProblem], Iterator[str]], ...] = (
        _numbers,
        _workdays,
        _matrices,
        _visit_ids,
        _requirements,
    )
    found = [text for check in checks for text in check(problem)]
    if found:
        raise ProblemError("\n".join(found))


def _numbers(problem: "MonthProblem") -> Iterator[str]:
    if problem.max_overtime_min < 0:
        yield f"an overtime of {problem.max_overtime_min} minutes"
    if problem.ticks_per_minute < 1 or problem.units_per_minute < 1:
        yield f"{problem.ticks_per_minute} ticks and {problem.units_per_minute} units a minute: give 1 or more"
    if not 0 <= problem.week_start <= 6:
        yield f"weeks begin on weekday {problem.week_start}: give 0 (Monday) to 6 (Sunday)"
    for name in problem.weights.__slots__:
        weight = getattr(problem.weights, name)
        if not weight >= 0:
            yield f"the weight {name} is {weight}: give 0 or more"
    yield from (
        f"a reserve of {kept} minutes for rep {rep}"
        for rep, kept in problem.reserve_min.items()
        if not kept >= 0
    )


def _workdays(problem: "MonthProblem") -> Iterator[str]:
    seen = Counter((day.rep_id, day.date) for day in problem.workdays)
    yield from (
        f"rep {rep} works twice on {date}" for (rep, date), times in seen.items() if times > 1
    )
    for day in problem.workdays:
        name = f"workday of {day.rep_id} on {day.date}"
        if day.start_min >= day.end_min:
            yield f"{name}: it ends before it begins"
        pause = day.break_span
        if pause is not None and pause.start_min > pause.end_min:
            yield f"{name}: the break ends before it begins"
        if day.cap < 0:
            yield f"{name}: the cap {day.cap} is negative"
        if not problem.month.first <= day.date <= problem.month.last:
            yield f"{name}: it lies outside {problem.month}"
        matrix = problem.travel.get(day.rep_id)
        if matrix is None:
            yield f"{name}: the rep has no travel matrix"
        else:
            yield from (
                f"{name}: no place {key!r} in the travel matrix"
                for key in (day.start, day.end)
                if key not in matrix.index
            )


def _matrices(problem: "MonthProblem") -> Iterator[str]:
    for matrix in {id(matrix): matrix for matrix in problem.travel.values()}.values():
        shape = (len(matrix.places), len(matrix.places))
        for name, values in (("minutes", matrix.minutes), ("metres", matrix.metres)):
            if values.shape != shape:
                yield f"travel {name} have shape {values.shape}, the places ask for {shape}"
            elif not np.isfinite(values).all() or (values < 0).any():
                yield f"travel {name} hold a negative or missing entry"


def _visit_ids(problem: "MonthProblem") -> Iterator[str]:
    seen = Counter(need.visit_id for req in problem.requirements for need in req.visits)
    yield from (
        f"visit {visit_id} appears {times} times" for visit_id, times in seen.items() if times > 1
    )


def _requirements(problem: "MonthProblem") -> Iterator[str]:
    for req in problem.requirements:
        for text in (*_own(req), *_windows(problem, req), *_places(problem, req)):
            yield f"customer {req.customer_id}: {text}"


def _own(req: "Requirement") -> Iterator[str]:
    if not req.rep_ids:
        yield "no rep may serve it"
    if req.minutes < 0:
        yield f"a visit of {req.minutes} minutes"
    if req.min_gap_days < 1:
        yield "two visits on one day are never planned: the least gap is 1 day or more"
    if req.max_gap_days is not None and req.max_gap_days < req.min_gap_days:
        yield f"the greatest gap {req.max_gap_days} is less than the least {req.min_gap_days}"
    if not req.is_desk and req.place is None:
        yield "a visit needs a place"
    if not (req.load >= 0 and req.prize_min >= 0):
        yield f"a load of {req.load} and a prize of {req.prize_min} minutes: neither may be negative"
    yield from _pins(req)
    yield from _openings(req)


def _pins(req: "Requirement") -> Iterator[str]:
    own = {need.visit_id for need in req.visits}
    for visit_id, times in Counter(pin.visit_id for pin in req.pins).items():
        if visit_id not in own:
            yield f"pin of unknown visit {visit_id}"
        elif times > 1:
            yield f"visit {visit_id} has {times} pins"


def _openings(req: "Requirement") -> Iterator[str]:
    for date, spans in (req.opening or {}).items():
        minutes = [minute for span in spans for minute in span]
        if minutes != sorted(minutes):
            shown = ", ".join(f"{clock_text(a)}-{clock_text(b)}" for a, b in spans)
            yield f"opening intervals of {date} are not in order: {shown}"


def _windows(problem: "MonthProblem", req: "Requirement") -> Iterator[str]:
    first, last = problem.month.first, problem.month.last
    for need in req.visits:
        if not first <= need.earliest <= need.latest <= last:
            yield f"visit {need.visit_id}: window {need.earliest} to {need.latest} is not inside {problem.month}"
        if not need.priority >= 0:
            yield f"visit {need.visit_id}: a priority of {need.priority}"


def _places(problem: "MonthProblem", req: "Requirement") -> Iterator[str]:
    if req.is_desk:
        return
    for rep in req.rep_ids:
        matrix = problem.travel.get(rep)
        if matrix is None:
            yield f"rep {rep} has no travel matrix"
        elif customer_key(req.customer_id) not in matrix.index:
            yield f"no place in the travel matrix of rep {rep}"
