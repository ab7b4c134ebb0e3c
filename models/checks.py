"""The checks that a planning problem passes once, when it is made."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.errors import ProblemError
from models.problem import customer_key

if TYPE_CHECKING:
    from models.problem import MonthProblem, Requirement


def check_problem(problem: "MonthProblem") -> None:
    """Raise `ProblemError` with every contradiction of a problem."""
    checks: tuple[Callable[[MonthProblem], Iterator[str]], ...] = (
        _workdays,
        _matrices,
        _visit_ids,
        _requirements,
    )
    found = [text for check in checks for text in check(problem)]
    if found:
        raise ProblemError("\n".join(found))


def _workdays(problem: "MonthProblem") -> Iterator[str]:
    seen = Counter((day.rep_id, day.date) for day in problem.workdays)
    yield from (
        f"rep {rep} works twice on {date}" for (rep, date), times in seen.items() if times > 1
    )
    for day in problem.workdays:
        name = f"workday of {day.rep_id} on {day.date}"
        if day.start_min >= day.end_min:
            yield f"{name}: it ends before it begins"
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
    own = {need.visit_id for need in req.visits}
    yield from (
        f"pin of unknown visit {pin.visit_id}" for pin in req.pins if pin.visit_id not in own
    )


def _windows(problem: "MonthProblem", req: "Requirement") -> Iterator[str]:
    first, last = problem.month.first, problem.month.last
    for need in req.visits:
        if not first <= need.earliest <= need.latest <= last:
            yield f"visit {need.visit_id}: window {need.earliest} to {need.latest} is not inside {problem.month}"


def _places(problem: "MonthProblem", req: "Requirement") -> Iterator[str]:
    if req.is_desk:
        return
    for rep in req.rep_ids:
        matrix = problem.travel.get(rep)
        if matrix is None:
            yield f"rep {rep} has no travel matrix"
        elif customer_key(req.customer_id) not in matrix.index:
            yield f"no place in the travel matrix of rep {rep}"
