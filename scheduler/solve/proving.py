"""The bounds of single reps, one after the other or in several processes."""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.reduction import ForkingPickler
from multiprocessing.synchronize import Event
from types import MappingProxyType
from typing import Any, TypeVar

from models.problem import Kind, MonthProblem
from models.schedule import Schedule
from scheduler.solve.bound import Bound, Effort, lower_bound
from scheduler.solve.stop import NowAndThen, Stopwatch
from scheduler.solve.warm import warm_up_proof

_TRAVEL_SHARE = 0.7
"""Of the time of a rep; what it leaves is for the bound of the whole cost, which is at least that of driving."""
_WORTH_PROCESSES = 6.0
"""Seconds of a proof below which starting processes costs more than it gives."""
_POLL_SECONDS = 0.1
"""How often somebody looks whether to cancel."""


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


def run_tasks(tasks: Sequence[Task], effort: Effort, workers: int) -> list[Proven]:
    """Return what is proven of each task.

    Parameters
    ----------
    effort
        Seconds of all tasks, turns of each bound.
    workers
        Processes; they change the time it takes and nothing else.
    """
    workers = min(workers, len(tasks)) if effort.seconds >= _WORTH_PROCESSES else 1
    watch, waiting = Stopwatch(), deque(tasks)
    if workers <= 1:
        effort = replace(effort, cancelled=NowAndThen(effort.cancelled, _POLL_SECONDS))
        return [run_task(_next(waiting, effort, watch, 1)) for _ in tasks]
    with _Processes(workers, effort.cancelled) as processes:
        # The time is shared out when all processes have started.
        processes.warm_up()
        # They are told by the processes' own means when somebody cancels.
        left = Effort(effort.seconds - watch.seconds(), effort.turns)
        return list(_run_beside(processes, waiting, left))


def _next(waiting: deque[Task], effort: Effort, watch: Stopwatch, workers: int) -> Task:
    """Take the next task, with its share of the time that is left for it and those behind it."""
    behind = sum(task.weight for task in waiting)
    task = waiting.popleft()
    share = min(1.0, workers * task.weight / behind)
    seconds = share * max(0.0, effort.seconds - watch.seconds())
    return replace(task, effort=replace(effort, seconds=seconds))


_Answer = TypeVar("_Answer")


class _Processes:
    """Processes that prove beside each other, and are told when somebody cancels."""

    def __init__(self, number: int, cancelled: Callable[[], bool]) -> None:
        context = get_context("spawn")
        self.number, self._cancelled, self._over = number, cancelled, context.Event()
        self._executor = ProcessPoolExecutor(number, context, _begin, (self._over,))

    def __enter__(self) -> "_Processes":
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def warm_up(self) -> None:
        """Wait until all have started and know how to prove."""
        starting: set[Future[Any]] = {
            self._executor.submit(warm_up_proof) for _ in range(self.number)
        }
        while starting:
            starting = self.unfinished(starting)

    def submit(self, task: Task) -> Future[Proven]:
        """Have a task run."""
        return self._executor.submit(_run_in_process, task)

    def unfinished(self, running: set[Future[_Answer]]) -> set[Future[_Answer]]:
        """Wait for one of several tasks and return the others; look whether to cancel."""
        while True:
            done, others = wait(running, _POLL_SECONDS, FIRST_COMPLETED)
            if self._cancelled():
                self._over.set()
            if done:
                return others


def _run_beside(processes: _Processes, waiting: deque[Task], effort: Effort) -> Iterator[Proven]:
    """Yield what is proven in the order of the tasks; what one leaves of its time the next ones get."""
    watch, started, running = Stopwatch(), list[Future[Proven]](), set[Future[Proven]]()
    while waiting:
        while waiting and len(running) < processes.number:
            started.append(processes.submit(_next(waiting, effort, watch, processes.number)))
            running.add(started[-1])
        running = processes.unfinished(running)
    while running:
        running = processes.unfinished(running)
    yield from (future.result() for future in started)


_over: Event
"""Of a process: set when somebody cancels."""


def _begin(over: Event) -> None:
    """Start a process. As in the search: a clean one that Ctrl-C ends at once and without a word."""
    global _over  # noqa: PLW0603  (the one thing a process is started with)
    _over = over
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run_in_process(task: Task) -> Proven:
    return run_task(replace(task, effort=replace(task.effort, cancelled=_over.is_set)))
