"""The search over the whole team: several searches of each group of reps, which exchange their best.

Searches run in threads: the compiled search and CP-SAT let go of the interpreter's lock.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import replace
from heapq import heapreplace

from models.errors import InputError, InputProblem
from models.problem import MonthProblem
from models.result import StopReason
from models.schedule import Schedule, Score
from scheduler.solve.board import Board
from scheduler.solve.observer import Observer, Progress
from scheduler.solve.params import SolveParams
from scheduler.solve.stop import Budget, StopCriterion, Stopwatch
from scheduler.solve.task import Done, Task, run_task

_CLOSING_SHARE = 0.04
"""Share of the time that is kept for judging and explaining."""
_POLL_SECONDS = 0.1
"""How often somebody looks whether to cancel."""
_REASONS = (StopReason.TIME, StopReason.ITERATIONS, StopReason.NO_IMPROVEMENT)
"""Which one is told where searches stopped for different reasons."""


def limited(stop: StopCriterion) -> Budget:
    """Return the budget of a criterion.

    Raises
    ------
    InputError
        When it has no limit, so that the search would never end.
    """
    budget = stop.budget()
    if budget == Budget():
        raise InputError(
            [
                InputProblem(
                    "stop",
                    0,
                    "",
                    type(stop).__name__,
                    "the search would never end",
                    "set a limit beside it, e.g. FirstOf(MaxSeconds(60), Cancelled(asked))",
                )
            ]
        )
    return budget


class Team:
    """Runs all searches in rounds, tells the observer, and keeps to the stop criterion.

    In the first round each search makes a month of its own; in every later one all searches of a
    group of reps start from the best month so far, each in its own way.

    Parameters
    ----------
    parts
        Problems that share no rep and no customer.
    """

    def __init__(
        self,
        parts: Sequence[MonthProblem],
        stop: StopCriterion,
        seed: int,
        params: SolveParams,
        observer: Observer,
    ) -> None:
        self._watch = Stopwatch()
        self._boards = [Board(part) for part in parts]
        self._stop, self._seed, self._params, self._observer = stop, seed, params, observer
        self._budget = limited(stop)
        self._visits = [max(1, len(part.need_of)) for part in parts]
        self._best: list[Done | None] = [None] * len(parts)
        self._over = False
        self.iterations = 0
        self.stop_reason = StopReason.NOTHING_TO_DO

    def run(self) -> list[Schedule]:
        """Return the schedule of each part."""
        if not self._boards:
            return []
        executor = ThreadPoolExecutor(self._workers)
        try:
            self._cancelled()
            for turn in range(self._params.rounds):
                self._turn(turn, executor)
                if self._cancelled():
                    self.stop_reason = self._stop.reason
                    break
        finally:
            # Ctrl-C comes here too: the searches end at their next look.
            self._over = True
            executor.shutdown(cancel_futures=True)
        return [done.schedule for done in self._best if done is not None]

    @property
    def _workers(self) -> int:
        return min(self._params.workers, len(self._boards) * self._params.searches)

    def _turn(self, turn: int, executor: ThreadPoolExecutor) -> None:
        reasons = set[StopReason]()
        tasks = self._tasks(turn)
        total = sum(self._visits[task.part] for task in tasks)
        ready = 0
        for done in self._run(tasks, executor):
            reasons.add(done.reason)
            self.iterations += done.iterations
            ready += self._visits[done.part]
            self._take(done)
            self._tell(self._share_before(turn) + self._params.share_of(turn) * ready / total)
        self.stop_reason = next(reason for reason in _REASONS if reason in reasons)

    def _share_before(self, turn: int) -> float:
        return sum(self._params.share_of(k) for k in range(turn))

    def _run(self, tasks: Sequence[Task], executor: ThreadPoolExecutor) -> Iterator[Done]:
        """Run the tasks, the longest first, and look now and then whether to cancel."""
        pending = {
            executor.submit(run_task, self._boards[task.part], task, self._is_over)
            for task in sorted(tasks, key=lambda task: -self._visits[task.part])
        }
        while pending:
            ready, pending = wait(pending, _POLL_SECONDS, FIRST_COMPLETED)
            self._cancelled()
            for future in ready:
                yield future.result()

    def _cancelled(self) -> bool:
        self._over = self._over or self._stop.met()
        return self._over

    def _is_over(self) -> bool:
        return self._over

    def _tasks(self, turn: int) -> list[Task]:
        starts = [None if done is None else done.schedule for done in self._best]
        return [
            Task(part, search, turn, starts[part], self._of(part, turn), self._seed, self._params)
            for part in range(len(self._boards))
            for search in range(self._params.searches)
        ]

    def _of(self, part: int, turn: int) -> Budget:
        """Divide what is left of the time by the work ahead, so that the last search ends with it."""
        share = self._params.share_of(turn)
        budget = self._budget
        if budget.iterations is not None:
            budget = replace(
                budget, iterations=max(1, round(budget.iterations * self._visits[part] * share))
            )
        if budget.seconds is not None:
            left = max(0.0, budget.seconds * (1 - _CLOSING_SHARE) - self._watch.seconds())
            ahead = 1 - self._share_before(turn)
            own = self._visits[part] / self._longest_run()
            budget = replace(budget, seconds=left * share / ahead * own)
        return budget

    def _longest_run(self) -> int:
        """Return the visits of the worker with most of them, when all tasks of a round are shared out."""
        loads = [0] * self._workers
        for visits in sorted(self._visits * self._params.searches, reverse=True):
            heapreplace(loads, loads[0] + visits)
        return max(loads)

    def _take(self, done: Done) -> None:
        # Threads end in any order: equal months are told apart by the search that made them.
        best = self._best[done.part]
        if best is None or (done.score.key, done.search) < (best.score.key, best.search):
            self._best[done.part] = done

    def _tell(self, share: float) -> None:
        known: list[Score] = [done.score for done in self._best if done is not None]
        whole = len(known) == len(self._best)
        cost = sum(score.cost_min for score in known) if whole else None
        unplanned = sum(score.unplanned for score in known)
        self._observer.tell(Progress(min(1.0, share), unplanned, cost, "improving"))
