"""The proof of a plan: how far it can be from the best one at most, rep by rep."""

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any

from models.problem import Kind, MonthProblem
from models.proof import Bounded, Proof
from models.rules.soft import travel
from models.schedule import Schedule, Score
from scheduler.solve.bound import (
    Bound,
    Effort,
    conditions,
    least_unplanned,
    lower_bound,
    out_of_reach,
)
from scheduler.solve.parts import split
from scheduler.solve.stop import Stopwatch
from scheduler.solve.warm import warm_up_proof

_TRAVEL_SHARE = 0.7
"""Of the time of a rep; what it leaves is for the bound of the whole cost, which is at least that of driving."""
_WORTH_PROCESSES = 6.0
"""Seconds of a proof below which starting processes costs more than it gives."""


def _read_only(known: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(known)


# A problem may hold read-only mappings, as every one read from a file does: pickle does not know them.
ForkingPickler.register(MappingProxyType, lambda known: (_read_only, (dict(known),)))


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work for one process: the month of one rep and what may be spent on it.

    Parameters
    ----------
    weight
        What a second is worth here, beside the other reps: visits tell how long a bound takes, minutes
        driven what it proves.
    """

    problem: MonthProblem
    schedule: Schedule
    effort: Effort
    weight: float


@dataclass(frozen=True, slots=True)
class Proven:
    """The two bounds of one rep's month."""

    travel: Bound
    cost: Bound


def run_task(task: Task) -> Proven:
    """Bound the driving and the whole cost of one rep's month."""
    watch = Stopwatch()
    travelled, whole = (
        lower_bound(
            task.problem,
            task.schedule,
            effort=replace(task.effort, seconds=share * (task.effort.seconds - watch.seconds())),
            watch=watch,
            travel_only=travel_only,
        )
        for travel_only, share in ((True, _TRAVEL_SHARE), (False, 1.0))
    )
    return Proven(travelled, _at_least(whole, travelled, task.problem))


def _at_least(whole: Bound, travelled: Bound, problem: MonthProblem) -> Bound:
    """Return the bound of the cost, not below that of driving: no soft rule earns anything.

    Where prospects may be visited, the two are about different visits.
    """
    if whole.minutes is None or travelled.minutes is None:
        return whole
    if any(req.kind is Kind.PROSPECT for req in problem.requirements):
        return whole
    driven = problem.weights.travel * travelled.minutes
    if driven <= whole.minutes:
        return whole
    return replace(whole, minutes=driven, iterations=max(whole.iterations, travelled.iterations))


def may_be_proven(problem: MonthProblem) -> bool:
    """Whether there is any bound for months of this kind, so that time should be kept for it."""
    return not out_of_reach(problem)


def prove(
    problem: MonthProblem, schedule: Schedule, score: Score, *, effort: Effort, workers: int
) -> Proof:
    """Prove how far a sound schedule of a team can be from the best one.

    Each customer's rep is taken as planned; then bounds of single reps add up, and each is found on
    its own, in several processes where there are several reps.

    Parameters
    ----------
    score
        Of the judge, for this schedule.
    effort
        Seconds of the whole team, turns of each bound.
    workers
        Processes; they change the time it takes and nothing else.
    """
    reason, found = out_of_reach(problem), list[Proven]()
    if not reason:
        try:
            tasks = _tasks(_settled(problem, schedule), schedule, effort)
        except _SeveralRepsError as error:
            reason = str(error)
        else:
            found = _run(tasks, effort, workers)
    words = [
        "; ".join(conditions(problem, schedule, travel_only=travel_only))
        for travel_only in (False, True)
    ]
    driven = travel(problem, schedule)
    return Proof(
        cost=_sum(score.cost_min, [part.cost for part in found], reason, words[0]),
        travel=_sum(driven, [part.travel for part in found], reason, words[1]),
        unplanned=_unplanned(problem, schedule),
    )


class _SeveralRepsError(Exception):
    """A customer's visits are planned with several reps."""


def _settled(problem: MonthProblem, schedule: Schedule) -> MonthProblem:
    """Return the problem with each customer's rep as planned; of those without visits, the first."""
    rep_of = {visit_id: route.rep_id for visit_id, route in schedule.placed()}
    requirements = []
    for req in problem.requirements:
        planned = {rep_of[need.visit_id] for need in req.visits if need.visit_id in rep_of}
        if len(planned) > 1:
            raise _SeveralRepsError(
                f"no bound: the visits of {req.name} are planned with several reps"
            )
        requirements.append(replace(req, rep_ids=tuple(planned) or req.rep_ids[:1]))
    return replace(problem, requirements=tuple(requirements))


def _tasks(problem: MonthProblem, schedule: Schedule, effort: Effort) -> list[Task]:
    """Return the months of single reps, the least first: what they leave of their time goes to the others."""
    tasks = []
    for part in split(problem):
        own = _of_part(part, schedule)
        tasks.append(Task(part, own, effort, len(part.need_of) * (1.0 + travel(part, own))))
    return sorted(tasks, key=lambda task: task.weight)


def _of_part(part: MonthProblem, schedule: Schedule) -> Schedule:
    reps = set(part.travel)
    return Schedule(
        tuple(route for route in schedule.routes if route.rep_id in reps),
        tuple(item for item in schedule.unplanned if item.visit_id in part.need_of),
    )


def _run(tasks: Sequence[Task], effort: Effort, workers: int) -> list[Proven]:
    workers = min(workers, len(tasks)) if effort.seconds >= _WORTH_PROCESSES else 1
    watch, waiting = Stopwatch(), deque(tasks)
    with _executor(workers) as executor:
        if executor is None:
            return [run_task(_next(waiting, effort, watch, 1)) for _ in tasks]
        # The time is shared out when all processes have started.
        wait([executor.submit(warm_up_proof) for _ in range(workers)])
        left = replace(effort, seconds=effort.seconds - watch.seconds())
        return list(_run_beside(executor, waiting, left, workers))


def _next(waiting: deque[Task], effort: Effort, watch: Stopwatch, workers: int) -> Task:
    """Take the next task, with its share of the time that is left for it and those behind it."""
    behind = sum(task.weight for task in waiting)
    task = waiting.popleft()
    share = min(1.0, workers * task.weight / behind)
    seconds = share * max(0.0, effort.seconds - watch.seconds())
    return replace(task, effort=replace(effort, seconds=seconds))


def _run_beside(
    executor: Executor, waiting: deque[Task], effort: Effort, workers: int
) -> Iterator[Proven]:
    """Yield what is proven in the order of the tasks; what one leaves of its time the next ones get."""
    watch, started, running = Stopwatch(), list[Future[Proven]](), set[Future[Proven]]()
    while waiting:
        while waiting and len(running) < workers:
            started.append(executor.submit(run_task, _next(waiting, effort, watch, workers)))
            running.add(started[-1])
        running = set(wait(running, return_when=FIRST_COMPLETED).not_done)
    yield from (future.result() for future in started)


def _executor(workers: int) -> AbstractContextManager[Executor | None]:
    # As in the search: clean processes that Ctrl-C ends at once and without a word.
    return (
        ProcessPoolExecutor(
            workers, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL)
        )
        if workers > 1
        else nullcontext()
    )


def _sum(amount: float, parts: Sequence[Bound], reason: str, covers: str) -> Bounded:
    """Return the bound of a team, or why there is none."""
    reason = reason or next((part.covers for part in parts if part.minutes is None), "")
    # Without a turn, or after too few of them, all that is known of a rep is that nothing costs less than 0.
    late = sum(not (part.converged or (part.iterations and part.minutes)) for part in parts)
    if parts and late == len(parts):
        reason = reason or "no bound: too little time or too few turns for a proof"
    if reason:
        return Bounded(amount, None, reason)
    if late:
        covers = f"{covers}; for want of time {late} of {len(parts)} reps count as 0"
    # A bound above the plan itself can only be the last bit of binary arithmetic.
    bound = min(amount, sum(part.minutes for part in parts if part.minutes is not None))
    return Bounded(amount, bound, covers)


def _unplanned(problem: MonthProblem, schedule: Schedule) -> Bounded:
    missing = sum(
        problem.requirement_of[item.visit_id].kind is not Kind.PROSPECT
        for item in schedule.unplanned
    )
    covers = "required visits without a day, all plans; counts windows, caps and minutes of days"
    least = least_unplanned(problem) if missing else 0
    return Bounded(float(missing), float(least), covers)
